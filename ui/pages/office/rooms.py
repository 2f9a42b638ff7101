"""Rooms and cars: what can be booked besides people."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction

from db.operations.office_settings.lists import save_room
from db.queries.office_settings import rooms
from db.queries.opened import Opened
from db.rules.codes import ResourceKind
from db.rules.ids import new_id
from db.rules.office_form import RoomForm
from db.texts import label, t, tn
from ui.context import Changes, Failed, PageContext
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.listed import Listed
from ui.theme.tokens import Tone
from ui.widgets.buttons import action
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import TextInput

Room = Opened[RoomForm]
_MOST = 20


class RoomsPart(Listed[Room]):
    """Those no longer booked stay in the list, so that they can be brought back."""

    kinds: ClassVar[frozenset[str]] = frozenset({"room"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Rooms and cars"),
            t("What can be booked. One that is retired is not offered; its appointments stay."),
            name="office.rooms",
            model=TableModel(_columns(), id_of=lambda row: row.form.id),
            count=lambda n: tn("{n} room or car", "{n} rooms and cars", n),
            empty=EmptyState(
                t("No rooms or cars yet"),
                t("Add those that people book."),
                icon="room",
                step=t("Add a room or car…"),
                clicked=self.add,
            ),
        )
        self._add = action(t("Add a room or car…"), self.add, self, icon="add", kind="primary")
        self.offer(t("Change…"), self.change, icon="edit")
        self.offer(t("Retire"), self.retire, when=lambda row: row.form.active)
        self.offer(t("Bring back"), self.bring_back, when=lambda row: not row.form.active)
        self.list.opened.connect(lambda _: self.change())

    def part_actions(self) -> Sequence[QAction]:
        return (self._add,)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(rooms, former=True, then=self.model.set_rows)

    def add(self) -> None:
        """Add a room or a car."""
        self._ask(RoomForm(new_id(), ResourceKind.ROOM, ""), 0)

    def change(self) -> None:
        """Rename the one that is chosen, or change how much it takes."""
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
            self.context.runner.write(save_room, form, row.version, then=then)

    def _said(self, before: RoomForm, version: int) -> None:
        if before.active:
            words = t("{name} is retired.", name=before.name)
        else:
            words = t("{name} is offered again.", name=before.name)
        self.context.notify(words, lambda: self.context.runner.write(save_room, before, version))

    def _ask(self, form: RoomForm, version: int) -> None:
        def write(values: dict[str, Any], of: int, saved: Saved, failed: Failed) -> None:
            filled = replace(form, **values)
            self.context.runner.write(save_room, filled, of, then=saved, failed=failed)

        def again(then: Any) -> None:
            def found(rows: Sequence[Room]) -> None:
                now = next((row for row in rows if row.form.id == form.id), None)
                if now is not None:
                    then(_values(now.form), now.version)

            self.context.runner.read(rooms, former=True, then=found)

        dialog = FormDialog(
            t("Change a room or car") if version else t("Add a room or car"),
            t("Save"),
            write,
            self,
            again=again,
        )
        dialog.form.add("name", t("Name"), TextInput(limit=120), required=True)
        kinds = [(kind, label(kind)) for kind in (ResourceKind.ROOM, ResourceKind.CAR)]
        kind = Choice(kinds)
        kind.setEnabled(not version)
        dialog.form.add("kind", t("Kind"), kind, required=True)
        dialog.form.add(
            "capacity",
            t("Appointments at a time"),
            Choice([(n, str(n)) for n in range(1, _MOST + 1)]),
            required=True,
            hint=t("One, unless several may share it, such as a play room."),
        )
        dialog.start(_values(form), version)
        dialog.open()


def _values(form: RoomForm) -> dict[str, Any]:
    return {"name": form.name, "kind": form.kind, "capacity": form.capacity}


def _columns() -> list[Column[Room]]:
    return [
        Column("name", t("Name"), lambda row: row.form.name, 240),
        Column("kind", t("Kind"), lambda row: label(row.form.kind), 120),
        Column(
            "capacity",
            t("At a time"),
            lambda row: str(row.form.capacity),
            100,
            numeric=True,
            order=lambda row: row.form.capacity,
        ),
        Column(
            "active",
            t("State"),
            lambda row: t("Offered") if row.form.active else t("Retired"),
            120,
            tone=lambda row: Tone.OK if row.form.active else Tone.NEUTRAL,
        ),
    ]
