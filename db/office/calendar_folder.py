"""The folder of the office's calendar files, as this computer finds it."""

from pathlib import Path

from db.office.standing import Office
from db.rules.calendar_folder import folder_findings
from db.rules.findings import Finding, hard, information


def what_is_wrong(office: Office, folder: str) -> tuple[Finding, ...]:
    """What stands against keeping files there: hard for whoever chooses it, to know for whoever
    only works here, on whose computer it may not be."""
    found = folder_findings(folder)
    if found or not folder.strip():
        return found
    path = Path(folder.strip())
    if _is_of_office(office, path):
        return (hard("calendar.folder_is_office", "calendar_folder"),)
    try:
        there = path.is_dir()
    except OSError:
        there = False
    if not there:
        return (information("calendar.folder_missing", "calendar_folder", folder=folder.strip()),)
    return ()


def _is_of_office(office: Office, path: Path) -> bool:
    """Whether it is the office's own folder, or in it: only what the office keeps lies there."""
    if office.on_server:
        return False
    own = office.folder.path
    try:
        return path.resolve().is_relative_to(own.resolve())
    except OSError:
        return path.is_relative_to(own)
