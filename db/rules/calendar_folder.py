"""The folder in which the office keeps a calendar file for each worker who wants one: its names,
and which days stand in them."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

from db.rules.findings import Finding, hard

PAST, AHEAD = timedelta(days=31), timedelta(days=365)
LONGEST_PATH = 500
BUSY_FILE = "calendar.busy_file"  # what a person has chosen on this computer is remembered so
_SUFFIX = ".ics"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a worker has chosen: whether a file of theirs is kept in the folder."""

    staff_id: UUID
    user_name: str
    kept: bool

    @property
    def file_name(self) -> str:
        """The file that Caseroom writes; it names the user and no client."""
        return own_file(self.user_name)


def own_file(user_name: str) -> str:
    """The name of a worker's file in the folder."""
    return f"{user_name}{_SUFFIX}"


def outlook_file(user_name: str) -> str:
    """The name of the file in which the worker's other calendar says when they are busy."""
    return f"{user_name}-outlook{_SUFFIX}"


def days_in_file(today: date) -> tuple[date, date]:
    """The first and the last day that stand in a file."""
    return today - PAST, today + AHEAD


def folder_findings(folder: str) -> tuple[Finding, ...]:
    """What is wrong with a folder as it was typed; an empty one is none."""
    folder = folder.strip()
    if not folder:
        return ()
    whole = PureWindowsPath(folder).is_absolute() or PurePosixPath(folder).is_absolute()
    return () if whole else (hard("calendar.folder_not_whole", "calendar_folder"),)


def choice_key(staff_id: UUID) -> str:
    """The fact that says that a worker's file is kept. On a server it is theirs to write, because
    it ends with their id (`db.migrations.walls.rows`)."""
    return f"calendar_file.{staff_id}"
