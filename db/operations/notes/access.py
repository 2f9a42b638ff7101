"""The note that an operation is about, if this step may be done to it."""

from uuid import UUID

from db.models.note import ContactNote
from db.operations.work import Work
from db.queries.notes.note import note_to_see
from db.rules.findings import Stale, raise_hard
from db.rules.notes import NoteStep, step_findings
from db.rules.permissions import Action


def note_to_change(
    work: Work, note_id: UUID, form_version: int | None, step: NoteStep, reason: str = ""
) -> ContactNote:
    """The note, if it is as the form found it and the step is allowed; not touched yet.

    Raises `Refused` with "note.unknown" or what the rules say, and `Stale`. An addendum needs
    no version: nothing that somebody else saves takes it back.
    """
    note, _, _ = note_to_see(work, note_id)
    raise_hard(
        step_findings(
            step,
            note.status,
            by_author=note.author_id == work.user.id,
            may_mark_others=work.may(Action.MARK_NOTE_WRONG),
            reason=reason,
        )
    )
    if form_version is not None and note.version != form_version:
        raise Stale("contact_note", note_id)
    return note
