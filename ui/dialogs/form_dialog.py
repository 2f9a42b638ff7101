"""A form in a dialog: saved by its verb, asked about when it is left, merged when it is stale."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from db.rules.findings import Stale
from db.texts import t
from ui.context import Failed
from ui.dialogs.shell import Dialog
from ui.dialogs.stale import merge
from ui.dialogs.unsaved import ask_unsaved
from ui.widgets.form import Form
from ui.widgets.text import Text

Saved = Callable[[Any], object]
Save = Callable[[dict[str, Any], int, Saved, Failed], object]
Again = Callable[[Callable[[Mapping[str, Any], int], object]], object]


class FormDialog(Dialog):
    """Add fields to `form`, then call `start(values, version)` and `open()`.

    `save(values, version, saved, failed)` writes what was typed; the dialog closes when it calls
    `saved`, and shows beside its field what `failed` is given. After a stale save `again(then)`
    must call `then(values, version)` with what stands there now. `in_words(name, value)` says a
    value in words where it is no text.
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
        in_words: Callable[[str, Any], str] | None = None,
    ) -> None:
        super().__init__(title, parent, width=width)
        self._save, self._again = save, again
        self._in_words = in_words or plain_words
        self._version = 0
        if words:
            self.body.addWidget(Text(words, wrap=True))
        self.form = Form(columns=columns)
        self.body.addWidget(self.form)
        self.body.addStretch()
        self.cancel_verb()
        self.button = self.verb(verb, self.save, "primary")

    def start(self, values: Mapping[str, Any], version: int = 0) -> None:
        """Fill the form with what is saved, and put the cursor into its first field."""
        self.form.set_values(values)
        self._version = version
        first = next(iter(self.form.fields()), None)
        if first is not None:
            first.control.setFocus()

    def save(self) -> None:
        """Save what was typed, if nothing is wrong with it."""
        if not self.form.validate():
            return
        self.button.setEnabled(False)
        self._save(self.form.values(), self._version, self._saved, self._failed)

    def reject(self) -> None:
        """Cancel; asks first when something was typed."""
        if self.form.dirty():
            ask_unsaved(self, self.save, super().reject)
        else:
            super().reject()

    def _saved(self, _: Any) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, Stale) and self._again is not None:
            self._again(self._merge)
        else:
            self.form.show_refusal(error)

    def _merge(self, theirs: Mapping[str, Any], version: int) -> None:
        self._version = version
        merge(self.form, theirs, self._in_words, self.save, self)


def plain_words(name: str, value: Any) -> str:
    """A value of a form in words: text as it is, Yes or No, nothing for None."""
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    return "" if value is None else str(value)
