"""What a list view asks where its items stand elsewhere than below each other."""

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
from ui.widgets.calendar_view_grid import Slot

_Index = QModelIndex | QPersistentModelIndex


class AppointmentLayout(QListView):
    """Answers Qt's questions from `area` and `slot_at`, which a subclass knows."""

    def __init__(self, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.appointments = model
        view = QAbstractItemView
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.setModel(model)

    # ---- what a subclass says ----

    def area(self, row: int) -> QRect:
        """Where a row stands, from the origin; empty if there is no room for it."""
        return QRect()

    def slot_at(self, point: QPoint) -> Slot | None:
        """The slot that a point lies in, from the origin; None outside."""
        return None

    def canvas(self) -> QSize:
        """The size of everything."""
        return QSize()

    def lay_out(self) -> None:
        """Measure anew how much room there is."""

    def follow_scroll(self) -> None:
        """Let what stands at the edges follow."""

    def forget_painting(self) -> None:
        """What was painted has no place any more."""

    # ---- for subclasses ----

    def slot_under(self, point: QPoint) -> Slot | None:
        """The slot under a point of the viewport."""
        return self.slot_at(point + QPoint(self.horizontalOffset(), self.verticalOffset()))

    def bring_into_sight(self, area: QRect) -> None:
        """Scroll no further than needed."""
        if area.isEmpty():
            return
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

    # ---- the layout of a list view ----

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid() or index.row() >= self.appointments.rowCount():
            return QRect()
        area = self.area(index.row())
        if area.isEmpty():
            return QRect()
        return area.translated(-self.horizontalOffset(), -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        at = point + QPoint(self.horizontalOffset(), self.verticalOffset())
        slot = self.slot_at(at)
        rows = self.appointments.rows_in(slot.column) if slot is not None else ()
        for row in reversed(rows):
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
        """Stay: keys are taken by the view itself. Qt would go to the first item whenever the view
        gets the focus while the cursor stands on an empty place.
        """
        return self.currentIndex()

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
        self.lay_out()
        room, size = self.viewport().size(), self.canvas()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, size.width() - room.width()))
        across.setPageStep(room.width())
        down.setRange(0, max(0, size.height() - room.height()))
        down.setPageStep(room.height())
        self._scrolled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    def _scrolled(self, *_: object) -> None:
        self.follow_scroll()
        self.viewport().update()
