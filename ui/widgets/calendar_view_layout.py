"""A list view that lays its items out in a grid of hours and columns, with an edge on two sides.

Every appointment stays a list item, so that screen readers and tests find it by its name.
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
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.item_models.appointments import AppointmentModel
from ui.theme.look import look
from ui.widgets.calendar_view_edges import ColumnEdge, HourEdge
from ui.widgets.calendar_view_grid import Grid, grid_for

_Index = QModelIndex | QPersistentModelIndex
_NARROWEST = 132  # pixels of a column at 100 %


class GridListView(QListView):
    """Where everything stands. What is painted and what keys do is its subclass's."""

    def __init__(self, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.appointments = model
        self._grid = Grid(1, _NARROWEST, 48)
        self.hours = HourEdge(self)
        self.titles = ColumnEdge(self)
        self.titles.height_changed.connect(self.updateGeometries)
        view = QAbstractItemView
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        self.horizontalScrollBar().valueChanged.connect(self._follow_scroll)
        self.setModel(model)

    def grid(self) -> Grid:
        """The sizes in force."""
        return self._grid

    def area(self, row: int) -> QRect:
        """Where a row stands, from the grid's origin."""
        entry, lane = self.appointments.entry(row), self.appointments.lane(row)
        least = look().metrics("secondary").height() + 4
        return self._grid.rect(
            entry.column, entry.starts, entry.ends, lane.number, lane.count, least
        )

    def bring_into_sight(self, area: QRect) -> None:
        """Scroll no further than needed."""
        room = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if area.top() < down.value():
            down.setValue(area.top() - 8)
        elif area.bottom() > down.value() + room.height():
            down.setValue(min(area.top() - 8, area.bottom() - room.height() + 8))
        if area.left() < across.value():
            across.setValue(area.left() - 8)
        elif area.right() > across.value() + room.width():
            across.setValue(area.right() - room.width() + 8)

    def forget_painting(self) -> None:
        """What was painted has no place any more."""

    # ---- the layout of a list view ----

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid() or index.row() >= self.appointments.rowCount():
            return QRect()
        return self.area(index.row()).translated(-self.horizontalOffset(), -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        at = point + QPoint(self.horizontalOffset(), self.verticalOffset())
        for row in range(self.appointments.rowCount() - 1, -1, -1):
            if self.area(row).contains(at):
                return self.appointments.index(row)
        return QModelIndex()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if index.isValid() and index.row() < self.appointments.rowCount():
            self.bring_into_sight(self.area(index.row()))

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = self.appointments.rowCount()
        row = self.currentIndex().row()
        steps = QAbstractItemView.CursorAction
        if not count:
            return QModelIndex()
        if action in (steps.MoveUp, steps.MovePrevious):
            return self.appointments.index(max(0, row - 1))
        if action in (steps.MoveDown, steps.MoveNext):
            return self.appointments.index(min(count - 1, row + 1))
        if action is steps.MoveHome:
            return self.appointments.index(0)
        return self.appointments.index(count - 1 if action is steps.MoveEnd else max(0, row))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index).adjusted(-3, -3, 3, 3)
        return region

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def sizeHintForIndex(self, index: _Index) -> QSize:
        return self.visualRect(index).size()

    def updateGeometries(self) -> None:
        left, top = self.hours.wanted(), self.titles.wanted()
        self.setViewportMargins(left, top, 0, 0)
        room = self.viewport().size()
        hour = 2 * (look().metrics().height() + 8)
        columns = len(self.appointments.columns)
        fresh = grid_for(columns, room.width(), look().px(_NARROWEST), hour)
        if fresh != self._grid:
            self._grid = fresh
            self.forget_painting()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, fresh.width - room.width()))
        across.setPageStep(room.width())
        across.setSingleStep(fresh.column_width)
        down.setRange(0, max(0, fresh.height - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(fresh.hour_height // 2)
        area = self.viewport().geometry()
        self.hours.setGeometry(area.left() - left, area.top(), left, area.height())
        self.titles.setGeometry(area.left() - left, area.top() - top, area.width() + left, top)
        self.titles.inset = left
        self._follow_scroll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    def _follow_scroll(self, *_: Any) -> None:
        for edge in (self.hours, self.titles):
            edge.grid = self._grid
            edge.update()
        self.hours.offset = self.verticalOffset()
        self.titles.offset = self.horizontalOffset()
        self.viewport().update()
