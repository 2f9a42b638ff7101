"""Programs that clients enroll in."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction

from db.operations.office_settings.lists import save_program
from db.queries.office_settings import programs
from db.queries.opened import Opened
from db.rules.ids import new_id
from db.rules.office_form import ProgramForm
from db.texts import t, tn
from ui.context import Changes, Failed, PageContext
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.listed import Listed
from ui.theme.tokens import Tone
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import TextInput

Program = Opened[ProgramForm]


class ProgramsPart(Listed[Program]):
    """A program is never deleted, since services were counted under it: it is retired."""

    kinds: ClassVar[frozenset[str]] = frozenset({"program"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Programs"),
            t("What clients enroll in. A retired program is not offered; its history stays."),
            name="office.programs",
            model=TableModel(_columns(), id_of=lambda row: row.form.id),
            count=lambda n: tn("{n} program", "{n} programs", n),
            empty=EmptyState(
                t("No programs yet"),
                t("Add those that your funders pay for."),
                icon="folder",
                step=t("Add a program…"),
                clicked=self.add,
            ),
        )
        self._add = action(t("Add a program…"), self.add, self, icon="add", kind="primary")
        self.offer(t("Change…"), self.change, icon="edit")
        self.offer(t("Retire"), self.retire, when=lambda row: row.form.active)
        self.offer(t("Bring back"), self.bring_back, when=lambda row: not row.form.active)
        self.list.opened.connect(lambda _: self.change())

    def part_actions(self) -> Sequence[QAction]:
        return (self._add,)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(programs, former=True, then=self.model.set_rows)

    def add(self) -> None:
        """Add a program."""
        self._ask(ProgramForm(new_id(), "", ""), 0)

    def change(self) -> None:
        """Give the program that is chosen another name or code."""
        row = self.current()
        if row is not None:
            self._ask(row.form, row.version)

    def retire(self) -> None:
        """Offer it no longer."""
        self._set_active(False)

    def bring_back(self) -> None:
        """Offer it again."""
        self._set_active(True)

    def _set_active(self, active: bool) -> None:
        row = self.current()
        if row is not None:
            form = replace(row.form, active=active)
            then = partial(self._said, row.form)
            self.context.runner.write(save_program, form, row.version, then=then)

    def _said(self, before: ProgramForm, version: int) -> None:
        if before.active:
            words = t("{name} is retired.", name=before.name)
        else:
            words = t("{name} is offered again.", name=before.name)
        self.context.notify(words, lambda: self.context.runner.write(save_program, before, version))

    def _ask(self, form: ProgramForm, version: int) -> None:
        def write(values: dict[str, Any], of: int, saved: Saved, failed: Failed) -> None:
            filled = replace(form, **values)
            self.context.runner.write(save_program, filled, of, then=saved, failed=failed)

        def again(then: Any) -> None:
            def found(rows: Sequence[Program]) -> None:
                now = next((row for row in rows if row.form.id == form.id), None)
                if now is not None:
                    then({"name": now.form.name, "code": now.form.code}, now.version)

            self.context.runner.read(programs, former=True, then=found)

        title = t("Change a program") if version else t("Add a program")
        dialog = FormDialog(title, t("Save"), write, self, again=again)
        dialog.form.add("name", t("Name"), TextInput(limit=120), required=True)
        hint = t("Short, as your funder writes it: FS, IL-2")
        dialog.form.add("code", t("Code"), TextInput(limit=16), required=True, hint=hint)
        dialog.start({"name": form.name, "code": form.code}, version)
        dialog.open()


def _columns() -> list[Column[Program]]:
    return [
        Column("name", t("Name"), lambda row: row.form.name, 300),
        Column("code", t("Code"), lambda row: row.form.code, 120),
        Column(
            "active",
            t("State"),
            lambda row: t("Offered") if row.form.active else t("Retired"),
            120,
            tone=lambda row: Tone.OK if row.form.active else Tone.NEUTRAL,
        ),
    ]
