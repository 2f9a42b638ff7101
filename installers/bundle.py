"""Builds the program as a folder: `python -m installers.bundle [--out DIR] [--work DIR]`.

Needs PyInstaller and the program's libraries in the Python that runs it, on Windows, under Wine or
on Linux, and nothing else. Leaves `DIR/Caseroom` and, beside it, `DIR/files.json`.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installers import file_list, sizes
from installers.contents import HIDDEN, ROOT, folder_of_files, own_modules, version
from installers.linux.runpath import forget_folders_of_the_builder
from installers.release_keys import NoKeys, keys_file, require_keys
from installers.settled_zip import settle
from installers.trust.origins import FILE as ORIGINS
from installers.trust.papers import BILL, write_bill, write_notices
from installers.trust.parts import Distrust

FOLDER, LIST = "Caseroom", "files.json"
TOO_LARGE = 3  # the exit code of a build that made everything
INTERNAL = "_internal"
_SPEC = ROOT / "installers" / "caseroom.spec"
_SMOKE = "caseroom-smoke"
_OLDEST = 1_700_000_000  # a moment for files of a tree whose history is not known
_NOT_IMPORTED = {"db.migrations.env", "desktop.__main__"}


class NotBuilt(Exception):
    """The folder could not be made, or is not as it should be. Says why, for who builds."""


def build(out: Path, work: Path, *, release: bool = False) -> Path:
    """Make the folder of the program in `out` and return it, however large. Raises `NotBuilt`.

    A `release` is refused without release keys, by which the program believes its updates.
    """
    try:
        require_keys() if release else keys_file()
    except NoKeys as trouble:
        raise NotBuilt(str(trouble)) from None
    require_texts()
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "PyInstaller", str(_SPEC), "--noconfirm", "--clean"]
    command += ["--log-level", "WARN", "--distpath", str(out), "--workpath", str(work)]
    done = subprocess.run(command, cwd=ROOT, env=variables(), stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise NotBuilt("PyInstaller could not make the program; its own words stand above.")
    folder = out / FOLDER
    if sys.platform == "linux":
        strip_symbols(folder)
        for library in own_libraries(folder):
            forget_folders_of_the_builder(library)
        share_one_program(folder)
    settle(folder / folder_of_files() / "base_library.zip")
    import_everything(folder, work)
    put_notices(folder, work)
    files = file_list.listed(folder)
    print(sizes.told(files), flush=True)
    file_list.write_list(files, out / LIST)
    if sys.platform != "win32":  # there the programs are signed first, and are others then
        make_bill(folder, work, out)
    return folder


def require_small(listed: Path) -> None:
    """Raise `sizes.TooLarge` for a built program that takes more room than it may.

    `listed` is its `files.json`.
    """
    known = file_list.read_list(listed)
    sizes.require_small(sizes.total(known), sizes.most_bytes(), "The program")


def strip_symbols(folder: Path) -> None:
    """Take away what only a debugger reads: a third of the libraries' size on Linux.

    What came with addresses of its own (`*.libs`, Qt) was done by who made it, and may break.
    """
    tool = shutil.which("strip")
    if tool is None:
        raise NotBuilt("“strip” is missing. Install it (Debian, Ubuntu: apt-get install binutils).")
    subprocess.run([tool, "--strip-unneeded", *map(str, own_libraries(folder))], check=True)


def own_libraries(folder: Path) -> list[Path]:
    """The libraries that the builder's Python brought, and the packages without libraries of their
    own."""
    return [
        file
        for file in sorted((folder / INTERNAL).rglob("*.so*"))
        if not file.is_symlink() and not any(_is_made_elsewhere(part) for part in file.parts)
    ]


def _is_made_elsewhere(part: str) -> bool:
    return part == "PySide6" or part.endswith(".libs")


def share_one_program(folder: Path) -> None:
    """On Linux a program with a terminal and one without are the same: keep one of them."""
    console = folder / "caseroom-cli"
    console.unlink()
    console.symlink_to("caseroom")


def variables() -> dict[str, str]:
    """This process's variables, with what would make two builds of one tree differ settled."""
    known = dict(os.environ)
    known["PYTHONHASHSEED"] = "0"
    known.setdefault("SOURCE_DATE_EPOCH", str(_moment_of_the_tree()))
    known["PYTHONPATH"] = str(ROOT)
    known["PYTHONDONTWRITEBYTECODE"] = "1"
    return known


def require_texts() -> None:
    """Raise `NotBuilt` unless every translation is compiled."""
    catalogues = sorted((ROOT / "db" / "texts" / "locale").glob("*/LC_MESSAGES/*.po"))
    bare = [file.name for file in catalogues if not file.with_suffix(".mo").is_file()]
    if bare or not catalogues:
        raise NotBuilt("The translations are not compiled: run “python3 dev.py texts”.")


def import_everything(folder: Path, work: Path) -> None:
    """See that the built program has all that it imports; takes away what was built to see it.

    Raises `NotBuilt` with the modules that are missing.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    program = folder / (_SMOKE + suffix)
    wanted, failed = work / "wanted.txt", work / "failed.txt"
    names = [name for name in [*own_modules(), *HIDDEN] if name not in _NOT_IMPORTED]
    wanted.write_text("\n".join(names), encoding="utf-8")
    failed.unlink(missing_ok=True)
    subprocess.run(
        [str(program), str(wanted), str(failed)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if not failed.is_file():
        raise NotBuilt("The built program did not start.")
    failures = failed.read_text(encoding="utf-8")
    if failures:
        raise NotBuilt(f"The built program lacks modules:\n{failures}")
    program.unlink()


def put_notices(folder: Path, work: Path) -> None:
    """Put the licences of what is shipped into it. Raises `NotBuilt` for what nobody knows."""
    system = "windows" if sys.platform == "win32" else "linux"
    try:
        write_notices(folder, origins_of(work), version=version(), system=system)
    except Distrust as distrust:
        raise NotBuilt(str(distrust)) from None


def make_bill(folder: Path, work: Path, out: Path, system: str = "linux", site: str = "") -> Path:
    """Write the bill of materials of a finished folder into `out`; gives the file.

    `site` is where the packages lie, if they are not those of this Python. Raises `NotBuilt`.
    """
    bill, when = out / BILL, int(variables()["SOURCE_DATE_EPOCH"])
    sites = [site] if site else []
    try:
        write_bill(
            folder,
            origins_of(work),
            bill,
            version=version(),
            system=system,
            when=when,
            site=sites,
        )
    except Distrust as distrust:
        raise NotBuilt(str(distrust)) from None
    return bill


def origins_of(work: Path) -> Path:
    """Where the spec noted whose each file is: the bill of materials is made with it."""
    return work / _SPEC.stem / ORIGINS


def _moment_of_the_tree() -> int:
    """When the tree was last changed, in seconds since 1970, as its history says."""
    git = shutil.which("git")
    if git is None:
        return _OLDEST
    asked = [git, "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else _OLDEST


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and say where it is. Returns the exit code; what is too large is made all the same."""
    parser = argparse.ArgumentParser(prog="installers.bundle", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bundle")
    parser.add_argument("--release", action="store_true", help="refuse to go without keys")
    asked = parser.parse_args(arguments)
    try:
        folder = build(asked.out.resolve(), asked.work.resolve(), release=asked.release)
    except NotBuilt as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(folder)
    try:
        require_small(folder.with_name(LIST))
    except sizes.TooLarge as trouble:
        print(trouble, file=sys.stderr)
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
