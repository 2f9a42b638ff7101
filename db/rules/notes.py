"""The life of a contact note: a draft until it is signed, and then never changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from db.rules.codes import NoteClass, NoteKind, NoteStatus, PartyRole, Topic
from db.rules.findings import Finding, hard, information

LONGEST_TEXT = 1_000_000  # characters: some 300 printed pages
LONGEST_MINUTES = 24 * 60

# Contacts that may take no time worth counting.
_MAY_TAKE_NO_TIME = frozenset(
    {NoteKind.ATTEMPTED, NoteKind.LETTER, NoteKind.TEXT_EMAIL, NoteKind.ADMINISTRATIVE}
)
_FACE_TO_FACE = frozenset(
    {
        NoteKind.HOME_VISIT,
        NoteKind.OFFICE_VISIT,
        NoteKind.SCHOOL_VISIT,
        NoteKind.VISITATION,
        NoteKind.COLLATERAL,
        NoteKind.MEETING,
        NoteKind.GROUP,
        NoteKind.VIDEO,
        NoteKind.PHONE,
    }
)


@dataclass(frozen=True, slots=True)
class PersonPresent:
    """Somebody who was there or was to be reached, as named that day."""

    name: str
    role: PartyRole | None = None
    client_id: UUID | None = None
    person_id: UUID | None = None
    staff_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What a note says. A draft may lack whatever is None or empty here.

    `started_at` is aware; `minutes` are whole; `miles` have one decimal, `units` two.
    """

    id: UUID
    case_id: UUID
    author_id: UUID
    kind: NoteKind | None = None
    topic: Topic | None = None
    note_class: NoteClass | None = None
    started_at: datetime | None = None
    minutes: int | None = None
    miles: Decimal | None = None
    place: str = ""
    program_id: UUID | None = None
    units: Decimal | None = None
    text: str = ""
    people: tuple[PersonPresent, ...] = ()


class NoteStep(StrEnum):
    """Something that may be done to a note."""

    SAVE = "save"
    SIGN = "sign"
    DISCARD = "discard"
    ADD = "add"  # an addendum
    ENTERED_IN_ERROR = "entered_in_error"
    WRONG_FILE = "wrong_file"


_DRAFT_STEPS = frozenset({NoteStep.SAVE, NoteStep.SIGN, NoteStep.DISCARD})
_AFTER: dict[NoteStep, NoteStatus] = {
    NoteStep.SAVE: NoteStatus.DRAFT,
    NoteStep.SIGN: NoteStatus.SIGNED,
    NoteStep.ADD: NoteStatus.SIGNED,
    NoteStep.ENTERED_IN_ERROR: NoteStatus.ENTERED_IN_ERROR,
    NoteStep.WRONG_FILE: NoteStatus.WRONG_FILE,
}


def hidden(status: NoteStatus) -> bool:
    """Whether the text is no longer shown; that the note was there still is."""
    return status in (NoteStatus.ENTERED_IN_ERROR, NoteStatus.WRONG_FILE)


def status_after(step: NoteStep) -> NoteStatus:
    """Where a note stands after an allowed step. A discarded draft is gone: KeyError."""
    return _AFTER[step]


def step_findings(
    step: NoteStep,
    status: NoteStatus,
    *,
    by_author: bool,
    may_mark_others: bool = False,
    reason: str = "",
) -> tuple[Finding, ...]:
    """What forbids a step; empty if it is allowed.

    Only its author changes, signs or discards a draft. Only a signed note takes addenda, from
    whoever may write in the case. Author or supervisor mark a signed note as entered in error
    or as another file's, with a reason; there is no way back.
    """
    if hidden(status):
        return (hard("note.hidden"),)
    if step in _DRAFT_STEPS:
        if status is not NoteStatus.DRAFT:
            return (hard("note.already_signed"),)
        return () if by_author else (hard("note.not_author"),)
    if status is not NoteStatus.SIGNED:
        return (hard("note.not_signed"),)
    if step is NoteStep.ADD:
        return ()
    if not (by_author or may_mark_others):
        return (hard("note.not_author"),)
    return () if reason.strip() else (hard("note.reason_missing", "reason"),)


def saving_findings(note: NoteContent) -> tuple[Finding, ...]:
    """What keeps even a draft from being saved."""
    return tuple(_impossible(note))


def signing_findings(note: NoteContent, now: datetime) -> tuple[Finding, ...]:
    """What is missing or wrong before the note can be signed, field by field in form order.

    Hard findings refuse; that nobody is named as present is information.
    """
    return tuple(_missing(note, now)) + tuple(_impossible(note))


def _missing(note: NoteContent, now: datetime) -> Iterator[Finding]:
    if note.kind is None:
        yield hard("note.kind_missing", "kind")
    if note.started_at is None:
        yield hard("note.start_missing", "started_at")
    elif note.started_at > now:
        yield hard("note.in_the_future", "started_at")
    if note.minutes is None:
        yield hard("note.minutes_missing", "minutes")
    elif note.minutes == 0 and note.kind is not None and note.kind not in _MAY_TAKE_NO_TIME:
        yield hard("note.minutes_zero", "minutes", kind=note.kind)
    if note.topic is None:
        yield hard("note.topic_missing", "topic")
    if note.note_class is None:
        yield hard("note.class_missing", "note_class")
    if not note.text.strip():
        yield hard("note.text_missing", "text")
    if note.kind in _FACE_TO_FACE and not note.people:
        yield information("note.nobody_present", "people")


def _impossible(note: NoteContent) -> Iterator[Finding]:
    if note.minutes is not None and not 0 <= note.minutes <= LONGEST_MINUTES:
        yield hard("note.minutes_out_of_range", "minutes", most=LONGEST_MINUTES)
    if note.miles is not None and not 0 <= note.miles < 10_000:
        yield hard("note.miles_out_of_range", "miles", most=9_999)
    if note.units is not None and not 0 <= note.units < 10_000:
        yield hard("note.units_out_of_range", "units", most=9_999)
    if len(note.text) > LONGEST_TEXT:
        yield hard("note.text_too_long", "text", length=len(note.text), most=LONGEST_TEXT)


def addendum_findings(text: str) -> tuple[Finding, ...]:
    """What is wrong with an addendum."""
    if not text.strip():
        return (hard("note.text_missing", "text"),)
    if len(text) > LONGEST_TEXT:
        return (hard("note.text_too_long", "text", length=len(text), most=LONGEST_TEXT),)
    return ()


def carried_over(note: NoteContent, new_id: UUID, case_id: UUID) -> NoteContent:
    """The copy of a note in the file where it belongs.

    It is a draft of the same author, to be signed again: the signature covers the file.
    """
    return replace(note, id=new_id, case_id=case_id)
