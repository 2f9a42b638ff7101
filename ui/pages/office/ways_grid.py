"""A table of minutes between places: what is typed in one half stands in the other as well."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.rules.places import LONGEST_WAY, pair
from db.texts import t
from ui.theme.look import look

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 9  # rows and columns in sight at most
_SAME = "–"


class WaysGrid(QTableWidget):
    """Its value is a dictionary of minutes by pair of ids, the smaller first.

    Arrow keys go from cell to cell, digits are typed right away, Del empties.
    """

    edited = Signal()

    def __init__(self, places: Sequence[tuple[UUID, str]], parent: QWidget | None = None) -> None:
        super().__init__(len(places), len(places), parent)
        self._places = list(places)
        names = [name for _, name in places]
        self.setVerticalHeaderLabels(names)
        self.setHorizontalHeaderLabels(names)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        by = QAbstractItemView.EditTrigger
        self.setEditTriggers(by.AnyKeyPressed | by.EditKeyPressed | by.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Minutes(self))
        self.setCornerButtonEnabled(False)
        self._cells = [[_cell(here, to, same=here == to) for here in names] for to in names]
        for row, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                self.setItem(row, column, cell)
        self._measure()
        if len(places) > 1:
            self.setCurrentCell(1, 0)
        self.itemChanged.connect(self._typed)

    def best_width(self) -> int:
        """How wide a dialog must be to show as much of it as fits beside a window."""
        columns = min(len(self._places), _SHOWN) * self.columnWidth(0)
        names = self.verticalHeader().sizeHint().width()
        return min(max(480, columns + names + 56), look().px(1000))

    def value(self) -> dict[tuple[UUID, UUID], int]:
        """The minutes that are known."""
        found = {}
        for row, (one, _) in enumerate(self._places):
            for column, (other, _) in enumerate(self._places[:row]):
                words = self._cells[row][column].text()
                if words:
                    found[pair(one, other)] = int(words)
        return found

    def set_value(self, value: Mapping[tuple[UUID, UUID], int] | None) -> None:
        """Show these without calling it an edit."""
        known = value or {}
        with QSignalBlocker(self):
            for row, (one, _) in enumerate(self._places):
                for column, (other, _) in enumerate(self._places[:row]):
                    minutes = known.get(pair(one, other))
                    self._put(row, column, "" if minutes is None else str(minutes))

    def snapshot(self) -> list[list[Any]]:
        """What is typed: both ids, and the minutes."""
        return [[str(one), str(other), minutes] for (one, other), minutes in self.value().items()]

    def resume(self, kept: Sequence[Sequence[Any]] | None) -> None:
        """Put a snapshot back; places that are gone are left out."""
        self.set_value({(UUID(one), UUID(other)): int(n) for one, other, n in kept or ()})
        self.edited.emit()

    def written(self, value: Mapping[tuple[UUID, UUID], int]) -> str:
        """These ways in words."""
        names = dict(self._places)
        return "; ".join(
            t("{here} – {there}: {n} min", here=names[one], there=names[other], n=minutes)
            for (one, other), minutes in value.items()
            if one in names and other in names
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        wiped = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if wiped and item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            item.setText("")
        else:
            super().keyPressEvent(event)

    def _typed(self, item: QTableWidgetItem) -> None:
        words = item.text().strip()
        good = not words or (words.isdecimal() and int(words) <= LONGEST_WAY)
        with QSignalBlocker(self):
            self._put(item.row(), item.column(), words if good else "")
        self.edited.emit()

    def _put(self, row: int, column: int, words: str) -> None:
        self._cells[row][column].setText(words)
        self._cells[column][row].setText(words)

    def _measure(self) -> None:
        high = look().metrics().height() + 12
        self.verticalHeader().setDefaultSectionSize(high)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(look().px(104))
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setMaximumWidth(look().px(220))
        rows = min(max(2, len(self._places)), _SHOWN)
        self.setFixedHeight((rows + 1) * high + 24)


class _Minutes(QStyledItemDelegate):
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setValidator(QIntValidator(0, LONGEST_WAY, editor))
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))
        return editor


def _cell(here: str, there: str, *, same: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(_SAME if same else "")
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    name = t("{here} to {there}", here=here, there=there)
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, name)
    item.setToolTip(name)
    if same:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
