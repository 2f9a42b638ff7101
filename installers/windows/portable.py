"""The folder that needs no setup: the same files in a .zip, to be unpacked anywhere."""

import zipfile
from pathlib import Path

MARK = "portable"
_WORDS = (
    "This Caseroom was unpacked, not installed: Windows does not know of it, and no setup brings "
    "it up to date.\r\nTo bring it up to date, unpack the new version beside it and delete this "
    "folder. The records of the office and your settings are not in here.\r\n"
)
_MOMENT = (2020, 1, 1, 0, 0, 0)  # the same files make the same bytes, whenever


def zip_name(version: str) -> str:
    """What the file is called."""
    return f"Caseroom-{version}-portable.zip"


def make_portable(folder: Path, version: str, out: Path) -> Path:
    """Zip a built program into the folder `out`, with a file that says that it is portable."""
    target = out / zip_name(version)
    top = f"Caseroom-{version}"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            inside = f"{top}/{file.relative_to(folder).as_posix()}"
            archive.writestr(_entry(inside), file.read_bytes())
        archive.writestr(_entry(f"{top}/{MARK}"), _WORDS)
    return target


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
