"""Rooms and cars: what can be booked besides people."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from db.operations.office_settings.lists import save_room
from db.queries.office_settings import rooms
from db.queries.opened import Opened
from db.rules.codes import ResourceKind
from db.rules.ids import new_id
from db.rules.office_form import RoomForm
from db.texts import label, t, tn
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog
from ui.item_models.columns import Column
from ui.pages.office.retiring import Retiring
from ui.widgets.choice import Choice
from ui.widgets.inputs import TextInput
from ui.widgets.multi_select import MultiSelect

_MOST = 20


class RoomsPart(Retiring):
    """Those no longer booked stay in the list, so that they can be brought back."""

    kinds: ClassVar[frozenset[str]] = frozenset({"room"})

    def __init__(self, context: PageContext) -> None:
        self._names: dict[UUID, str] = {}
        self._asked: UUID | None = None  # whose dialog is being made
        super().__init__(
            context,
            t("Rooms and cars"),
            t("What can be booked. One that is retired is not offered; its appointments stay."),
            name="office.rooms",
            columns=_columns(self._names),
            count=lambda n: tn("{n} room or car", "{n} rooms and cars", n),
            nothing=(t("No rooms or cars yet"), t("Add those that people book.")),
            icon="room",
            add=t("Add a room or car…"),
            read=rooms,
            save=save_room,
        )

    def blank(self) -> RoomForm:
        return RoomForm(new_id(), ResourceKind.ROOM, "")

    def values(self, form: RoomForm) -> Mapping[str, Any]:
        return {
            "name": form.name,
            "kind": form.kind,
            "capacity": form.capacity,
            "parts": form.parts,
        }

    def dialog_title(self, version: int) -> str:
        return t("Change a room or car") if version else t("Add a room or car")

    def change(self) -> None:
        row = self.current()
        self._asked = row.form.id if row is not None else None
        super().change()

    def add(self) -> None:
        self._asked = None
        super().add()

    def add_fields(self, dialog: FormDialog, version: int) -> None:
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
        dialog.form.add(
            "parts",
            t("Made of these rooms"),
            MultiSelect(self._other_rooms(), rows=5),
            hint=t("Who books it takes them all; each of them can be booked alone."),
        )
        kind.edited.connect(lambda: self.started(dialog))

    def started(self, dialog: FormDialog) -> None:
        is_room = dialog.form.value("kind") is ResourceKind.ROOM
        parts = dialog.form.field("parts")
        parts.setVisible(is_room and bool(parts.control.values()))

    def _other_rooms(self) -> list[tuple[UUID, str]]:
        return [
            (row.form.id, row.form.name)
            for row in self.model.rows()
            if row.form.kind is ResourceKind.ROOM and row.form.id != self._asked
        ]

    def _set_rows(self, rows: Sequence[Opened[RoomForm]]) -> None:
        self._names.clear()
        self._names.update((row.form.id, row.form.name) for row in rows)
        self.model.set_rows(rows)


def _columns(names: Mapping[UUID, str]) -> list[Column[Any]]:
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
            "parts",
            t("Made of"),
            lambda row: " · ".join(sorted(names.get(one, "") for one in row.form.parts)),
            220,
        ),
    ]
