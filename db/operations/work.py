"""What an operation works with: a reading that may also write, and leaves a trace."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Text, inspect
from sqlalchemy.orm.attributes import flag_modified

from db.models.base import Base, Edited
from db.operations.audit_ends import ends_asked
from db.operations.changes import ChangesSoFar
from db.operations.new_rows import put
from db.queries.by_heart import Question, Row
from db.queries.reading import Reading
from db.queries.search_index import SearchIndex, search_index
from db.rules.findings import Refused, Stale, hard

R = TypeVar("R", bound=Edited)

_UNRECORDED = {"version", "created_at", "changed_at", "sort_name", "key", "signature", "wish"}
_LONGEST_RECORDED_TEXT = 500  # of narratives (Text columns) only length and hash are recorded


class Signer(Protocol):
    """The signed-in person's signing key."""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the Ed25519 public key."""

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""


@dataclass(frozen=True)
class Entry:
    """One line for the audit log."""

    action: str
    kind: str
    record_id: UUID | None
    details: dict[str, object]
    at: datetime | None = None  # aware; None for now


@dataclass
class Work(Reading):
    """One user action, in one short transaction that the office commits.

    An operation asks for permission, asks the rules, writes through `session`, records what it
    did and names what it changed. `operation_id` is the caller's: the same one is not done twice.
    """

    operation_id: UUID
    signer: Signer
    device: str
    entries: list[Entry] = field(default_factory=list)
    changes: ChangesSoFar = field(default_factory=ChangesSoFar)
    lasts: list[Question] = field(default_factory=list)
    _before: dict[UUID, dict[str, object]] = field(default_factory=dict)
    _ends: Sequence[Row] | None = None  # of the audit log, where they were asked for already

    @property
    def search(self) -> SearchIndex:
        """Where names and notes are indexed."""
        return search_index(self.session)

    def add(self, row: R) -> R:
        """Add a new record; its moments are now."""
        row.created_at = row.changed_at = self.now
        self.session.add(row)
        return row

    def put(self, row: R, *also: Question) -> R:
        """Add a new record and write it at once, with the parts it was given: what `add` and a
        flush do, for what is saved all day (`db.operations.new_rows`). What is `also` to be written
        of it goes with it, and so does what its entry in the audit log asks for.
        """
        row.created_at = row.changed_at = self.now
        *_, self._ends = put(self.session, row, *also, self._asking_for_ends())
        return row

    def last(self, *asked: Question) -> None:
        """Let this be written last of all, with what keeps the work: nobody waits for an answer,
        and nothing that comes after it in the work looks at it or stands on it.
        """
        self.lasts.extend(asked)

    def ends_of_log(self) -> Sequence[Row]:
        """What `db.operations.audit_ends` says, to go on from once."""
        ends, self._ends = self._ends, None
        if ends is None:
            asked, told = self._asking_for_ends()
            ends = asked.rows(self.session, told)
        return ends

    def _asking_for_ends(self) -> Question:
        return ends_asked(self.device, self.user.id, self.signer.public_key)

    def edit(self, kind: type[R], record_id: UUID, form_version: int) -> R:
        """The record, if it is still as the form found it; the change counts as a new version.

        Raises `Refused` with "record.gone", or `Stale` if somebody else saved meanwhile.
        """
        row = self.session.get(kind, record_id)
        if row is None:
            raise Refused(hard("record.gone", kind=_name(kind)))
        if row.version != form_version:
            raise Stale(_name(kind), record_id)
        return self.touch(row)

    def touch(self, row: R) -> R:
        """Count what happens to this record as a change of it."""
        self._before.setdefault(row.id, _columns(row))
        row.changed_at = self.now
        flag_modified(row, "changed_at")
        return row

    def record(
        self, action: str, kind: str, record_id: UUID | None = None, **details: object
    ) -> None:
        """Write a line in the audit log; fields that differ since `edit` are added by itself."""
        if record_id is not None and record_id in self._before:
            row_before = self._before.pop(record_id)
            row = next(r for r in self.session if getattr(r, "id", None) == record_id)
            assert isinstance(row, Base)
            differing = _differences(row_before, _columns(row), _narratives(type(row)))
            if differing:
                details["fields"] = differing
        self.entries.append(Entry(action, kind, record_id, details))

    def record_at(
        self, at: datetime, action: str, kind: str, record_id: UUID | None, **details: object
    ) -> None:
        """The same for something that was done at an earlier, aware moment."""
        self.entries.append(Entry(action, kind, record_id, details, at))

    def changed(self, kind: str, *record_ids: UUID) -> None:
        """Name records that pages must read again; no id means all of the kind."""
        self.changes.add(kind, record_ids)


def _name(kind: type[Any]) -> str:
    return str(kind.__tablename__)


def _columns(row: Base | Edited) -> dict[str, object]:
    return {
        column.key: getattr(row, column.key)
        for column in inspect(type(row)).column_attrs
        if column.key not in _UNRECORDED
    }


def _narratives(kind: type[Any]) -> set[str]:
    """What is told in a file is for its readers, and those who read the log may not be."""
    return {
        column.key
        for column in inspect(kind).column_attrs
        if isinstance(column.columns[0].type, Text)
    }


def _differences(
    before: dict[str, object], after: dict[str, object], narratives: set[str]
) -> dict[str, object]:
    return {
        name: [_recorded(old, name in narratives) for old in (before[name], value)]
        for name, value in after.items()
        if before[name] != value
    }


def _recorded(value: object, narrative: bool) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    words = value.hex() if isinstance(value, bytes) else str(value)
    if len(words) <= (0 if narrative else _LONGEST_RECORDED_TEXT):
        return words
    return {"length": len(words), "sha256": hashlib.sha256(words.encode()).hexdigest()}
