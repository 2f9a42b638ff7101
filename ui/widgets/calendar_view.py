"""The calendar's grid: hours down, workers, rooms or days across; each appointment a list item.

A `QListView` with a layout of its own, so that every appointment is a named item to screen
readers and tests. It saves nothing: it says what somebody wants by its signals.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.item_models.appointments import AppointmentEntry, AppointmentModel
from ui.theme.following import follow
from ui.theme.tokens import Tone
from ui.widgets.calendar_view_drag import Dragging
from ui.widgets.calendar_view_grid import DAY, STEP, Ghost, Slot
from ui.widgets.calendar_view_keys import pressed
from ui.widgets.calendar_view_layout import GridListView
from ui.widgets.calendar_view_paint import (
    paint_chosen,
    paint_cursor,
    paint_entry,
    paint_ghost,
    paint_ground,
    paint_now,
)

_Index = QModelIndex | QPersistentModelIndex
_MOST_PIXELS = 24_000_000  # beyond it nothing is kept painted
SLOT_MINUTES = 30


class CalendarView(GridListView):
    """Shows an `AppointmentModel`.

    Arrows go from slot to slot and onto appointments; Enter opens (`opened`) or creates
    (`create_wanted`: column, from, to); Ctrl+arrows move what is chosen: the page hears
    `ghost_changed`, answers with `say_of_ghost`, and Enter drops it (`dropped`), Esc does not.
    """

    opened = Signal(object)
    create_wanted = Signal(int, int, int)
    place_changed = Signal()
    ghost_changed = Signal(object)
    dropped = Signal(object)
    step_wanted = Signal(int)  # Page Up and Page Down: the days before or after

    def __init__(self, name: str, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.cursor_slot = Slot(0, 9 * 60)
        self.ghost: Ghost | None = None
        self._now: tuple[date, int] | None = None
        self._painted: QPixmap | None = None
        self._dragging = Dragging(self)
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        model.modelReset.connect(self._reset)
        follow(self, self._measure)

    # ---- what a page asks of it ----

    def current_entry(self) -> AppointmentEntry | None:
        """The appointment that the keys act on."""
        index = self.currentIndex()
        return self.appointments.entry(index.row()) if index.isValid() else None

    def select_appointment(self, record_id: UUID, column: int | None = None) -> bool:
        """Go to an appointment, if it is shown."""
        row = self.appointments.row_of(record_id, column)
        if row < 0:
            return False
        self._choose_row(row)
        return True

    def go_to(self, slot: Slot) -> None:
        """Put the cursor there: onto the appointment that takes the slot, or the empty slot."""
        last = max(0, self._grid.columns - 1)
        column = min(max(slot.column, 0), last)
        self.cursor_slot = Slot(column, min(max(slot.minute, 0), DAY - STEP))
        row = self.appointments.row_at(column, self.cursor_slot.minute)
        if row >= 0:
            self._choose_row(row)
            return
        self._choose(QModelIndex())
        self.bring_into_sight(self._slot_rect())
        self.place_changed.emit()

    def show_hour(self, hour: int) -> None:
        """Scroll so that this hour stands at the top."""
        self.verticalScrollBar().setValue(max(0, self._grid.y(hour * 60) - 8))

    def set_now(self, day: date, minute: int) -> None:
        """Where the line stands that says how late it is."""
        self._now = (day, minute)
        marked = {n for n, column in enumerate(self.appointments.columns) if column.day == day}
        self.titles.show_columns(self.appointments.columns, frozenset(marked))
        self.viewport().update()

    def start_ghost(self, ghost: Ghost) -> None:
        """Show where something would come to stand, and ask what stands against it."""
        self.ghost = ghost
        self.bring_into_sight(self._grid.rect(ghost.column, ghost.starts, ghost.ends))
        self.ghost_changed.emit(ghost)
        self.viewport().update()

    def say_of_ghost(self, ghost: Ghost, words: str, tone: Tone) -> None:
        """Say what stands against the ghost, if it is still there."""
        if self.ghost is not None and self.ghost.place == ghost.place:
            self.ghost = replace(self.ghost, words=words, tone=tone)
            self.viewport().update()

    def drop_ghost(self) -> None:
        """Hand the ghost over; the page moves, creates or says why not."""
        ghost = self.ghost
        if ghost is not None:
            self.dropped.emit(ghost)

    def end_ghost(self) -> None:
        """Forget it: nothing moves."""
        if self.ghost is not None:
            self.ghost = None
            self.viewport().update()
            self.place_changed.emit()

    # ---- events ----

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = QPoint(self.horizontalOffset(), self.verticalOffset())
        painter.fillRect(self.viewport().rect(), self.palette().base())
        if self._grid.width * self._grid.height * self.devicePixelRatioF() ** 2 <= _MOST_PIXELS:
            painter.drawPixmap(-offset, self._kept())
            painter.translate(-offset)
        else:
            painter.translate(-offset)
            self._paint_all(painter, self.viewport().rect().translated(offset))
        self._paint_above(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed(self, event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragging.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._dragging.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self.appointments.entry(index.row()).id)
            return
        slot = self.slot_under(event.position().toPoint())
        if slot is not None:
            self.create_wanted.emit(slot.column, slot.minute, slot.minute + SLOT_MINUTES)

    def slot_under(self, point: QPoint) -> Slot | None:
        """The slot under a point of the viewport."""
        return self._grid.slot_at(point + QPoint(self.horizontalOffset(), self.verticalOffset()))

    # ---- inside ----

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            entry = self.appointments.entry(current.row())
            if not entry.starts <= self.cursor_slot.minute < entry.ends or (
                entry.column != self.cursor_slot.column
            ):
                self.cursor_slot = Slot(entry.column, max(0, entry.starts))
        self.viewport().update()
        self.place_changed.emit()

    def _choose_row(self, row: int) -> None:
        self._choose(self.appointments.index(row))
        self.bring_into_sight(self.area(row))

    def _choose(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        else:
            self.selectionModel().clear()
            self.viewport().update()

    def _slot_rect(self) -> QRect:
        slot = self.cursor_slot
        return self._grid.rect(slot.column, slot.minute, slot.minute + SLOT_MINUTES)

    def forget_painting(self) -> None:
        self._painted = None

    def _kept(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._painted is None or self._painted.devicePixelRatioF() != ratio:
            size = QSize(max(1, self._grid.width), self._grid.height)
            self._painted = QPixmap(size * ratio)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._painted)
            self._paint_all(painter, QRect(QPoint(0, 0), size))
            painter.end()
        return self._painted

    def _paint_all(self, painter: QPainter, seen: QRect) -> None:
        paint_ground(painter, self._grid, self.appointments.columns)
        for row in range(self.appointments.rowCount()):
            area = self.area(row)
            if area.intersects(seen):
                paint_entry(painter, area, self.appointments.entry(row))

    def _paint_above(self, painter: QPainter) -> None:
        grid = self._grid
        if self._now is not None:
            day, minute = self._now
            for number, column in enumerate(self.appointments.columns):
                if column.day == day:
                    left = number * grid.column_width
                    paint_now(painter, left, left + grid.column_width - 2, grid.y(minute))
        if self.currentIndex().isValid():
            area = self.area(self.currentIndex().row()).adjusted(-1, -1, 1, 1)
            paint_chosen(painter, area, focused=self.hasFocus())
        elif self.hasFocus() and self.appointments.columns:
            paint_cursor(painter, self._slot_rect())
        if self.ghost is not None:
            area = grid.rect(self.ghost.column, self.ghost.starts, self.ghost.ends)
            paint_ghost(painter, area, self.ghost.words, self.ghost.tone)

    def _reset(self) -> None:
        self._painted = None
        self.ghost = None
        self.updateGeometries()
        if self._now is not None:
            self.set_now(*self._now)
        else:
            self.titles.show_columns(self.appointments.columns, frozenset())
        self.viewport().update()

    def _measure(self) -> None:
        self._painted = None
        self.updateGeometries()
