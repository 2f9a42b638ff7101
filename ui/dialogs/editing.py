"""A dialog about one record: it keeps drafts, and asks for a reason where a rule wants one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.rules.findings import NeedsReason
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.saving import SavingDialog
from ui.drafts import Draft
from ui.widgets.also_editing import AlsoEditing
from ui.widgets.snapshots import resume, snapshot

Saved = Callable[[], object]


class EditingDialog(SavingDialog):
    """Saves one record by one operation. `saved()` is called when it is saved.

    What is typed is kept: with a `draft_kind` as a draft that its page goes on with by itself,
    and otherwise as `begun` says.
    """

    draft_kind = ""

    def __init__(
        self,
        context: PageContext,
        title: str,
        saved: Saved | None = None,
        parent: QWidget | None = None,
        *,
        record_id: UUID,
        begun: Begun | None = None,
        columns: int = 1,
        width: int = 560,
    ) -> None:
        super().__init__(title, parent, columns=columns, width=width)
        self.context = context
        self.record_id = record_id
        self._saved = saved
        kind = self.draft_kind or type(self).__name__
        self.body.insertWidget(0, AlsoEditing(context.watch, kind, record_id))
        if begun is not None:
            self.keep_draft(begun)

    # ---- for subclasses ----

    def all_the_same(self) -> str:
        """The verb that saves in spite of what stands against it."""
        return t("Save all the same")

    def draft_data(self) -> dict[str, Any]:
        """What else a draft needs, beside what was typed, to go on with it."""
        return {}

    def asked_of(self) -> PageContext | None:
        return self.context

    # ---- saving ----

    def done_saving(self, _: object = None) -> None:
        """It is saved: forget the draft, close, and tell."""
        if self.draft_kind:
            self.context.drafts.discard(self.draft_kind, self.record_id)
        super().done_saving()
        if self._saved is not None:
            self._saved()

    def failed(self, error: Exception) -> None:
        if isinstance(error, NeedsReason):
            self._rest(False)
            ReasonDialog(error.findings, self.all_the_same(), self.save, self).open()
        else:
            super().failed(error)

    # ---- drafts ----

    def drafts(self) -> Sequence[Draft]:
        if not self.draft_kind:
            return super().drafts()
        if self._closing or not self.form.dirty():
            return ()
        data = {"form": snapshot(self.form), "version": self.version, **self.draft_data()}
        return (Draft(self.draft_kind, self.record_id, data, self.draft_title()),)

    def resume(self, draft: Draft) -> None:
        """Put back what was typed; it counts as edited, and as begun from the same version."""
        typed = draft.data.get("form")
        if isinstance(typed, Mapping):
            resume(self.form, typed)
        self.version = int(draft.data.get("version") or 0)
