"""Notes that were entered in error, or in the file of somebody else."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select, update

from db.models.case_file import CaseFile
from db.models.note import ContactNote
from db.operations.notes.access import note_to_change
from db.operations.notes.draft import new_draft_of
from db.operations.notes.sign import put_addendum, put_signature
from db.operations.work import Work
from db.queries.notes.content import content_of
from db.queries.notes.note import note_to_see
from db.queries.visibility import case_to_read
from db.rules.casework import CONTACT_KINDS
from db.rules.codes import NoteStatus
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.notes import NoteStep, carried_over, status_after
from db.rules.permissions import Action
from db.rules.text_fields import storable


def mark_entered_in_error(work: Work, note_id: UUID, form_version: int, reason: str) -> None:
    """Hide a signed note's text for good; that it stood there, and why it went, stays.

    Authors mark their own notes, supervisors others' too. `reason` must be given.
    """
    work.require(Action.WRITE_NOTES)
    note = note_to_change(work, note_id, form_version, NoteStep.ENTERED_IN_ERROR, reason)
    _hide(work, note, NoteStep.ENTERED_IN_ERROR, reason)
    work.record("note.entered_in_error", "note", note.id, case=str(note.case_id))


def carry_to_other_file(
    work: Work, note_id: UUID, form_version: int, other_case_id: UUID, copy_id: UUID, reason: str
) -> UUID:
    """Move a note that was written in the wrong file: its text is hidden here, and a copy with
    its addenda stands in the other file. Returns `copy_id`, the caller's id for the copy.

    The copy keeps its authors and is signed by the user, for a signature covers the file.
    """
    work.require(Action.WRITE_NOTES)
    _, _, readable = note_to_see(work, note_id)
    note = note_to_change(work, note_id, form_version, NoteStep.WRONG_FILE, reason)
    if not readable:
        raise Refused(hard("note.not_readable"))
    case_to_read(work, other_case_id)
    if other_case_id == note.case_id:
        raise Refused(hard("note.same_file", "other_case_id"))
    carried = carried_over(content_of(note), copy_id, other_case_id)
    copy = work.add(new_draft_of(replace(carried, author_id=work.user.id), note.appointment_id))
    copy.carried_from_id = note.id
    work.session.flush()
    put_signature(work, copy, carried.author_id)
    for addendum in list(note.addenda):
        put_addendum(work, copy, new_id(), addendum.author_id, addendum.text)
    _hide(work, note, NoteStep.WRONG_FILE, reason, copy.id)
    work.record(
        "note.carried_over", "note", note.id, case=str(note.case_id), to_note=str(copy.id),
        to_case=str(other_case_id),
    )  # fmt: skip
    work.record("note.signed", "note", copy.id, case=str(other_case_id), from_note=str(note.id))
    work.changed("note", copy.id)
    work.changed("case", other_case_id)
    return copy.id


def _hide(
    work: Work, note: ContactNote, step: NoteStep, reason: str, carried_to: UUID | None = None
) -> None:
    work.touch(note)
    note.carried_to_id = carried_to
    note.status = status_after(step)
    note.hidden_at = work.now
    note.hidden_by_id = work.user.id
    note.hidden_reason = storable(reason).strip()[:500]
    work.session.flush()
    work.search.remove(work.session, "note", note.id)
    _count_last_contact_again(work, note.case_id)
    work.changed("note", note.id)
    work.changed("case", note.case_id)


def _count_last_contact_again(work: Work, case_id: UUID) -> None:
    latest = (
        select(func.max(ContactNote.started_at))
        .where(
            ContactNote.case_id == case_id,
            ContactNote.status == NoteStatus.SIGNED,
            ContactNote.kind.in_(CONTACT_KINDS),
        )
        .scalar_subquery()
    )
    work.session.execute(
        update(CaseFile).where(CaseFile.id == case_id).values(last_contact_at=latest)
    )
