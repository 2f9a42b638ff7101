"""What an entry of a timeline says, and where in the timeline it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from db.rules.codes import NoteClass, NoteStatus, Topic
from db.rules.timeline import TimelineKind

LONGEST_TEXT = 4_000  # characters of a note that an entry shows; the note's page shows all


class TimelinePlace(NamedTuple):
    """A place in the order of the timeline: what comes after it is older."""

    at: datetime
    kind: TimelineKind
    id: UUID


@dataclass(frozen=True)
class NoteTrace:
    """What an entry for a contact note says beside its text.

    If the note is not `readable`, topic, place, people and text stay empty.
    """

    version: int
    status: NoteStatus
    note_class: NoteClass
    readable: bool
    mine: bool
    signed_at: datetime | None
    topic: Topic | None = None
    minutes: int | None = None
    place: str = ""
    people: tuple[str, ...] = ()
    hidden_reason: str = ""
    carried_to_id: UUID | None = None
    carried_from_id: UUID | None = None
    cut: bool = False  # the text is longer than what the entry shows


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened.

    `at` is aware, in UTC; with `day_only` it is the start of a day in the office's zone. `code`
    says more exactly what it was (a NoteKind, HearingKind, CloseReason …), `status` how it
    stands. `record` names the record to open, a kind of `Changes` with its id.
    """

    kind: TimelineKind
    id: UUID
    at: datetime
    record: tuple[str, UUID]
    title: str = ""
    text: str = ""
    who: str = ""
    code: StrEnum | None = None
    status: StrEnum | None = None
    day_only: bool = False
    note: NoteTrace | None = None

    @property
    def place(self) -> TimelinePlace:
        """Where in the timeline it stands."""
        return TimelinePlace(self.at, self.kind, self.id)


@dataclass(frozen=True)
class TimelineFilter:
    """What a timeline is narrowed to; empty `kinds` mean everything.

    `topic` and `words` are of notes: each word must begin a word of the note, or of its addenda.
    """

    kinds: frozenset[TimelineKind] = frozenset()
    topic: Topic | None = None
    words: str = ""

    def wants(self, kind: TimelineKind) -> bool:
        """Whether entries of this kind are shown."""
        if self.topic is not None or self.words.strip():
            return kind is TimelineKind.NOTE
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class TimelinePage:
    """A page of a timeline. `before` asks for the next one; None says that it was the last."""

    entries: tuple[TimelineEntry, ...]
    before: TimelinePlace | None
