"""What the dialogs about court share: save, say what stands against it, keep drafts, ask once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.rules.findings import NeedsReason, Refused, Stale
from db.texts import explain, t
from ui.context import Draft, PageContext
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.shell import Dialog
from ui.dialogs.stale import Difference, StaleDialog
from ui.dialogs.unsaved import ask_unsaved
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.snapshots import resume, snapshot

Saved = Callable[[], object]


class EditingDialog(Dialog):
    """A form in a dialog that saves by one operation.

    Subclasses say how it is written (`write`), and where the record can change under somebody's
    hands, how it is read again (`read_again`). `draft_kind` "" keeps no draft.
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
        columns: int = 1,
        width: int = 560,
    ) -> None:
        super().__init__(title, parent, width=width)
        self.context = context
        self.record_id = record_id
        self.version = 0
        self._saved = saved
        self._closing = False
        self.form = Form(columns)
        self.body.addWidget(self.form)

    # ---- for subclasses ----

    def write(self, reason: str) -> None:
        """Hand what was typed to the runner, with `then=self.done_saving, failed=self.failed`."""

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        """Read the record as it is now: the form's values by name, and the version."""

    def draft_title(self) -> str:
        """How a draft is offered again: never a client's name."""
        return self.windowTitle()

    def draft_data(self) -> dict[str, Any]:
        """What else a draft needs, beside what was typed, to go on with it."""
        return {}

    # ---- saving ----

    def verbs(self, save: str) -> Button:
        """Cancel and the main verb."""
        self.cancel_verb()
        return self.verb(save, self.save, "primary")

    def save(self, reason: str = "") -> None:
        """Save, if the form says what it must."""
        if self.form.validate():
            self.write(reason)

    def save_and_leave(self) -> None:
        """Save, asked on the way out."""
        self.save()

    def done_saving(self, _: object = None) -> None:
        """It is saved: close, and tell."""
        self._closing = True
        if self.draft_kind:
            self.context.drafts.discard(self.draft_kind, self.record_id)
        self.accept()
        if self._saved is not None:
            self._saved()

    def failed(self, error: Exception) -> None:
        """Say beside the fields what stands against it, or ask what has to be asked."""
        if isinstance(error, NeedsReason):
            ReasonDialog(error.findings, t("Save all the same"), self.save, self).open()
        elif isinstance(error, Stale):
            self.read_again(self._compare)
        elif isinstance(error, Refused):
            self.form.show_refusal(error)

    def refuse(self, error: Exception) -> None:
        """What was to be shown cannot be: say why in place of the form."""
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.form.banner.say(words)

    def _compare(self, theirs: Mapping[str, Any], version: int) -> None:
        mine = self.form.values()
        differing = [
            Difference(
                name,
                self.form.field(name).label_text,
                words_of(self.form.field(name).control, mine[name]),
                words_of(self.form.field(name).control, value),
                mine[name],
                value,
            )
            for name, value in theirs.items()
            if name in mine and mine[name] != value
        ]
        self.version = version
        if not differing:
            self.save()
            return

        def keep(values: dict[str, Any]) -> None:
            self.form.set_values(values, clean=False)
            self.save()

        StaleDialog(differing, keep, parent=self).open()

    # ---- leaving ----

    def reject(self) -> None:
        """Esc and Cancel: ask what becomes of what was typed."""
        if self._closing or not self.form.dirty():
            self._drop()
            return
        ask_unsaved(self, self.save_and_leave, self._drop)

    def _drop(self) -> None:
        self._closing = True
        super().reject()

    # ---- drafts ----

    def drafts(self) -> Sequence[Draft]:
        if not self.draft_kind or self._closing or not self.form.dirty():
            return ()
        data = {"form": snapshot(self.form), "version": self.version, **self.draft_data()}
        return (Draft(self.draft_kind, self.record_id, data, self.draft_title()),)

    def resume(self, draft: Draft) -> None:
        """Put back what was typed; it counts as edited, and as begun from the same version."""
        typed = draft.data.get("form")
        if isinstance(typed, Mapping):
            resume(self.form, typed)
        self.version = int(draft.data.get("version") or 0)


def words_of(control: Any, value: Any) -> str:
    """A value of a control in words."""
    if value is None:
        return ""
    if isinstance(control, Choice):
        values = control.values()
        return control.itemText(values.index(value)) if value in values else ""
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    written = getattr(control, "written", None)
    return str(written(value)) if written is not None else str(value)
