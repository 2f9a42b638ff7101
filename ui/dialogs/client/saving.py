"""A small dialog with one form and one verb that saves it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from db.rules.ids import new_id
from db.texts import t
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.theme.tokens import Tone
from ui.widgets.form import Form


class FormDialog(Dialog):
    """Subclasses add fields to `form`, then call `finish`, and say in `send` how to save.

    A refusal stands beside its field; leaving with something typed asks first.
    """

    def __init__(
        self, context: PageContext, title: str, parent: QWidget | None, *, columns: int = 1
    ) -> None:
        super().__init__(title, parent, width=520)
        self.context = context
        self.form = Form(columns)
        self.body.addWidget(self.form)
        self.body.addStretch()
        self._operation = new_id()
        self._saving = False

    def finish(self, verb: str) -> None:
        """Add the buttons, and take what stands in the form as saved."""
        self.cancel_verb()
        self.verb(verb, self.save, "primary")
        self.form.mark_clean()
        first = next(iter(self.form.fields()), None)
        if first is not None:
            first.control.setFocus()

    def send(self) -> None:
        """Call `write` with the operation and its form."""
        raise LookupError(self.windowTitle())

    def saved(self, result: Any) -> None:
        """What follows a save, before the dialog closes."""

    def save(self) -> None:
        """Check, then save."""
        if not self._saving and self.form.validate():
            self.send()

    def write(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Save by an operation."""
        self._saving = True
        self.context.runner.write(
            operation,
            *args,
            then=self._done,
            failed=self.failed,
            operation_id=self._operation,
            **kwargs,
        )

    def failed(self, error: Exception) -> None:
        """Show why it was refused."""
        self._saving = False
        self._operation = new_id()
        if not self.form.show_refusal(error):
            self.form.banner.say(t("This could not be saved. Nothing is lost."), Tone.DANGER)

    def reject(self) -> None:
        """Esc and Cancel: ask first, if something would be lost."""
        if self.form.dirty():
            ask_unsaved(self, self.save, super().reject)
        else:
            super().reject()

    def _done(self, result: Any) -> None:
        self.accept()
        self.saved(result)
