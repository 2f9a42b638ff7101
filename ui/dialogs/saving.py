"""A form in a dialog: saved by its verb, asked about when it is left, merged when it is stale."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.rules.findings import Refused, Stale
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.begun import Begun, FormDraft
from ui.dialogs.shell import Dialog
from ui.dialogs.stale import merge, saved_elsewhere
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.widgets.buttons import Button
from ui.widgets.form import Form

Now = Callable[[Mapping[str, Any], int], object]


class SavingDialog(Dialog):
    """What `EditingDialog` (a record) and `FormDialog` (functions that are given) share.

    Subclasses say how it is written (`write`), and where the record can change under somebody's
    hands, how it is read again (`read_again`).
    """

    def __init__(
        self, title: str, parent: QWidget | None = None, *, columns: int = 1, width: int = 480
    ) -> None:
        super().__init__(title, parent, width=width)
        self.version = 0
        self._seen = False
        self.form = Form(columns)
        self.body.addWidget(self.form)
        self._closing = False
        self._main: Button | None = None
        self.begun: FormDraft | None = None

    # ---- for subclasses ----

    def keep_draft(self, begun: Begun, name: str = "") -> None:
        """Keep what is typed here, and offer it when this form is opened again.

        `name` tells forms of one class apart.
        """
        self.begun = FormDraft(self, begun, name or type(self).__name__)
        self.body.insertWidget(0, self.begun.band)

    def draft_title(self) -> str:
        """How a draft is offered again: never a client's name."""
        return self.windowTitle()

    def drafts(self) -> Sequence[Draft]:
        if self.begun is None or self._closing:
            return ()
        return self.begun.drafts(self.draft_title())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.begun is not None and not self._seen:
            self._seen = True  # a lock hides it and brings it back
            self.begun.begin()

    def asked_of(self) -> PageContext | None:
        """Where it is asked who saved the record meanwhile; None where nobody may be named."""
        return self.begun.record.context if self.begun is not None else None

    def write(self, reason: str) -> None:
        """Hand what was typed to the runner, with `then=self.done_saving, failed=self.failed`."""

    def read_again(self, then: Now) -> None:
        """Read the record as it is now: the form's values by name, and the version."""

    # ---- saving ----

    def verbs(self, save: str) -> Button:
        """Cancel and the main verb, which rests while it is being saved."""
        self.cancel_verb()
        self._main = self.verb(save, self.save, "primary")
        return self._main

    def save(self, reason: str = "") -> None:
        """Save, if the form says what it must."""
        if self.form.validate():
            self._rest(True)
            self.write(reason)

    def save_and_leave(self) -> None:
        """Save, asked on the way out."""
        self.save()

    def done_saving(self, _: object = None) -> None:
        """It is saved: close."""
        self._closing = True
        if self.begun is not None:
            self.begun.over()
        self.accept()

    def failed(self, error: Exception) -> None:
        """Say beside the fields what stands against it, or ask what has to be asked."""
        self._rest(False)
        if isinstance(error, Stale):
            self.read_again(partial(self._merge, error))
        else:
            self.form.show_refusal(error)

    def refuse(self, error: Exception) -> None:
        """What was to be shown cannot be: say why in place of the form."""
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.form.banner.say(words)

    def _merge(self, error: Stale, theirs: Mapping[str, Any], version: int) -> None:
        self.version = version
        record = saved_elsewhere(self.asked_of(), error)
        merge(self.form, theirs, self.save, self, record)

    def _rest(self, resting: bool) -> None:
        if self._main is not None:
            self._main.setEnabled(not resting)

    # ---- leaving ----

    def reject(self) -> None:
        """Esc and Cancel: ask what becomes of what was typed."""
        if self._closing or not self.form.dirty():
            self._drop()
        else:
            ask_unsaved(self, self.save_and_leave, self._drop)

    def _drop(self) -> None:
        self._closing = True
        if self.begun is not None and self.form.dirty():
            self.begun.over()
        super().reject()
