"""Opening the editor of a note: a new one, a draft of one's own, or what was not saved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from db.operations.notes.draft import NoteForm
from db.queries.notes.note import NoteDetail, note_detail
from db.queries.notes.writing import NoteChoices, note_choices
from db.rules.codes import NoteKind, NoteStatus
from db.rules.ids import new_id
from ui.context import PageContext
from ui.dialogs.notes.comparing import form_of
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.notes.unfinished import Unfinished
from ui.drafts import Draft

Signed = Callable[[UUID], object]


def write_note(
    context: PageContext,
    case_id: UUID,
    parent: QWidget,
    *,
    kind: NoteKind | None = None,
    started_at: datetime | None = None,
    minutes: int | None = None,
    place: str = "",
    appointment_id: UUID | None = None,
    signed: Signed | None = None,
) -> None:
    """Begin a note in a case, perhaps about an appointment that took place; a draft of one's own
    that waits in the case is named, and can be gone on with instead."""

    def show(known: NoteChoices) -> None:
        begun = NoteForm(
            id=new_id(),
            case_id=case_id,
            started_at=started_at or context.now().replace(second=0, microsecond=0),
            kind=kind,
            minutes=minutes,
            place=place,
            program_id=known.usual_program,
            appointment_id=appointment_id,
        )
        dialog = NoteDialog(context, known, begun, parent, signed=signed)
        dialog.tell(Unfinished(context, case_id, begun.id, partial(instead, dialog)))
        dialog.show()

    def instead(dialog: NoteDialog, note_id: UUID) -> None:
        dialog.leave_if_untouched()
        edit_draft(context, note_id, parent, signed=signed)

    context.runner.read(note_choices, case_id, then=show)


def edit_draft(
    context: PageContext, note_id: UUID, parent: QWidget, *, signed: Signed | None = None
) -> None:
    """Go on with a draft of one's own; a second time its window comes to the front."""
    if _raise_open(note_id):
        return

    def got(note: NoteDetail) -> None:
        context.runner.read(note_choices, note.case_id, then=lambda known: show(note, known))

    def show(note: NoteDetail, known: NoteChoices) -> None:
        NoteDialog(context, known, form_of(note), parent, signed=signed).show()

    context.runner.read(note_detail, note_id, then=got)


def go_on(context: PageContext, draft: Draft, parent: QWidget) -> None:
    """Go on with what was typed and not saved when the program ended."""
    if _raise_open(draft.record_id):
        return
    case_id = UUID(str(draft.data["case"]))
    version = int(draft.data.get("version", 0))

    def show(known: NoteChoices, begun: NoteForm) -> None:
        dialog = NoteDialog(context, known, begun, parent)
        dialog.resume(draft)
        dialog.show()

    def new(known: NoteChoices) -> None:
        show(known, NoteForm(id=draft.record_id, case_id=case_id, started_at=context.now()))

    def got(known: NoteChoices) -> None:
        if not version:
            new(known)
            return
        context.runner.read(
            note_detail,
            draft.record_id,
            then=lambda note: show(known, _at(form_of(note), note, version)),
            failed=lambda _: new(known),
        )

    context.runner.read(note_choices, case_id, then=got)


def _at(form: NoteForm, note: NoteDetail, version: int) -> NoteForm:
    """The draft as it was when the unsaved words were typed, so that a later save shows."""
    return replace(form, version=version) if note.status is NoteStatus.DRAFT else form


def _raise_open(note_id: UUID) -> bool:
    for window in QApplication.topLevelWidgets():
        if not isinstance(window, NoteDialog) or window.note_id != note_id:
            continue
        if window.isVisible() or window.is_aside:
            window.come_back()
            return True
    return False
