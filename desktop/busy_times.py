"""Reading when the signed-in user is busy from the file that their other calendar keeps.

It is read at first, when the file is another one, and on a new day. A file that cannot be read
changes nothing: what was read last stays, and that is said. Needs no Qt.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db.rules.findings import Finding, Refused, information
from db.rules.permissions import Action, allowed
from desktop.kept_calendars import Stamp, stamp_of

if TYPE_CHECKING:
    from datetime import date

    from db.office import Office
    from db.operations.changes import Changes


class BusyReader:
    """Reads for who is signed in. `chosen` gives the file that they chose on this computer, or ""
    for the one that bears their name in the office's folder."""

    def __init__(self, office: Office, chosen: Callable[[], str] = str) -> None:
        self._office, self._chosen = office, chosen
        self._folder = ""
        self._looked: tuple[Path, Stamp | None] | None = None
        self._read: tuple[Path, Stamp, date] | None = None
        self._said: list[Finding] = []

    def is_another(self) -> bool:
        """Whether the file is another one than in the last turn. The office is not asked."""
        path = self._path()
        return path is not None and (path, _stamp(path)) != self._looked

    def turn(self, folder: str) -> tuple[list[Finding], Changes | None]:
        """Read the file if need be: what there is to say, and what changed in the office."""
        from db.queries.calendar.outside_busy import own_outside_busy

        self._folder = folder
        path = self._path()
        if path is None:
            return [], None
        stamp = _stamp(path)
        self._looked = (path, stamp)
        if stamp is None:
            self._read = None
            known = bool(self._chosen()) or bool(self._office.read(own_outside_busy))
            return ([information("calendar.busy_missing", file=path.name)] if known else []), None
        asked = (path, stamp, self._office.clock().astimezone(self._office.record.zone).date())
        if asked == self._read:
            return self._said, None
        self._said, changes = self._take(path, asked[2])
        self._read = asked
        return self._said, changes

    def _path(self) -> Path | None:
        from db.rules.calendar_folder import outlook_file

        user, chosen = self._office.user, self._chosen()
        if not allowed(user.role, Action.BOOK) or not (chosen or self._folder):
            return None
        return Path(chosen) if chosen else Path(self._folder) / outlook_file(user.user_name)

    def _take(self, path: Path, today: date) -> tuple[list[Finding], Changes | None]:
        from db.operations.staff.outside_busy import keep_outside_busy
        from db.queries.calendar.outside_busy import own_outside_busy
        from db.rules.calendar_folder import days_in_file
        from db.sheets.calendar_file.busy import read_busy_times

        try:
            found = read_busy_times(path, *days_in_file(today), self._office.record.zone)
        except Refused as refused:
            return [*refused.findings, information("calendar.busy_kept", file=path.name)], None
        changes = None
        if found.spans != self._office.read(own_outside_busy):
            changes = self._office.write(keep_outside_busy, found.spans).changes
        said = information("calendar.busy_skipped", file=path.name, count=found.skipped)
        return [said] if found.skipped else [], changes


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(path)
    except OSError:  # a drive that is away
        return None
