"""How the open office stands just now: can it be reached and written, who is here, how safe is it.

The program keeps `OfficeWatch.state` up to date (`desktop.companions`); the status line, banners
and the page "This office" show it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from db.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody who has the office open, on which computer, and the records being edited there."""

    user_id: UUID
    name: str
    computer: str
    since: datetime  # aware
    own: bool = False  # this very program
    editing: tuple[tuple[str, UUID], ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeState:
    """What is known at the moment. Moments are aware."""

    reachable: bool = True
    readable: bool = True  # False where it cannot be reached and no copy stands in for it
    why_away: Finding | None = None  # why it cannot be reached, where that is known
    why_readonly: Finding | None = None  # None where one may write
    people: tuple[PersonHere, ...] = ()
    copied_at: datetime | None = None  # of the local copy that long reads work on
    backup_says: tuple[Finding, ...] = ()  # of the last backup by schedule and the second place
    calendars_at: datetime | None = None  # when the calendar files were last seen to be right
    calendars_say: tuple[Finding, ...] = ()  # of those files, and of the times read from others
    found: tuple[Finding, ...] = ()  # what the guards have to tell


class OfficeWatch(QObject):
    """The state, and a signal when it is another one. Belongs to the screen's thread.

    `edited` are the records in forms that are open here, by kind and id; others are told of them.
    """

    changed = Signal()
    edited_changed = Signal()
    shut_out = Signal(object)  # a finding: the office lets one in no more, so it must be left

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = OfficeState()
        self.edited: tuple[tuple[str, UUID], ...] = ()

    def edit(self, kind: str, record_id: UUID) -> None:
        """A form of this record was opened here."""
        self.edited = (*self.edited, (kind, record_id))
        self.edited_changed.emit()

    def leave(self, kind: str, record_id: UUID) -> None:
        """It was closed."""
        rest = list(self.edited)
        if (kind, record_id) in rest:
            rest.remove((kind, record_id))
        self.edited = tuple(rest)
        self.edited_changed.emit()

    def others_who_edit(self, kind: str, record_id: UUID) -> tuple[PersonHere, ...]:
        """Who else has a form of this record open."""
        return tuple(
            person
            for person in self.state.people
            if not person.own and (kind, record_id) in person.editing
        )

    def update(self, **fields: Any) -> None:
        """Some of the state is known anew."""
        state = replace(self.state, **fields)
        if state != self.state:
            self.state = state
            self.changed.emit()
