"""The setup: what `caseroom.nsi` has to be told, and makensis."""

import shutil
import subprocess
import sys
from pathlib import Path

from development.console import Trouble
from development.environment import ROOT
from installers import sizes
from installers.windows import listing, signing

SCRIPT = ROOT / "installers" / "windows" / "caseroom.nsi"
ICON = ROOT / "installers" / "icon" / "caseroom.ico"
MOST_BYTES = 45_000_000
_BESIDE = ("Caseroom.exe", "caseroom-cli.exe")  # as placing.nsh has them
_SIDE = "side.bmp"
_SIDE_SIZE, _SIDE_COLOR = (164, 314), (10, 108, 116)  # the icon's own ground


def setup_name(version: str) -> str:
    """What the setup's file is called."""
    return f"Caseroom-Setup-{version}.exe"


def three_numbers(version: str) -> tuple[int, int, int]:
    """A version that Windows, and the setup's refusal of an older one, can compare.

    Raises `Trouble` for any other: “1.2.3rc1” would be taken for something that it is not.
    """
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise Trouble(f"A setup needs a version of three numbers, like 1.2.3; this is {version}.")
    if any(int(part) > 65535 for part in parts):
        raise Trouble(f"Windows counts no part of a version above 65535; this is {version}.")
    return int(parts[0]), int(parts[1]), int(parts[2])


def definitions(folder: Path, version: str, work: Path, out: Path) -> dict[str, str]:
    """What `caseroom.nsi` wants to be told of the built program in `folder`, and of the files that
    are made for it in `work`."""
    three_numbers(version)
    contents = contents_folder(version)
    if not (folder / contents).is_dir():
        raise Trouble(f"The built program has no folder {contents}: is it another version?")
    unknown = {entry.name for entry in folder.iterdir()} - {contents, *_BESIDE}
    if unknown:
        raise Trouble(f"The setup does not install {', '.join(sorted(unknown))} (placing.nsh).")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    known = {
        "VERSION": version,
        "PROGRAM": str(folder),
        "CONTENTS": contents,
        "LIST": str(work / listing.NAME),
        "OUT": str(out),
        "KB": str(-(-size // 1024)),
        "ICON": str(ICON),
        "SIDE": str(work / _SIDE),
    }
    if signing.is_wanted():
        known["SIGN"] = f'"{sys.executable}" -m installers.windows.signing'
    return known


def contents_folder(version: str) -> str:
    """Where the files of a version stand beside its programs: a folder of its own for each."""
    return f"app-{version}"


def make_setup(folder: Path, version: str, work: Path, out: Path, *, quick: bool = False) -> Path:
    """Make the setup of a built program in the folder `out`, however large. Raises `Trouble`.

    A quick one is larger than a setup may be; it is for trying only.
    """
    makensis = shutil.which("makensis") or _beside_programs()
    if makensis is None:
        raise Trouble(
            "makensis is missing. Install NSIS (Debian, Ubuntu: apt-get install nsis; "
            "Windows: https://nsis.sourceforge.io)."
        )
    target = out / setup_name(version)
    work.mkdir(parents=True, exist_ok=True)
    inside = listing.files_in(folder / contents_folder(version))
    (work / listing.NAME).write_text(listing.listing(inside), encoding="ascii", newline="")
    draw_side(work / _SIDE)
    known = definitions(folder, version, work, target)
    command = [makensis, "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8"]
    command += ["-DQUICK"] if quick else []
    command += [f"-D{name}={value}" for name, value in known.items()]
    # Standing in the root, for what signs the uninstaller.
    if subprocess.run([*command, str(SCRIPT)], cwd=ROOT, stdout=sys.stderr, check=False).returncode:
        raise Trouble("makensis could not make the setup; its own words stand above.")
    if signing.is_wanted():
        signing.sign(target)
    return target


def draw_side(target: Path) -> None:
    """The picture beside the setup's first and last page: the program's icon on its own ground."""
    from PIL import Image  # the program brings it along, for its reports

    side = Image.new("RGB", _SIDE_SIZE, _SIDE_COLOR)
    with Image.open(ICON.with_name("caseroom-128.png")) as icon:
        side.paste(icon, ((_SIDE_SIZE[0] - icon.width) // 2, 40), icon.convert("RGBA"))
    side.save(target, "BMP")


def require_small(setup: Path, most: int = MOST_BYTES) -> None:
    """Raise `sizes.TooLarge` if the setup is larger than it may be."""
    sizes.require_small(setup.stat().st_size, most, setup.name)


def _beside_programs() -> str | None:
    """Where NSIS's own setup puts it, without telling the path."""
    for folder in ("C:/Program Files (x86)/NSIS", "C:/Program Files/NSIS"):
        found = Path(folder) / "makensis.exe"
        if found.is_file():
            return str(found)
    return None
