"""The notes of a session: one of the group, and one of each member in their own file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, select

from db.models.case_file import Assignment, CaseFile
from db.models.client import Client
from db.models.group import GroupNote, GroupNotePart
from db.models.note import ContactNote
from db.queries.cases.people import staff_names
from db.queries.groups.roster import known_clients
from db.queries.groups.session_view import AttendanceRow, attendance_rows, session_to_see
from db.queries.notes.content import verifies
from db.queries.notes.readable import known_note, readable_note
from db.queries.reading import Reading
from db.queries.visibility import readable_case
from db.rules.codes import Attended, CaseStatus, NoteClass, NoteStatus, Topic
from db.rules.findings import Finding
from db.rules.groups import naming_findings, own_part
from db.rules.ids import new_id
from db.rules.note_bytes import group_note_bytes
from db.rules.permissions import Action
from db.rules.scheduling import local


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
    reading.require(Action.READ_CASES)
    session, group = session_to_see(reading, appointment_id)
    note = group_note_of(reading, session.id)
    text = note.text if note else ""
    names = staff_names(reading, [note.author_id] if note else [])
    return GroupNotes(
        appointment_id=session.id,
        group=group.name,
        starts_at=local(session.starts_at, reading.zone),
        minutes=(session.ends_at - session.starts_at) // 60,
        note_id=note.id if note else new_id(),
        version=note.version if note else 0,
        text=text,
        topic=note.topic if note else None,
        note_class=note.note_class if note else NoteClass.ORDINARY,
        status=note.status if note else None,
        author=names.get(note.author_id, "") if note else "",
        signed_at=note.signed_at.astimezone(reading.zone) if note and note.signed_at else None,
        mine=reading.may(Action.WRITE_NOTES)
        and (note is None or note.author_id == reading.user.id),
        members=_members(reading, session.id, text),
    )


def group_note_of(reading: Reading, appointment_id: UUID) -> GroupNote | None:
    """The group's note of a session."""
    return reading.session.scalar(
        select(GroupNote).where(GroupNote.appointment_id == appointment_id)
    )


def check_group_notes(reading: Reading, form: GroupNotesForm) -> tuple[Finding, ...]:
    """Names of members where they would be read in another's file: in the group's part, and in what
    is typed for somebody else. Soft: signing then wants a reason.
    """
    reading.require(Action.READ_CASES)
    ids = [one.client_id for one in attendance_rows(reading, form.appointment_id)]
    names = {
        one: tuple(
            word for word in (known.name.first, known.name.last, known.name.preferred) if word
        )
        for one, known in known_clients(reading, ids).items()
    }
    own = {one.client_id: one.text for one in form.members}
    return naming_findings(form.text, own, names)


def group_note_is_as_signed(reading: Reading, appointment_id: UUID) -> bool:
    """Whether the group's signed note still is what was signed, by whom it says."""
    reading.require(Action.READ_CASES)
    note = group_note_of(reading, appointment_id)
    if note is None or note.signature is None or note.signed_by_id is None:
        return False
    message = bytes_of(note, note.signed_by_id, note.signed_at or reading.now)
    return verifies(reading.session, note.signed_by_id, note.signing_key, note.signature, message)


def bytes_of(note: GroupNote, signed_by: UUID, signed_at: datetime) -> bytes:
    """What is signed of the group's note."""
    return group_note_bytes(
        note.id, note.appointment_id, note.author_id, note.topic, note.note_class, note.text,
        signed_by, signed_at,
    )  # fmt: skip


def notes_of_session(
    reading: Reading, appointment_id: UUID
) -> dict[UUID, tuple[ContactNote, bool]]:
    """Each member's contact note of a session by client, and whether the user may read it; without
    those that were marked as wrong, and those of which the user may not know."""
    part = GroupNotePart
    found = reading.session.execute(
        select(part.client_id, ContactNote, readable_note(reading))
        .join(ContactNote, ContactNote.id == part.note_id)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .where(
            part.appointment_id == appointment_id,
            known_note(reading),
            ContactNote.status.in_((NoteStatus.DRAFT, NoteStatus.SIGNED)),
        )
        .order_by(ContactNote.id)
    )
    return {client_id: (note, bool(readable)) for client_id, note, readable in found}


def _members(reading: Reading, appointment_id: UUID, group_text: str) -> tuple[MemberNote, ...]:
    rows = [one for one in attendance_rows(reading, appointment_id) if not one.hidden]
    notes = notes_of_session(reading, appointment_id)
    cases = _open_cases(reading, [one.client_id for one in rows])
    closed = set(
        reading.session.scalars(
            select(Client.id).where(
                Client.id.in_([one.client_id for one in rows]), Client.restricted.is_(True)
            )
        )
    )
    authors = staff_names(reading, (note.author_id for note, _ in notes.values()))
    return tuple(
        _member(
            reading, row, notes.get(row.client_id), cases.get(row.client_id, ()), group_text,
            authors, row.client_id in closed,
        )
        for row in rows
    )  # fmt: skip


def _member(
    reading: Reading,
    row: AttendanceRow,
    found: tuple[ContactNote, bool] | None,
    cases: tuple[tuple[UUID, str], ...],
    group_text: str,
    authors: Mapping[UUID, str],
    closed: bool,
) -> MemberNote:
    if found is None:
        left_out = None if cases else LeftOut.CLOSED if closed else LeftOut.NO_CASE
        return MemberNote(
            client_id=row.client_id,
            name=row.name,
            attended=row.attended,
            cases=cases,
            case_id=cases[0][0] if cases else None,
            note_id=new_id(),
            version=0,
            text="",
            status=None,
            left_out=left_out,
        )
    note, readable = found
    own = own_part(note.text, group_text) if readable else ""
    mine = note.author_id == reading.user.id
    return MemberNote(
        client_id=row.client_id,
        name=row.name,
        attended=row.attended,
        cases=cases,
        case_id=note.case_id,
        note_id=note.id,
        version=note.version,
        text=note.text if own is None else own,
        status=note.status,
        left_out=None if mine else LeftOut.OTHER_AUTHOR,
        author=authors.get(note.author_id, ""),
        apart=own is None,
    )


def _open_cases(
    reading: Reading, clients: Sequence[UUID]
) -> dict[UUID, tuple[tuple[UUID, str], ...]]:
    """The open cases of these clients that the user may read, first those that are theirs, then the
    newest."""
    assigned = exists().where(
        Assignment.case_id == CaseFile.id,
        Assignment.staff_id == reading.user.id,
        Assignment.ended_on.is_(None),
    )
    found = reading.session.execute(
        select(CaseFile.client_id, CaseFile.id, CaseFile.number)
        .where(
            CaseFile.client_id.in_(clients),
            CaseFile.status != CaseStatus.CLOSED,
            readable_case(reading),
        )
        .order_by(assigned.desc(), CaseFile.opened_on.desc(), CaseFile.id.desc())
    )
    cases: dict[UUID, list[tuple[UUID, str]]] = {}
    for client_id, case_id, number in found:
        cases.setdefault(client_id, []).append((case_id, number))
    return {one: tuple(some) for one, some in cases.items()}
