"""The calendar's grid: hours down, workers, rooms or days across; each appointment a list item."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.item_models.appointments import AppointmentModel
from ui.theme.look import look
from ui.widgets.appointment_view import SLOT_MINUTES, AppointmentView
from ui.widgets.calendar_view_edges import ColumnEdge, HourEdge
from ui.widgets.calendar_view_grid import DAY, STEP, Ghost, Grid, Slot, grid_for
from ui.widgets.calendar_view_keys import pressed
from ui.widgets.calendar_view_paint import (
    paint_chosen,
    paint_cursor,
    paint_entry,
    paint_ghost,
    paint_ground,
    paint_now,
)

_NARROWEST = 116  # pixels of a column at 100 %


class CalendarView(AppointmentView):
    """Arrows go from slot to slot and onto appointments; Ctrl+arrows carry what is chosen."""

    _grid = Grid(1, _NARROWEST, 48)
    _least = 18  # pixels of the shortest appointment
    hours: HourEdge | None = None  # Qt asks for the layout while the view is being made
    titles: ColumnEdge | None = None

    def __init__(self, name: str, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)
        self.hours = HourEdge(self)
        self.titles = ColumnEdge(self)
        self.titles.height_changed.connect(self.updateGeometries)
        self.updateGeometries()

    def grid(self) -> Grid:
        """The sizes in force."""
        return self._grid

    def go_to(self, slot: Slot) -> None:
        last = max(0, self._grid.columns - 1)
        column = min(max(slot.column, 0), last)
        self.cursor_slot = Slot(column, min(max(slot.minute, 0), DAY - STEP))
        row = self.appointments.row_at(column, self.cursor_slot.minute)
        if row >= 0:
            self.choose_row(row)
            return
        self.choose(QModelIndex())
        self.bring_into_sight(self._slot_rect())
        self.place_changed.emit()

    def show_hour(self, hour: int) -> None:
        """Scroll so that this hour stands at the top."""
        self.verticalScrollBar().setValue(max(0, self._grid.y(hour * 60) - 8))

    def set_now(self, day: date, minute: int) -> None:
        super().set_now(day, minute)
        self._show_titles()

    # ---- where things stand ----

    def area(self, row: int) -> QRect:
        entry, lane = self.appointments.entry(row), self.appointments.lane(row)
        return self._grid.rect(
            entry.column, entry.starts, entry.ends, lane.number, lane.count, self._least
        )

    def ghost_area(self, ghost: Ghost) -> QRect:
        return self._grid.rect(ghost.column, ghost.starts, ghost.ends)

    def slot_at(self, point: QPoint) -> Slot | None:
        return self._grid.slot_at(point)

    def can_be_longer(self) -> bool:
        return True

    def canvas(self) -> QSize:
        return QSize(self._grid.width, self._grid.height)

    def lay_out(self) -> None:
        if self.hours is None or self.titles is None:
            return
        left, top = self.hours.wanted(), self.titles.wanted()
        self.setViewportMargins(left, top, 0, 0)
        room = self.viewport().size()
        self._least = look().metrics("secondary").height() + 4
        hour = 2 * (look().metrics().height() + 8)
        columns = len(self.appointments.columns)
        fresh = grid_for(columns, room.width(), look().px(_NARROWEST), hour)
        if fresh != self._grid:
            self._grid = fresh
            self.forget_painting()
        self.horizontalScrollBar().setSingleStep(fresh.column_width)
        self.verticalScrollBar().setSingleStep(fresh.hour_height // 2)
        area = self.viewport().geometry()
        self.hours.setGeometry(area.left() - left, area.top(), left, area.height())
        self.titles.setGeometry(area.left() - left, area.top() - top, area.width() + left, top)
        self.titles.inset = left

    def follow_scroll(self) -> None:
        if self.hours is None or self.titles is None:
            return
        self.hours.grid = self.titles.grid = self._grid
        self.hours.offset = self.verticalOffset()
        self.titles.offset = self.horizontalOffset()
        self.hours.update()
        self.titles.update()

    # ---- what it does ----

    def take_key(self, event: QKeyEvent) -> bool:
        return pressed(self, event)

    def shown_anew(self) -> None:
        super().shown_anew()
        self._show_titles()

    def _show_titles(self) -> None:
        if self.titles is not None:
            columns = self.appointments.columns
            day = self._now[0] if self._now is not None else None
            marked = frozenset(n for n, column in enumerate(columns) if column.day == day)
            self.titles.show_columns(columns, marked)

    def paint_all(self, painter: QPainter, seen: QRect) -> None:
        paint_ground(painter, self._grid, self.appointments.columns)
        for row in range(self.appointments.rowCount()):
            area = self.area(row)
            if area.intersects(seen):
                paint_entry(painter, area, self.appointments.entry(row))

    def paint_above(self, painter: QPainter) -> None:
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
            area = self.ghost_area(self.ghost)
            paint_ghost(painter, area, self.ghost.words, self.ghost.tone)

    def _slot_rect(self) -> QRect:
        slot = self.cursor_slot
        return self._grid.rect(slot.column, slot.minute, slot.minute + SLOT_MINUTES)
