"""Newer versions of the program: where the office looks for them, and whether there is one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from db.operations.office_settings.updates import change_updates
from db.queries.opened import Opened
from db.queries.updates import updates_form
from db.rules.permissions import Action
from db.rules.update_place import LONGEST, UpdatesForm
from db.texts import t
from ui.context import PageContext
from ui.dialogs.look_for_update import Looking
from ui.pages.office.form_part import FormPart
from ui.runner import Changes
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text


class UpdatesPart(FormPart):
    """Everybody sees which version runs, and may look; who manages the office says where."""

    draft_kind: ClassVar[str] = "updates"
    draft_id: ClassVar[UUID] = UUID(int=2)

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Updates"),
            t(
                "Newer versions of Caseroom are looked for where the office says, and nowhere "
                "else. Nothing is installed before somebody says so."
            ),
        )
        self.may_choose = context.may(Action.MANAGE_OFFICE)
        self._save = action(t("Save place"), self.save_now, self, icon="save", kind="primary")
        self.form.add(
            "update_place",
            t("Where they lie"),
            TextInput(limit=LONGEST),
            hint=t(
                "A folder that every computer of the office can read, the notice file in it, or an "
                "address that begins with https://. Nowhere if it is empty."
            ),
        )
        self.form.add(
            "update_from",
            t("Tell everybody from"),
            DateField(context.today),
            hint=t(
                "Before that day only administrators are told, so that one computer tries first."
            ),
        )
        self.looking = Looking(context)
        self.look_button = Button(t("Look now"), self.looking.begin, icon="refresh")
        self._lay_out()

    def part_actions(self) -> Sequence[QAction]:
        return (self._save,) if self.may_choose else ()

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.looking.begin()
        if self.may_choose:
            super().refresh(changes)

    def opened(self, then: Callable[[Opened[UpdatesForm]], object]) -> None:
        self.context.runner.read(updates_form, then=then)

    def values_of(self, record: UpdatesForm) -> dict[str, Any]:
        return {"update_place": record.update_place, "update_from": record.update_from}

    def write(self, done: Callable[[int], object], failed: Callable[[Exception], object]) -> None:
        form = UpdatesForm(**self.form.values())
        self.context.runner.write(change_updates, form, self.version, then=done, failed=failed)

    def saved_words(self) -> str:
        return t("The place of the updates was saved.")

    def when_saved(self) -> None:
        self.looking.begin()

    def for_draft(self, values: Mapping[str, Any]) -> dict[str, Any]:
        first = values["update_from"]
        return {**values, "update_from": first.isoformat() if first else ""}

    def from_draft(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        first = str(typed.get("update_from") or "")
        day = date.fromisoformat(first) if first else None
        return {"update_place": str(typed.get("update_place") or ""), "update_from": day}

    def _lay_out(self) -> None:
        running = t("On this computer is Caseroom {version}.", version=self.context.updates.version)
        now = Card(t("This computer"))
        now.body.addWidget(Text(running, wrap=True, selectable=True))
        now.body.addWidget(self.looking)
        now.body.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignLeft)
        place = Card(t("For the whole office"))
        place.body.addWidget(self.form)
        place.setVisible(self.may_choose)
        self.body.addWidget(Scrolled(now, place, width=760, margin=0), 1)
