"""Places: where appointments take place besides a room of the office, and how far they are."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from db.operations.office_settings.places import save_place
from db.queries.opened import Opened
from db.queries.places import places, ways
from db.rules.ids import new_id
from db.rules.places import PlaceForm, Ways
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog
from ui.item_models.columns import Column
from ui.pages.office.retiring import Retiring
from ui.pages.office.ways_dialog import ask_ways
from ui.runner import Changes
from ui.widgets.buttons import Button
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.text import Text


class PlacesPart(Retiring):
    """The list, and a table of minutes between its places."""

    kinds: ClassVar[frozenset[str]] = frozenset({"place"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Places and travel"),
            t(
                "Where appointments are, besides the rooms of the office. The calendar keeps the "
                "time free that a worker needs from one to the next."
            ),
            name="office.places",
            columns=_columns(),
            count=lambda n: tn("{n} place", "{n} places", n),
            nothing=(
                t("No places yet"),
                t("Add the office itself first, then where you often go: a court, a school."),
            ),
            icon="home",
            add=t("Add a place…"),
            read=places,
            save=save_place,
        )
        self.ways_button = Button(t("Minutes between places…"), self.change_ways, icon="clock")
        self.buttons.add(self.ways_button)
        self.known = Text("", "secondary", wrap=True)
        self.body.insertWidget(self.body.indexOf(self.list), self.known)
        self._ways: Ways = {}

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        self.context.runner.read(ways, then=self._got_ways)

    def change_ways(self) -> None:
        """Type how many minutes lie between each two places."""
        ask_ways(self.context, self._offered(), self._ways, self)

    def blank(self) -> PlaceForm:
        first = not any(row.form.is_office for row in self.model.rows())
        return PlaceForm(new_id(), "", is_office=first)

    def values(self, form: PlaceForm) -> Mapping[str, Any]:
        return {"name": form.name, "address": form.address, "is_office": form.is_office}

    def dialog_title(self, version: int) -> str:
        return t("Change a place") if version else t("Add a place")

    def add_fields(self, dialog: FormDialog, version: int) -> None:
        dialog.form.add("name", t("Name"), TextInput(limit=120), required=True)
        dialog.form.add("address", t("Address"), TextInput(limit=200))
        dialog.form.add(
            "is_office",
            t("This is the office itself"),
            Tick(t("This is the office itself")),
            hint=t("Appointments in a room are there, where no other place is said."),
        )

    def _set_rows(self, rows: Sequence[Opened[PlaceForm]]) -> None:
        super()._set_rows(rows)
        self._say_known()

    def _got_ways(self, found: Ways) -> None:
        self._ways = found
        self._say_known()

    def _offered(self) -> list[PlaceForm]:
        return [row.form for row in self.model.rows() if row.form.active]

    def _say_known(self) -> None:
        offered = {form.id for form in self._offered()}
        pairs = len(offered) * (len(offered) - 1) // 2
        self.ways_button.setEnabled(pairs > 0)
        known = sum(1 for one, other in self._ways if {one, other} <= offered)
        words = t("Of {pairs} ways between two places {known} are known.", pairs=pairs, known=known)
        self.known.setText(words)
        self.known.setVisible(pairs > 0)


def _columns() -> list[Column[Any]]:
    return [
        Column("name", t("Name"), lambda row: row.form.name, 220),
        Column("address", t("Address"), lambda row: row.form.address, 280),
        Column(
            "is_office",
            t("Office"),
            lambda row: t("The office itself") if row.form.is_office else "",
            130,
        ),
    ]
