"""A list of what is never deleted, since records stand on it: it is retired, and brought back."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtGui import QAction

from db.queries.opened import Opened
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.listed import Listed
from ui.runner import Changes, Failed
from ui.theme.tokens import Tone
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState


class Retiring(Listed[Opened[Any]]):
    """`read` is the query for all of them, `save` the operation for one form and its version.

    The forms have an id, a name and whether they are `active`.
    """

    def __init__(
        self,
        context: PageContext,
        heading: str,
        words: str,
        *,
        name: str,
        columns: Sequence[Column[Any]],
        count: Callable[[int], str],
        nothing: tuple[str, str],
        icon: str,
        add: str,
        read: Callable[..., Any],
        save: Callable[..., Any],
    ) -> None:
        self._read, self._save = read, save
        super().__init__(
            context,
            heading,
            words,
            name=name,
            model=TableModel([*columns, _state()], id_of=lambda row: row.form.id),
            count=count,
            empty=EmptyState(*nothing, icon=icon, step=add, clicked=self.add),
        )
        self._add = action(add, self.add, self, icon="add", kind="primary")
        self.offer(t("Change…"), self.change, icon="edit")
        self.offer(t("Retire"), self.retire, when=lambda row: row.form.active)
        self.offer(t("Bring back"), self.bring_back, when=lambda row: not row.form.active)
        self.list.opened.connect(lambda _: self.change())

    @abstractmethod
    def blank(self) -> Any:
        """The form of a new one."""

    @abstractmethod
    def values(self, form: Any) -> Mapping[str, Any]:
        """What the dialog asks for."""

    @abstractmethod
    def dialog_title(self, version: int) -> str:
        """What the dialog is called; `version` is 0 for a new one."""

    @abstractmethod
    def add_fields(self, dialog: FormDialog, version: int) -> None:
        """Put the fields into the dialog's form."""

    def started(self, dialog: FormDialog) -> None:
        """Called when the fields are filled."""

    def part_actions(self) -> Sequence[QAction]:
        return (self._add,)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(self._read, former=True, then=self._set_rows)

    def _set_rows(self, rows: Sequence[Opened[Any]]) -> None:
        self.model.set_rows(rows)

    def add(self) -> None:
        """Add one."""
        self._ask(self.blank(), 0)

    def change(self) -> None:
        """Change the one that is chosen."""
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
            self.context.runner.write(self._save, form, row.version, then=then)

    def _said(self, before: Any, version: int) -> None:
        if before.active:
            words = t("{name} is retired.", name=before.name)
        else:
            words = t("{name} is offered again.", name=before.name)
        write = self.context.runner.write
        self.context.notify(words, lambda: write(self._save, before, version))

    def _ask(self, form: Any, version: int) -> None:
        def write(values: dict[str, Any], of: int, saved: Saved, failed: Failed) -> None:
            filled = replace(form, **values)
            self.context.runner.write(self._save, filled, of, then=saved, failed=failed)

        def again(then: Any) -> None:
            def found(rows: Sequence[Opened[Any]]) -> None:
                now = next((row for row in rows if row.form.id == form.id), None)
                if now is not None:
                    then(self.values(now.form), now.version)

            self.context.runner.read(self._read, former=True, then=found)

        dialog = FormDialog(self.dialog_title(version), t("Save"), write, self, again=again)
        dialog.announce(self.context, type(self).__name__, form.id)
        begun = form.id if version else self.context.user.id
        dialog.keep_draft(Begun(self.context, begun, "section.office"), type(self).__name__)
        self.add_fields(dialog, version)
        dialog.start(self.values(form), version)
        self.started(dialog)
        dialog.open()


def _state() -> Column[Any]:
    return Column(
        "active",
        t("Status"),
        lambda row: t("Offered") if row.form.active else t("Retired"),
        120,
        tone=lambda row: Tone.OK if row.form.active else Tone.NEUTRAL,
    )
