"""Where stretches of free and busy time stand: a row for each person or room, hours across.

A list view with a layout of its own, so that each stretch is an item to screen readers and tests.
"""

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QListView, QWidget

from ui.item_models.free_busy import FreeBusyModel
from ui.theme.look import look

_Index = QModelIndex | QPersistentModelIndex
STEP = 15  # minutes
_NARROWEST_HOUR = 12


class FreeBusyLayout(QListView):
    """Shows a `FreeBusyModel`; all of it is in sight, and nothing scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.held = FreeBusyModel(self)
        self.setModel(self.held)

    # ---- where things stand ----

    def top_of_rows(self) -> int:
        """Below the hours."""
        return look().metrics("secondary").height() + 4

    def row_height(self) -> int:
        """Of each row."""
        return max(22, look().metrics().height() + 6)

    def title_width(self) -> int:
        """Of the names at the left."""
        names = [look().metrics().horizontalAdvance(one.name) for one in self.held.titles]
        return min(max([0, *names]) + 18, max(84, self.viewport().width() // 4))

    def x_of(self, minute: int) -> int:
        """Where a minute stands; one that is not shown stands at the edge."""
        first, last, left = self.held.first, self.held.last, self.title_width()
        room = self.viewport().width() - left - 1
        inside = min(max(minute, first), last) - first
        return left + room * inside // max(1, last - first)

    def stretch_area(self, row: int, starts: int, ends: int) -> QRect:
        """Where a stretch of a row stands."""
        x = self.x_of(starts)
        top = self.top_of_rows() + row * self.row_height()
        return QRect(x, top, max(2, self.x_of(ends) - x), self.row_height() - 1)

    def minute_at(self, x: int) -> int:
        """The quarter of an hour that a place stands for."""
        first, last, left = self.held.first, self.held.last, self.title_width()
        room = max(1, self.viewport().width() - left - 1)
        return (first + (x - left) * (last - first) // room) // STEP * STEP

    def over_all(self, starts: int, minutes: int) -> QRect:
        """A time over all rows; empty if it is none, or there is no row."""
        if starts < 0 or not self.held.titles:
            return QRect()
        x = self.x_of(starts)
        wide = max(4, self.x_of(starts + minutes) - x)
        return QRect(x, self.top_of_rows() - 2, wide, len(self.held.titles) * self.row_height() + 3)

    # ---- the layout of a list view ----

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid() or index.row() >= self.held.rowCount():
            return QRect()
        entry = self.held.entries()[index.row()]
        return self.stretch_area(entry.row, entry.starts, entry.ends)

    def indexAt(self, point: QPoint) -> QModelIndex:
        for number in range(self.held.rowCount()):
            index = self.held.index(number)
            if self.visualRect(index).contains(point):
                return index
        return QModelIndex()

    def scrollTo(self, index: _Index, hint: Any = None) -> None:
        """All of it is in sight."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def moveCursor(self, action: Any, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Nothing scrolls."""

    def sizeHint(self) -> QSize:
        rows = max(1, len(self.held.titles))
        return QSize(320, self.top_of_rows() + rows * self.row_height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(60 + 10 * _NARROWEST_HOUR, self.sizeHint().height())
