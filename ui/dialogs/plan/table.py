"""The list of a plan: a row for each appointment that breaks, with what becomes of it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from db.queries.calendar.broken import BrokenRow, OfferedWay
from db.texts import sentence, t
from ui.dialogs.plan.words import way_words, what_words, when_words, with_words
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.settings import Settings
from ui.widgets.table_view import TableView


class PlanModel(TableModel[BrokenRow]):
    """The rows, and for each the way that is chosen: the proposed one until somebody changes it."""

    def __init__(self, rows: Sequence[BrokenRow]) -> None:
        self._chosen: dict[UUID, int] = {row.id: 0 for row in rows}
        super().__init__(_columns(self.way), rows)

    def way(self, row: BrokenRow) -> OfferedWay:
        """What is chosen for a row."""
        return row.ways[self._chosen[row.id]]

    def choose(self, row: BrokenRow, way: int) -> None:
        """Choose one of a row's ways by its number."""
        self._chosen[row.id] = way
        number = self.find(row.id)
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def chosen(self, row: BrokenRow) -> int:
        """The number of the way that is chosen."""
        return self._chosen[row.id]


class PlanTable(TableView):
    """Left and Right go through what may become of the appointment."""

    stepped = Signal(int)

    def __init__(self, settings: Settings, model: PlanModel) -> None:
        super().__init__("calendar.plan", settings, model, t("Appointments that break"))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setSortingEnabled(False)
        self.keep_to_width(True)  # why it breaks stands in full below the list as well

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[Any, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(step)
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the dialog's main button
        else:
            super().keyPressEvent(event)


def _columns(way: Callable[[BrokenRow], OfferedWay]) -> list[Column[BrokenRow]]:
    return [
        Column("when", t("When"), lambda row: when_words(row.item), 172, sortable=False),
        Column("what", t("What"), lambda row: what_words(row.item), 210, sortable=False),
        Column("with", t("With"), lambda row: with_words(row.item), 120, sortable=False),
        Column(
            "way", t("What becomes of it"), lambda row: way_words(way(row)), 210, sortable=False
        ),
        Column("why", t("Why it breaks"), _why, 260, sortable=False, tip=_why),
    ]


def _why(row: BrokenRow) -> str:
    return " ".join(sentence(one) for one in row.why)
