"""The bytes of a note that its author signs. The format never changes; a new one gets a new name.

A line with the name of the format, then JSON in UTF-8: keys sorted, no spaces, nothing escaped
but what JSON demands, moments in UTC to the microsecond, decimals with a fixed number of places,
missing values null. Text is taken as it is stored, not normalized.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from db.rules.notes import NoteContent

NOTE_FORMAT = "caseroom-note-1"
ADDENDUM_FORMAT = "caseroom-addendum-1"
GROUP_FORMAT = "caseroom-group-note-1"


def note_bytes(note: NoteContent, signed_by: UUID, signed_at: datetime) -> bytes:
    """What is signed when a note is signed."""
    return _canonical(
        NOTE_FORMAT,
        {
            "author": str(note.author_id),
            "case": str(note.case_id),
            "class": note.note_class,
            "id": str(note.id),
            "kind": note.kind,
            "miles": _decimal(note.miles, "0.1"),
            "minutes": note.minutes,
            "people": [
                {
                    "client": _id(person.client_id),
                    "name": person.name,
                    "person": _id(person.person_id),
                    "role": person.role,
                    "staff": _id(person.staff_id),
                }
                for person in note.people
            ],
            "place": note.place,
            "program": _id(note.program_id),
            "signed_at": _moment(signed_at),
            "signed_by": str(signed_by),
            "started_at": None if note.started_at is None else _moment(note.started_at),
            "text": note.text,
            "topic": note.topic,
            "units": _decimal(note.units, "0.01"),
        },
    )


def addendum_bytes(
    addendum_id: UUID,
    note_id: UUID,
    note_signature: bytes,
    author_id: UUID,
    text: str,
    signed_at: datetime,
) -> bytes:
    """What is signed when an addendum is added; it holds fast to the note as it was signed."""
    return _canonical(
        ADDENDUM_FORMAT,
        {
            "author": str(author_id),
            "id": str(addendum_id),
            "note": str(note_id),
            "note_signature": note_signature.hex(),
            "signed_at": _moment(signed_at),
            "text": text,
        },
    )


def group_note_bytes(
    note_id: UUID,
    appointment_id: UUID,
    author_id: UUID,
    topic: str | None,
    note_class: str,
    text: str,
    signed_by: UUID,
    signed_at: datetime,
) -> bytes:
    """What is signed when the note of a group's session is signed."""
    return _canonical(
        GROUP_FORMAT,
        {
            "appointment": str(appointment_id),
            "author": str(author_id),
            "class": note_class,
            "id": str(note_id),
            "signed_at": _moment(signed_at),
            "signed_by": str(signed_by),
            "text": text,
            "topic": topic,
        },
    )


def _canonical(name: str, content: dict[str, object]) -> bytes:
    body = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    # A lone surrogate can be typed on Windows and stored; it must not keep a note unsigned.
    return f"{name}\n{body}".encode("utf-8", "surrogatepass")


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _decimal(value: Decimal | None, places: str) -> str | None:
    return None if value is None else str(value.quantize(Decimal(places)))


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)
