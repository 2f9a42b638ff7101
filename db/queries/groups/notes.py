"""The notes of a session: one of the group, and one of each member in their own file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from db.queries.reading import Reading
from db.rules.codes import Attended, NoteClass, NoteStatus, Topic
from db.rules.findings import Finding


class LeftOut(StrEnum):
    """Why there is no note of a member to be written."""

    NO_CASE = "no_case"  # none that is open
    CLOSED = "closed"  # to whoever asks
    OTHER_AUTHOR = "other_author"  # somebody else wrote it


@dataclass(frozen=True, slots=True)
class MemberNote:
    """A member's note of a session. `text` is their own part; `cases` are the open ones that the
    user may read, with their numbers, the likeliest first.

    `note_id` is new until `version` is above 0. `apart` says that the note was changed elsewhere
    and no longer begins with the group's part: `text` is then all of it, and stays as it is.
    """

    client_id: UUID
    name: str
    attended: Attended | None
    cases: tuple[tuple[UUID, str], ...]
    case_id: UUID | None
    note_id: UUID
    version: int
    text: str
    status: NoteStatus | None
    left_out: LeftOut | None = None
    author: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class GroupNotes:
    """The notes of a session. `status` is that of the group's note, None until it was begun;
    `mine` says whether the user may write it: who began it, or anybody.
    """

    appointment_id: UUID
    group: str
    starts_at: datetime
    minutes: int
    note_id: UUID
    version: int
    text: str
    topic: Topic | None
    note_class: NoteClass
    status: NoteStatus | None
    author: str
    signed_at: datetime | None
    mine: bool
    members: tuple[MemberNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberNoteForm:
    """A member's own part as it is typed; ids and version come from `MemberNote`."""

    client_id: UUID
    case_id: UUID
    note_id: UUID
    text: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNotesForm:
    """The notes of a session as they are typed. Who was absent and has no text gets no note."""

    appointment_id: UUID
    note_id: UUID
    text: str = ""
    topic: Topic | None = None
    note_class: NoteClass = NoteClass.ORDINARY
    members: tuple[MemberNoteForm, ...] = ()
    version: int = 0


def group_notes(reading: Reading, appointment_id: UUID) -> GroupNotes:
    """The notes of a session, for who reads cases. Raises `Refused` as `session_view` does."""
    raise NotImplementedError


def check_group_notes(reading: Reading, form: GroupNotesForm) -> tuple[Finding, ...]:
    """Names of members where they would be read in another's file: in the group's part, and in what
    is typed for somebody else. Soft: signing then wants a reason.
    """
    raise NotImplementedError
