"""The papers of the Debian package: control, changelog, copyright and sums."""

import gzip
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

NAME = "caseroom"
MAINTAINER = "The Caseroom project <caseroom@localhost>"
SUMMARY = "case management for a social-service agency"
_DESCRIPTION = (
    "Caseworkers keep case files, receptionists schedule intakes, supervisors",
    "review, and staff print reports for court hearings and export spreadsheets",
    "to funders: for an agency that works from one office, in a folder, on a",
    "shared drive or on PostgreSQL. Records are encrypted and stay where the",
    "agency keeps them.",
    "",
    "This package brings the program with its own Python and Qt.",
)


def debian_version(version: str) -> str:
    """A version as Debian counts it: "1.0rc1" comes before "1.0", so it is "1.0~rc1"."""
    for mark in ("a", "b", "rc", ".dev"):
        head, found, tail = version.partition(mark)
        if found and head[-1:].isdigit() and tail.isdigit():
            return f"{head}~{mark.lstrip('.')}{tail}"
    return version


def file_name(version: str, architecture: str) -> str:
    """What the package's file is called."""
    return f"{NAME}_{debian_version(version)}_{architecture}.deb"


def control(
    version: str,
    architecture: str,
    installed_bytes: int,
    relations: Mapping[str, Sequence[str]],
) -> str:
    """The fields by which Debian knows the package. Its size is counted in KiB."""
    fields = {
        "Package": NAME,
        "Version": debian_version(version),
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-installed_bytes // 1024)),
        **{name: ", ".join(packages) for name, packages in relations.items() if packages},
        "Section": "misc",
        "Priority": "optional",
        "Description": SUMMARY,
    }
    lines = [f"{name}: {value}" for name, value in fields.items()]
    lines += [f" {line}" if line else " ." for line in _DESCRIPTION]
    return "\n".join(lines) + "\n"


def changelog(version: str, when: int) -> bytes:
    """The changelog for Debian, compressed; `when` is in seconds since 1970.

    What changed stands in the project's own, which is installed beside it.
    """
    day = format_datetime(datetime.fromtimestamp(when, UTC))
    words = (
        f"{NAME} ({debian_version(version)}) stable; urgency=medium\n\n"
        f"  * Caseroom {version}. What is new stands in CHANGELOG.md.gz beside this file.\n\n"
        f" -- {MAINTAINER}  {day}\n"
    )
    return packed(words.encode("utf-8"))


def packed(content: bytes) -> bytes:
    """Compressed, the same each time."""
    return gzip.compress(content, 9, mtime=0)


def sums(stage: Path, folders: Iterable[str]) -> str:
    """The sums by which Debian finds a damaged file: of each file in these folders of the stage."""
    files = sorted(file for folder in folders for file in (stage / folder).rglob("*"))
    return "".join(
        f"{_md5(file)}  {file.relative_to(stage).as_posix()}\n"
        for file in files
        if file.is_file() and not file.is_symlink()
    )


def _md5(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
