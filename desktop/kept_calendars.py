"""Writing the office's calendar files: one for each worker who wants it, only when it changed.

Several programs may do so for the same folder: each makes the same bytes of the same records, and
writes only where others stand, whole or not at all. Needs no Qt.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db.rules.findings import Finding, information
from db.rules.permissions import Action, allowed

if TYPE_CHECKING:
    from uuid import UUID

    from db.office import Office
    from db.queries.report_data.calendar_file import CalendarFileData
    from db.queries.report_data.kept_calendars import Mark
    from db.rules.calendar_folder import Choice

Stamp = tuple[int, int]  # of a file: when it was written, and how large it is


@dataclass(slots=True)
class Kept:
    """What came of one turn: `folder` is empty where the office has chosen none. `right` counts
    the files that stand as they should; `written` and `removed` name those that did not."""

    folder: str = ""
    right: int = 0
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """What a file was made of when it was last seen to be right, and what it looked like."""

    mark: Mark
    stamp: Stamp | None
    data: int


class CalendarWriter:
    """Writes for one office. It remembers what it saw, so that a turn without a change asks the
    office for one statement, looks at the files' stamps, and does no more."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[UUID, _Known] = {}
        self._whole = False
        self._stopped = False

    def stop(self) -> None:
        """End a turn under way after the file that it is at: whoever leaves does not wait for the
        others. May be called from another thread."""
        self._stopped = True

    def look_at_all(self) -> None:
        """Something else than an appointment changed: the next turn asks for all that stands in
        the files. May be called from another thread."""
        self._whole = True

    def turn(self) -> Kept:
        """Bring all files up to date. Raises `Refused` where the office cannot be read."""
        from db.office.calendar_folder import what_is_wrong
        from db.queries.report_data.kept_calendars import kept_calendars

        if not allowed(self._office.user.role, Action.FIND_CLIENTS):
            return Kept()
        whole, self._whole = self._whole, False
        asked = self._office.read(kept_calendars)
        kept = Kept(asked.folder)
        if not asked.folder:
            return kept
        kept.findings += what_is_wrong(self._office, asked.folder)
        if kept.findings:
            return kept
        folder = Path(asked.folder)
        try:
            for choice in asked.choices:
                if self._stopped:
                    break
                path = folder / choice.file_name
                if choice.kept:
                    mark = asked.marks[choice.staff_id]
                    self._keep(path, choice, () if whole else mark, asked.language, kept)
                else:
                    self._known.pop(choice.staff_id, None)
                    self._remove(path, kept)
        except OSError:
            kept.findings.append(information("calendar.folder_unwritable", folder=asked.folder))
        return kept

    def _keep(self, path: Path, choice: Choice, mark: Mark, language: str, kept: Kept) -> None:
        known, stamp = self._known.get(choice.staff_id), stamp_of(path)
        if known is not None and stamp is not None and (known.mark, known.stamp) == (mark, stamp):
            kept.right += 1
            return
        from db.queries.report_data.kept_calendars import kept_calendar

        data = self._office.read(kept_calendar, choice.staff_id)
        told = hash((data, language))
        same = (
            known is not None and stamp is not None and (known.data, known.stamp) == (told, stamp)
        )
        if not same and not self._write(path, data, choice, language, kept):
            return
        self._known[choice.staff_id] = _Known(mark, stamp_of(path), told)
        kept.right += 1

    def _write(
        self, path: Path, data: CalendarFileData, choice: Choice, language: str, kept: Kept
    ) -> bool:
        """Gives whether the file stands as it should."""
        from db.storage.atomic import write_whole
        from db.storage.problems import StorageProblem
        from printing.exports.calendar_file import is_kept_by, kept_file

        office_id = self._office.record.id
        there = _content(path)
        if there is not None and not is_kept_by(there, office_id):
            kept.findings.append(information("calendar.file_of_another", file=path.name))
            return False
        content = kept_file(data, choice.user_name, office_id, language)
        if content == there:
            return True
        try:
            write_whole(path, content)
        except StorageProblem as problem:
            raise OSError from problem
        kept.written.append(path.name)
        return True

    def _remove(self, path: Path, kept: Kept) -> None:
        """Who wants no file any more has none, and what others put there stays."""
        from printing.exports.calendar_file import is_kept_by

        there = _content(path)
        if there is not None and is_kept_by(there, self._office.record.id):
            path.unlink(missing_ok=True)
            kept.removed.append(path.name)


def stamp_of(path: Path) -> Stamp | None:
    """What a file looks like from outside; None if it is not there. Raises `OSError`."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
