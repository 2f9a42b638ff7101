"""What the case file does with contact notes: write, open, discard."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.notes.draft import discard_draft_note
from db.queries.cases.timeline import TimelineEntry
from db.queries.notes.note import NoteDetail, note_detail
from db.rules.codes import AppointmentKind, AppointmentStatus, NoteKind, NoteStatus
from db.texts import t
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.dialogs.notes.addendum import AddendumDialog
from ui.dialogs.notes.opening import edit_draft, go_on, write_note
from ui.dialogs.notes.reading import ReadNoteDialog
from ui.drafts import Draft

_KINDS = {
    AppointmentKind.INTAKE: NoteKind.OFFICE_VISIT,
    AppointmentKind.HOME_VISIT: NoteKind.HOME_VISIT,
    AppointmentKind.OFFICE_VISIT: NoteKind.OFFICE_VISIT,
    AppointmentKind.SUPERVISED_VISIT: NoteKind.VISITATION,
    AppointmentKind.MEETING: NoteKind.MEETING,
    AppointmentKind.GROUP: NoteKind.GROUP,
    AppointmentKind.HEARING: NoteKind.COURT,
    AppointmentKind.PHONE_CALL: NoteKind.PHONE,
}


class CaseNotes:
    """Opens the windows of notes above the file."""

    def __init__(self, context: PageContext, file: QWidget) -> None:
        self._context = context
        self._file = file

    def write(self, case_id: UUID) -> None:
        """Begin a note."""
        write_note(self._context, case_id, self._file)

    def write_about(self, case_id: UUID, entry: TimelineEntry) -> None:
        """Begin a note about an appointment, with what is known of it."""
        came = entry.status is not AppointmentStatus.NO_SHOW
        code = entry.code if isinstance(entry.code, AppointmentKind) else None
        kind = _KINDS.get(code) if code is not None else None
        write_note(
            self._context,
            case_id,
            self._file,
            kind=kind if came else NoteKind.ATTEMPTED,
            started_at=entry.at,
            place=entry.text,
            appointment_id=entry.id,
        )

    def open(self, note_id: UUID, *, is_own_draft: bool) -> None:
        """Go on with one's own draft, or read what was signed."""
        if is_own_draft:
            edit_draft(self._context, note_id, self._file)
        else:
            ReadNoteDialog(self._context, note_id, self._file, went_to=self.go_to).open()

    def go_to(self, note_id: UUID) -> None:
        """Show a note in whatever file it stands."""
        self._context.navigate("note", note_id)

    def show(self, note: NoteDetail) -> None:
        """Open a note that has been read."""
        self.open(note.id, is_own_draft=note.mine and note.status is NoteStatus.DRAFT)

    def discard(self, note_id: UUID, version: int) -> None:
        """Ask, and throw a draft away."""
        confirm(
            self._file,
            t("Discard this draft?"),
            t("What you wrote will be gone. It was never signed, so the file keeps nothing of it."),
            t("Discard draft"),
            lambda: self._context.runner.write(
                discard_draft_note,
                note_id,
                version,
                then=lambda _: self._context.notify(t("The draft is discarded.")),
            ),
            destructive=True,
        )

    def restore(self, draft: Draft) -> None:
        """Go on with what was typed and not saved: a note, or an addendum to one."""
        if "addendum" not in draft.data:
            go_on(self._context, draft, self._file)
            return
        note_id = UUID(str(draft.data["note"]))

        def show(note: NoteDetail) -> None:
            dialog = AddendumDialog(
                self._context, note.id, note.case_id, lambda: self.show(note), self._file
            )
            dialog.resume(draft)
            dialog.open()

        self._context.runner.read(note_detail, note_id, then=show)
