"""Builds the Debian package: `python -m installers.linux.build [--out DIR] [--work DIR]`.

Needs what `installers.bundle` needs, and dpkg-deb and objdump. The same tree on the same system
gives the same package. Build it on the oldest Debian that it shall run on: what it asks for of
the system is found there.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from installers import bundle, contents
from installers.bundle import LIST, NotBuilt
from installers.icon.draw import SIZES
from installers.linux import needs, papers
from installers.sizes import TooLarge
from installers.trust.papers import BILL
from installers.trust.sums import write_sums

FILES = Path(__file__).resolve().parent / "files"
PROGRAM = Path("opt/caseroom")
_NOTICES = "THIRD-PARTY-NOTICES.txt"


def build(out: Path, work: Path, version: str = "", *, release: bool = False) -> Path:
    """Build the program and the package of it; gives the package's file. Raises `NotBuilt`; for a
    `release` also without release keys, by which the program believes its updates."""
    needs.require_tools()
    folder = bundle.build(out, work / "bundle", release=release)
    file = package(folder, out, work, version or contents.version())
    write_sums([file, out / BILL, out / bundle.LIST], out)
    return file


def package(folder: Path, out: Path, work: Path, version: str) -> Path:
    """Make a package of a folder that is built. Raises `NotBuilt`."""
    stage = work / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    when = int(bundle.variables()["SOURCE_DATE_EPOCH"])
    shutil.copytree(folder, stage / PROGRAM, symlinks=True)
    _place_everything_else(stage, version, when)
    _settle_rights(stage)
    architecture = _asked("dpkg", "--print-architecture")
    _write_control(stage, version, architecture)
    file = out / papers.file_name(version, architecture)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(stage), str(file)]
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(when)}
    if subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=False).returncode:
        raise NotBuilt("dpkg-deb could not make the package; its own words stand above.")
    return file


def _place_everything_else(stage: Path, version: str, when: int) -> None:
    commands = stage / "usr/bin"
    commands.mkdir(parents=True)
    for name in ("caseroom", "caseroom-cli"):
        (commands / name).symlink_to(f"/{PROGRAM.as_posix()}/{name}")
    share, said = stage / "usr/share", {"@VERSION@": version, "@DATE@": _day(when)}
    _put(share / "applications/caseroom.desktop", _filled("caseroom.desktop", said))
    _put(share / "metainfo/caseroom.metainfo.xml", _filled("caseroom.metainfo.xml", said))
    _put(share / "mime/packages/caseroom.xml", _filled("caseroom-mime.xml", said))
    policy = "org.caseroom.policy"
    _put(share / "polkit-1/actions" / policy, _filled(policy, said))
    _put(share / "lintian/overrides/caseroom", _filled("lintian-overrides", said))
    for page in ("caseroom.1", "caseroom-cli.1"):
        _put(share / f"man/man1/{page}.gz", papers.packed(_filled(page, said)))
    for size in SIZES:
        picture = (contents.ICONS / f"caseroom-{size}.png").read_bytes()
        _put(share / f"icons/hicolor/{size}x{size}/apps/caseroom.png", picture)
    drawing = (contents.ICONS / "caseroom.svg").read_bytes()
    _put(share / "icons/hicolor/scalable/apps/caseroom.svg", drawing)
    _place_documents(stage, version, when)


def _place_documents(stage: Path, version: str, when: int) -> None:
    documents = stage / "usr/share/doc/caseroom"
    _put(documents / "copyright", _filled("copyright", {"@YEAR@": _day(when)[:4]}))
    _put(documents / "changelog.gz", papers.changelog(version, when))
    changes = (contents.ROOT / "CHANGELOG.md").read_bytes()
    _put(documents / "CHANGELOG.md.gz", papers.packed(changes))
    notices = stage / PROGRAM / _NOTICES
    if notices.is_file():
        _put(documents / f"{_NOTICES}.gz", papers.packed(notices.read_bytes()))


def _write_control(stage: Path, version: str, architecture: str) -> None:
    folders = ("opt", "usr")
    files = [file for folder in folders for file in (stage / folder).rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files if not file.is_symlink())
    relations = {
        "Depends": needs.depends(stage / PROGRAM),
        "Recommends": needs.RECOMMENDS,
        "Suggests": needs.SUGGESTS,
    }
    control = papers.control(version, architecture, size, relations)
    _put(stage / "DEBIAN/control", control.encode("utf-8"))
    _put(stage / "DEBIAN/md5sums", papers.sums(stage, folders).encode("utf-8"))
    for script in ("prerm", "postrm"):
        _put(stage / "DEBIAN" / script, _filled(script, {}))
        (stage / "DEBIAN" / script).chmod(0o755)


def _settle_rights(stage: Path) -> None:
    for path in sorted(stage.rglob("*")):
        if not path.is_symlink():
            starts = path.parent == stage / PROGRAM and path.name == "caseroom"
            path.chmod(0o755 if path.is_dir() or starts else 0o644)
    stage.chmod(0o755)


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(0o644)


def _filled(name: str, said: dict[str, str]) -> bytes:
    words = (FILES / name).read_text(encoding="utf-8")
    for mark, value in said.items():
        words = words.replace(mark, value)
    return words.encode("utf-8")


def _day(when: int) -> str:
    return datetime.fromtimestamp(when, UTC).date().isoformat()


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and say where the package is. Returns the exit code; a package that is too large is
    there to be tried all the same."""
    parser = argparse.ArgumentParser(prog="installers.linux.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=contents.ROOT / "dist")
    parser.add_argument("--work", type=Path, default=contents.ROOT / "build" / "package")
    parser.add_argument("--release", action="store_true", help="refuse to go without keys")
    asked = parser.parse_args(arguments)
    try:
        file = build(asked.out.resolve(), asked.work.resolve(), release=asked.release)
    except NotBuilt as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
    try:
        bundle.require_small(asked.out.resolve() / LIST)
    except TooLarge as trouble:
        print(trouble, file=sys.stderr)
        return bundle.TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
