"""Marking a signed note as wrong: entered in error, or in the file of somebody else."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.notes.wrong import carry_to_other_file, mark_entered_in_error
from db.queries.notes.note import NoteDetail
from db.rules.ids import new_id
from db.texts import t
from ui.context import PageContext
from ui.dialogs.case_field import CaseField
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text


class InErrorDialog(Dialog):
    """Asks why, then hides the text for good. `marked()` is called afterwards."""

    def __init__(
        self,
        context: PageContext,
        note: NoteDetail,
        marked: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Entered in error"), parent, width=look().px(520))
        self._context, self._note, self._marked = context, note, marked
        words = t(
            "The text will be hidden from everybody and cannot be brought back. That the note "
            "stood here, who hid it and why, stays in the file."
        )
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        self.form.add("reason", t("Reason"), TextInput(limit=500), required=True)
        self.body.addWidget(self.form)
        self.cancel_verb()
        self.button = self.verb(t("Hide the text"), self._mark, "danger", main=True)
        self.form.field("reason").control.setFocus()

    def _mark(self) -> None:
        if not self.form.validate():
            return
        self.button.setEnabled(False)
        self._context.runner.write(
            mark_entered_in_error,
            self._note.id,
            self._note.version,
            self.form.value("reason"),
            then=self._done,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.form.show_refusal(error)

    def _done(self, _: object) -> None:
        self.accept()
        self._context.notify(t("The note is marked as entered in error."))
        self._marked()


class CarryOverDialog(Dialog):
    """Asks for the right file and why; the note then stands there, and leaves its trace here."""

    def __init__(
        self,
        context: PageContext,
        note: NoteDetail,
        carried: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Belongs to another file"), parent, width=look().px(520))
        self._context, self._note, self._carried = context, note, carried
        self._copy_id: UUID = new_id()
        words = t(
            "A copy with its addenda will stand in the other file, signed by you. Here the text "
            "will be hidden; that it stood here, and why it was moved, stays in the file."
        )
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        field = CaseField(context, without=note.case_id)
        self.form.add("other_case_id", t("The file where it belongs"), field, required=True)
        self.form.add("reason", t("Reason"), TextInput(limit=500), required=True)
        self.body.addWidget(self.form)
        self.cancel_verb()
        self.button = self.verb(t("Move the note"), self._carry, "primary")
        field.setFocus()

    def _carry(self) -> None:
        if not self.form.validate():
            return
        self.button.setEnabled(False)
        self._context.runner.write(
            carry_to_other_file,
            self._note.id,
            self._note.version,
            self.form.value("other_case_id"),
            self._copy_id,
            self.form.value("reason"),
            then=self._done,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.form.show_refusal(error)

    def _done(self, _: object) -> None:
        self.accept()
        self._context.notify(t("The note stands in the other file now."))
        self._carried()
