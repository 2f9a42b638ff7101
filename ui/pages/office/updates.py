"""Newer versions of the program: where the office looks for them, and whether there is one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from db.operations.office_settings.updates import change_updates
from db.queries.opened import Opened
from db.queries.updates import updates_form
from db.rules.findings import Stale
from db.rules.permissions import Action
from db.rules.update_place import LONGEST, UpdatesForm
from db.texts import t
from ui.context import Changes, Draft, PageContext
from ui.dialogs.look_for_update import Looking
from ui.dialogs.stale import merge, saved_elsewhere
from ui.pages.office.part import Part
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_DRAFT = UUID(int=2)  # there is one office


class UpdatesPart(Part):
    """Everybody sees which version runs, and may look; who manages the office says where."""

    kinds: ClassVar[frozenset[str]] = frozenset({"office"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Updates"),
            t(
                "Newer versions of Caseroom are looked for where the office says, and nowhere "
                "else. Nothing is installed before somebody says so."
            ),
        )
        self._version = 0
        self.may_choose = context.may(Action.MANAGE_OFFICE)
        self._save = action(t("Save place"), self._save_now, self, icon="save", kind="primary")
        self.form = Form()
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
        if self.may_choose and (changes is None or not self.form.dirty()):
            self.context.runner.read(updates_form, then=self._show)

    def unsaved(self) -> bool:
        return self.form.dirty()

    def drafts(self) -> Sequence[Draft]:
        if not self.form.dirty():
            return ()
        values = self.form.values()
        first = values["update_from"]
        data = {
            "update_place": values["update_place"],
            "update_from": first.isoformat() if first else "",
            "version": self._version,
        }
        return (Draft("updates", _DRAFT, data, t("Updates")),)

    def go_on(self, draft: Draft) -> None:
        def fill(opened: Opened[UpdatesForm]) -> None:
            self._show(opened)
            typed = dict(draft.data)
            # From the version it began with: what a colleague saved since is merged, not undone.
            self._version = int(typed.pop("version", 0))
            self.form.set_values(_from_draft(typed), clean=False)

        self.context.runner.read(updates_form, then=fill)

    def discard(self) -> None:
        self.context.drafts.discard("updates", _DRAFT)
        self.context.runner.read(updates_form, then=self._show)

    def save(self, saved: Callable[[], object]) -> None:
        if not self.form.validate():
            return

        def done(version: int) -> None:
            self._version = version
            self.form.mark_clean()
            self.context.drafts.discard("updates", _DRAFT)
            self.context.notify(t("The place of the updates was saved."))
            self.looking.begin()
            saved()

        def failed(error: Exception) -> None:
            if isinstance(error, Stale):
                merge_it = partial(self._merge, error, saved)
                self.context.runner.read(updates_form, then=merge_it)
            else:
                self.form.show_refusal(error)

        form = UpdatesForm(**self.form.values())
        self.context.runner.write(change_updates, form, self._version, then=done, failed=failed)

    def _save_now(self) -> None:
        self.save(lambda: None)

    def _merge(self, error: Stale, saved: Callable[[], object], now: Opened[UpdatesForm]) -> None:
        self._version = now.version
        record = saved_elsewhere(self.context, error)
        merge(self.form, _values(now.form), lambda: self.save(saved), self, record)

    def _show(self, opened: Opened[UpdatesForm]) -> None:
        self._version = opened.version
        self.form.set_values(_values(opened.form))

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


def _values(form: UpdatesForm) -> dict[str, Any]:
    return {"update_place": form.update_place, "update_from": form.update_from}


def _from_draft(typed: dict[str, Any]) -> dict[str, Any]:
    from datetime import date

    first = str(typed.get("update_from") or "")
    day = date.fromisoformat(first) if first else None
    return {"update_place": str(typed.get("update_place") or ""), "update_from": day}
