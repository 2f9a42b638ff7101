"""The notes of a session: the group's, and each member's in a file of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from db.models.appointment import Appointment
from db.models.group import GroupNote, GroupNotePart, SupportGroup
from db.models.note import ContactNote
from db.operations.calendar.series_rows import reason_said
from db.operations.notes.draft import NoteForm, discard_draft_note, save_draft_note
from db.operations.notes.sign import sign_note
from db.operations.work import Work
from db.queries.cases.people import staff_names
from db.queries.groups.notes import (
    GroupNotesForm,
    MemberNoteForm,
    bytes_of,
    check_group_notes,
    group_note_of,
    notes_of_session,
)
from db.queries.groups.session_view import attendance_rows, session_to_see
from db.rules.codes import NoteKind, NoteStatus, ResourceKind
from db.rules.findings import Finding, NeedsReason, Refused, Stale, hard
from db.rules.groups import gets_a_note, own_part, together
from db.rules.notes import LONGEST_TEXT, PersonPresent
from db.rules.permissions import Action
from db.rules.text_fields import storable


@dataclass(frozen=True, slots=True)
class SavedNotes:
    """The version of the group's note, and each member's note with its version."""

    version: int
    notes: tuple[tuple[UUID, int], ...]


def save_group_notes(work: Work, form: GroupNotesForm) -> SavedNotes:
    """Save the drafts: the group's note, and an ordinary contact note for each member, which holds
    the group's part and their own. All or none.

    A member's draft that was changed elsewhere, and no longer begins with the group's part, stays
    as it is there. Raises `Stale`, or `Refused`: "group.note_signed", "group.note_of_other", what
    `save_draft_note` says of a member's note.
    """
    work.require(Action.WRITE_NOTES)
    session, group = session_to_see(work, form.appointment_id)
    note = group_note_of(work, session.id)
    before = note.text if note is not None else ""
    note = _group_note(work, form, note)
    there = notes_of_session(work, session.id)
    rows = {one.client_id: one for one in attendance_rows(work, session.id) if not one.hidden}
    if any(member.client_id not in rows for member in form.members):
        raise Refused(hard("group.not_on_roster", "members"))
    present = _workers(work, session)
    saved = []
    for member in (*form.members, *_untold(form, there, before)):
        known = there.get(member.client_id)
        if known is not None and (known[0].id, known[0].version) != (
            member.note_id,
            member.version,
        ):
            raise Stale("contact_note", known[0].id)
        if known is not None and known[0].status is NoteStatus.SIGNED:
            continue
        if known is not None and own_part(known[0].text, before) is None:
            saved.append((known[0].id, known[0].version))
            continue
        wanted = gets_a_note(rows[member.client_id].attended, member.text)
        if known is not None and not wanted:
            discard_draft_note(work, known[0].id, member.version)
        elif wanted:
            row = rows[member.client_id]
            people = (PersonPresent(row.name, client_id=row.client_id), *present)
            contact = _contact(session, group, note, member, people)
            version = save_draft_note(work, contact)
            if known is None:
                work.session.add(
                    GroupNotePart(
                        note_id=member.note_id,
                        appointment_id=session.id,
                        client_id=member.client_id,
                    )
                )
            saved.append((member.note_id, version))
    work.session.flush()
    work.record("group.noted", "group", group.id, session=str(session.id), notes=len(saved))
    work.changed("group", group.id)
    return SavedNotes(note.version, tuple(saved))


def _untold(
    form: GroupNotesForm, there: Mapping[UUID, tuple[ContactNote, bool]], before: str
) -> list[MemberNoteForm]:
    """Drafts that the form says nothing of: they follow what the group's part has become."""
    told = {one.client_id for one in form.members}
    return [
        MemberNoteForm(
            client_id=client_id, case_id=one.case_id, note_id=one.id, text=own, version=one.version
        )
        for client_id, (one, _) in there.items()
        if client_id not in told and (own := own_part(one.text, before)) is not None
    ]


def sign_group_notes(
    work: Work,
    appointment_id: UUID,
    version: int,
    notes: Sequence[tuple[UUID, int]],
    reason: str = "",
) -> SavedNotes:
    """Sign the group's note and these notes of members (id, version), as `sign_note` does. All or
    none.

    Raises `NeedsReason` with `check_group_notes`' findings unless a reason is given; `Refused` with
    everything that is missing; `Stale`.
    """
    work.require(Action.WRITE_NOTES)
    session, group = session_to_see(work, appointment_id)
    note = _mine(work, group_note_of(work, session.id))
    if note is None or not note.text:
        raise Refused(hard("note.text_missing", "text"))
    if note.version != version:
        raise Stale("group_note", note.id)
    found = _names(work, session, note, [one for one, _ in notes])
    if found and not reason.strip():
        raise NeedsReason(*found)
    if note.status is NoteStatus.DRAFT:
        work.touch(note)
        note.signed_at, note.signed_by_id = work.now, work.user.id
        note.signing_key = work.signer.public_key
        note.signature = work.signer.sign(bytes_of(note, work.user.id, work.now))
        note.status = NoteStatus.SIGNED
        work.session.flush()
    signed = [sign_note(work, one, of_form) for one, of_form in notes]
    said = reason_said({one.code for one in found}, reason)
    work.record(
        "group.signed", "group", group.id, session=str(session.id), notes=len(signed), **said
    )
    work.changed("group", group.id)
    return SavedNotes(note.version, tuple((one.id, one.version) for one in signed))


def _mine(work: Work, note: GroupNote | None) -> GroupNote | None:
    if note is not None and note.author_id != work.user.id:
        author = staff_names(work, [note.author_id]).get(note.author_id, "")
        raise Refused(hard("group.note_of_other", author=author))
    return note


def _group_note(work: Work, form: GroupNotesForm, note: GroupNote | None) -> GroupNote:
    """The group's note with what was typed. A form of a note that is signed may leave it as it is,
    for a member's note that comes later."""
    note = _mine(work, note)
    text = storable(form.text).strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(hard("note.text_too_long", "text", length=len(text), most=LONGEST_TEXT))
    if note is not None and note.status is NoteStatus.SIGNED:
        if (text, form.topic, form.note_class) != (note.text, note.topic, note.note_class):
            raise Refused(hard("group.note_signed"))
        return note
    if note is None:
        note = work.add(
            GroupNote(
                id=form.note_id,
                appointment_id=form.appointment_id,
                author_id=work.user.id,
                status=NoteStatus.DRAFT,
            )
        )
    elif note.version != form.version:
        raise Stale("group_note", note.id)
    else:
        work.touch(note)
    note.text, note.topic, note.note_class = text, form.topic, form.note_class
    work.session.flush()
    return note


def _contact(
    session: Appointment,
    group: SupportGroup,
    note: GroupNote,
    member: MemberNoteForm,
    people: tuple[PersonPresent, ...],
) -> NoteForm:
    """A member's own note, which names nobody else of the group. It is not tied to the appointment
    itself, which belongs to all of them: a sealed file takes its notes along, and not the session.
    """
    return NoteForm(
        id=member.note_id,
        case_id=member.case_id,
        started_at=datetime.fromtimestamp(session.starts_at, UTC),
        kind=NoteKind.GROUP,
        topic=note.topic,
        note_class=note.note_class,
        minutes=(session.ends_at - session.starts_at) // 60,
        place=group.name,
        program_id=group.program_id,
        text=together(note.text, storable(member.text)),
        people=people,
        version=member.version,
    )


def _workers(work: Work, session: Appointment) -> tuple[PersonPresent, ...]:
    ids = [one.resource_id for one in session.taken if one.kind is ResourceKind.WORKER]
    names = sorted(staff_names(work, ids).items(), key=lambda one: (one[1], one[0].bytes))
    return tuple(PersonPresent(name, staff_id=one) for one, name in names)


def _names(
    work: Work, session: Appointment, note: GroupNote, ids: Sequence[UUID]
) -> tuple[Finding, ...]:
    there = notes_of_session(work, session.id)
    members = tuple(
        MemberNoteForm(
            client_id=client_id,
            case_id=one.case_id,
            note_id=one.id,
            text=own if (own := own_part(one.text, note.text)) is not None else one.text,
        )
        for client_id, (one, _) in there.items()
        if one.id in ids
    )
    if len(members) < len(set(ids)):
        raise Refused(hard("note.unknown"))
    text = note.text if note.status is NoteStatus.DRAFT else ""
    form = GroupNotesForm(appointment_id=session.id, note_id=note.id, text=text, members=members)
    return check_group_notes(work, form)
