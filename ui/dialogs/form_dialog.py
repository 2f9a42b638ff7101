"""A form in a dialog for which there is no class of its own: what it does is given to it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.context import PageContext
from ui.dialogs.saving import Now, SavingDialog
from ui.runner import Failed
from ui.widgets.also_editing import AlsoEditing
from ui.widgets.text import Text

Saved = Callable[[Any], object]
Save = Callable[[dict[str, Any], int, Saved, Failed], object]
Again = Callable[[Now], object]


class FormDialog(SavingDialog):
    """Add fields to `form`, then call `start(values, version)` and `open()`.

    `save(values, version, saved, failed)` writes what was typed; the dialog closes when it calls
    `saved`, and shows beside its field what `failed` is given. After a stale save `again(then)`
    must call `then(values, version)` with what stands there now.
    """

    def __init__(
        self,
        title: str,
        verb: str,
        save: Save,
        parent: QWidget | None = None,
        *,
        words: str = "",
        columns: int = 1,
        width: int = 480,
        again: Again | None = None,
    ) -> None:
        super().__init__(title, parent, columns=columns, width=width)
        self._given, self._again = save, again
        self._announced: PageContext | None = None
        if words:
            self.body.insertWidget(0, Text(words, wrap=True))
        self.body.addStretch()
        self.button = self.verbs(verb)

    def start(self, values: Mapping[str, Any], version: int = 0) -> None:
        """Fill the form with what is saved, and put the cursor into its first field."""
        self.form.set_values(values)
        self.version = version
        first = next(iter(self.form.fields()), None)
        if first is not None:
            first.control.setFocus()

    def announce(self, context: PageContext, kind: str, record_id: UUID) -> None:
        """Say to others that this record is edited here, and here who else edits or saved it."""
        self._announced = context
        self.body.insertWidget(0, AlsoEditing(context.watch, kind, record_id))

    def asked_of(self) -> PageContext | None:
        return self._announced or super().asked_of()

    def write(self, reason: str) -> None:
        self._given(self.form.values(), self.version, self.done_saving, self.failed)

    def read_again(self, then: Now) -> None:
        if self._again is not None:
            self._again(then)
