"""What was begun in a form and not saved: kept as a draft, offered when the form is opened again.

A draft holds what was typed and what stood there before, field by field. So whatever somebody
else has saved since is not written over: only where both changed the same field is it asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from db.texts import t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.difference import difference
from ui.dialogs.stale import SavedElsewhere, StaleDialog
from ui.drafts import Draft
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.snapshots import put_back, snapshot

if TYPE_CHECKING:
    from ui.dialogs.saving import SavingDialog

PREFIX = "form."


@dataclass(frozen=True, slots=True)
class Begun:
    """Whose draft it is, and where its form is opened.

    `record_id` is that of the record which the form changes, or of that to which it adds
    something; `action` as in `SavedElsewhere`. `place` and `place_id` are for
    `PageContext.navigate`.
    """

    context: PageContext
    record_id: UUID
    place: str
    place_id: UUID | None = None
    action: str = ""


def place_of(draft: Draft) -> tuple[str, UUID | None] | None:
    """Where the form of such a draft is opened; None for a draft of another kind."""
    if not draft.kind.startswith(PREFIX):
        return None
    place, place_id = draft.data.get("place"), draft.data.get("place_id")
    if not isinstance(place, str):
        return None
    return place, UUID(str(place_id)) if place_id else None


class FormDraft(QObject):
    """Keeps the draft of one form in a dialog. `band` offers an earlier one, above the form."""

    def __init__(self, dialog: SavingDialog, begun: Begun, name: str) -> None:
        super().__init__(dialog)
        self._dialog, self._begun = dialog, begun
        self.kind = PREFIX + name
        self._was: dict[str, Any] = {}
        self._earlier: Draft | None = None
        self.looked = False  # whether it is known if there is an earlier one
        self.band = Banner("", Tone.INFORMATION)

    @property
    def record(self) -> SavedElsewhere:
        """The record that the form changes."""
        begun = self._begun
        return SavedElsewhere(begun.context, begun.record_id, begun.action)

    def begin(self) -> None:
        """The form is filled and shown: look whether something was begun in it before."""
        self._was = snapshot(self._dialog.form)
        # Not at once: what the form needs besides is read first.
        QTimer.singleShot(0, self, lambda: self._begun.context.drafts.load(self._loaded))

    def drafts(self, title: str) -> Sequence[Draft]:
        """What is typed and not saved."""
        if not self._dialog.form.dirty():
            return ()
        data = {
            "form": snapshot(self._dialog.form),
            "was": self._was,
            "place": self._begun.place,
            "place_id": str(self._begun.place_id) if self._begun.place_id else None,
        }
        return (Draft(self.kind, self._begun.record_id, data, title),)

    def over(self) -> None:
        """It was saved or thrown away."""
        self._begun.context.drafts.discard(self.kind, self._begun.record_id)

    def go_on(self) -> None:
        """Put back what was typed, and ask where somebody else has saved the same field."""
        draft, self._earlier = self._earlier, None
        self.band.say("")
        if draft is None:
            return
        typed, was = draft.data.get("form"), draft.data.get("was")
        if isinstance(typed, Mapping) and isinstance(was, Mapping):
            self._put(typed, was)

    # ---- inside ----

    def _loaded(self, drafts: Sequence[Draft]) -> None:
        self.looked = True
        key = (self.kind, self._begun.record_id)
        found = next((one for one in drafts if (one.kind, one.record_id) == key), None)
        if found is None or self._dialog.form.dirty():
            return
        self._earlier = found
        saved = found.saved_at or self._begun.context.now()
        when = moment(saved.astimezone(self._begun.context.office.zone))
        self.band.say(t("You had begun this on {moment}, and not saved it.", moment=when))
        self.band.offer(t("Go on with it"), self.go_on)

    def _put(self, typed: Mapping[str, Any], was: Mapping[str, Any]) -> None:
        form = self._dialog.form
        both = []
        for field in form.fields():
            name = field.name
            if name not in typed or typed[name] == was.get(name):
                continue  # not touched then: what stands there now counts
            theirs = field.value()
            put_back(field.control, typed[name])
            if was.get(name) != self._was.get(name) and field.value() != theirs:
                both.append(difference(field, field.value(), theirs))
        if both:
            parent: QWidget = self._dialog
            choose = form.set_values
            StaleDialog(
                both, lambda kept: choose(kept, clean=False), record=self.record, parent=parent
            ).open()
