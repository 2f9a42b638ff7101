"""Six weeks of days; each appointment is a named list item in its day."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.item_models.appointments import AppointmentModel
from ui.theme.look import look
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.calendar_view_grid import Ghost, Slot
from ui.widgets.calendar_view_paint import paint_chosen
from ui.widgets.day_start import day_start
from ui.widgets.month_edge import WeekdayEdge
from ui.widgets.month_grid import DAYS, MonthGrid, Window, month_grid, window
from ui.widgets.month_paint import paint_day, paint_line, paint_month_ghost, paint_more
from ui.widgets.month_view_keys import pressed

_Index = QModelIndex | QPersistentModelIndex
_NARROWEST = 84  # pixels of a day at 100 %
_USUAL = 9 * 60
_MINUTES = 60


class MonthView(AppointmentView):
    """The arrows go by days; Space goes through a day's appointments; Ctrl+arrows carry one to
    another day at the same time. "+3 more" and a day's number open the day (`day_wanted`).
    """

    _grid = MonthGrid(_NARROWEST, 80, 20, 18)
    weekdays: WeekdayEdge | None = None  # Qt asks for the layout while the view is being made
    month = 0  # whose days stand out; 0: all of them

    def __init__(self, name: str, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)
        self.cursor_slot = Slot(0, _USUAL)
        self.weekdays = WeekdayEdge(self)
        self.updateGeometries()

    def grid(self) -> MonthGrid:
        """The sizes in force."""
        return self._grid

    def day_of(self, column: int) -> date | None:
        """The day of a cell."""
        columns = self.appointments.columns
        return columns[column].day if 0 <= column < len(columns) else None

    def go_to(self, slot: Slot) -> None:
        last = max(0, len(self.appointments.columns) - 1)
        self.cursor_slot = Slot(min(max(slot.column, 0), last), slot.minute)
        self.choose(QModelIndex())
        self.bring_into_sight(self._grid.cell(self.cursor_slot.column))
        self.place_changed.emit()

    def go_through(self, by: int) -> None:
        """The next or the last appointment of the day in front; after the last one the day."""
        rows = self.appointments.rows_in(self.cursor_slot.column)
        if not rows:
            return
        at = self.currentIndex().row()
        there = at + by if at in rows else (rows.start if by > 0 else rows.stop - 1)
        if there in rows:
            self.choose_row(there)
        else:
            self.go_to(self.cursor_slot)

    # ---- where things stand ----

    def room_of(self, column: int) -> Window:
        """Which of a day's appointments have room."""
        rows, current = self.appointments.rows_in(column), self.currentIndex().row()
        at = current - rows.start if current in rows else -1
        return window(len(rows), self._grid.lines - self._notes(column), at)

    def area(self, row: int) -> QRect:
        column = self.appointments.entry(row).column
        seen = self.room_of(column)
        number = row - self.appointments.rows_in(column).start - seen.first
        if not 0 <= number < seen.shown:
            return QRect()
        return self._grid.line_at(column, number + self._notes(column))

    def more_area(self, column: int) -> QRect:
        """Where a day says how many more it has; empty if it has none."""
        seen = self.room_of(column)
        if not seen.more:
            return QRect()
        return self._grid.line_at(column, seen.shown + self._notes(column))

    def isIndexHidden(self, index: _Index) -> bool:
        return index.isValid() and self.area(index.row()).isEmpty()

    def ghost_area(self, ghost: Ghost) -> QRect:
        return self._grid.cell(ghost.column).adjusted(2, self._grid.head, -3, -3)

    def slot_at(self, point: QPoint) -> Slot | None:
        day = self._grid.day_at(point)
        if day is None or day >= len(self.appointments.columns):
            return None
        return Slot(day, 0)

    def new_at(self, slot: Slot) -> tuple[int, int, int]:
        columns = self.appointments.columns
        starts = day_start(columns[slot.column], self._now) if columns else 0
        return slot.column, starts, starts + _MINUTES

    def canvas(self) -> QSize:
        return self._grid.size

    def lay_out(self) -> None:
        if self.weekdays is None:
            return
        top = self.weekdays.wanted()
        self.setViewportMargins(0, top, 0, 0)
        body, small = look().metrics(), look().metrics("secondary")
        fresh = month_grid(
            self.viewport().size(), look().px(_NARROWEST), body.height() + 8, small.height() + 6
        )
        if fresh != self._grid:
            self._grid = fresh
            self.forget_painting()
        self.horizontalScrollBar().setSingleStep(fresh.cell_width)
        self.verticalScrollBar().setSingleStep(fresh.line)
        area = self.viewport().geometry()
        self.weekdays.setGeometry(area.left(), area.top() - top, area.width(), top)

    def follow_scroll(self) -> None:
        if self.weekdays is not None:
            self.weekdays.cell_width = self._grid.cell_width
            self.weekdays.offset = self.horizontalOffset()
            self.weekdays.update()

    def shown_anew(self) -> None:
        super().shown_anew()
        if self.weekdays is not None:
            self.weekdays.show_days([c.day for c in self.appointments.columns[:DAYS]])

    def set_now(self, day: date, minute: int) -> None:
        if self._now is None or self._now[0] != day:
            self.forget_painting()  # another day is today
        super().set_now(day, minute)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        for index in (current, previous):
            if index.isValid() and index.row() < self.appointments.rowCount():
                column = self.appointments.entry(index.row()).column
                if len(self.appointments.rows_in(column)) > self._grid.lines - self._notes(column):
                    self.forget_painting()  # its day may show others of its appointments now
        super().currentChanged(current, previous)

    # ---- what it does ----

    def take_key(self, event: QKeyEvent) -> bool:
        return pressed(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        at = point + QPoint(self.horizontalOffset(), self.verticalOffset())
        slot = self.slot_at(at)
        if slot is not None and self._opens(slot.column, at):
            self.day_wanted.emit(self.day_of(slot.column))
            return
        super().mousePressEvent(event)

    def _opens(self, column: int, at: QPoint) -> bool:
        cell = self._grid.cell(column)
        number = QRect(cell.left(), cell.top(), look().px(34), self._grid.head)
        return self.more_area(column).contains(at) or number.contains(at)

    def paint_all(self, painter: QPainter, seen: QRect) -> None:
        today = self._now[0] if self._now is not None else None
        columns = self.appointments.columns
        hours = any(column.open for column in columns)  # else nobody has said when it is open
        for number, column in enumerate(columns):
            cell = self._grid.cell(number)
            if not cell.intersects(seen):
                continue
            back = (bool(self.month) and column.day.month != self.month, hours and not column.open)
            paint_day(painter, cell, self._grid, column, today=column.day == today, back=back)
            for row in self.appointments.rows_in(number):
                area = self.area(row)
                if not area.isEmpty():
                    paint_line(painter, area, self.appointments.entry(row))
            more = self.room_of(number).more
            if more:
                paint_more(painter, self.more_area(number), more)

    def paint_above(self, painter: QPainter) -> None:
        if self.currentIndex().isValid():
            area = self.area(self.currentIndex().row()).adjusted(-1, -1, 1, 1)
            paint_chosen(painter, area, focused=self.hasFocus())
        elif self.appointments.columns:
            cell = self._grid.cell(self.cursor_slot.column).adjusted(0, 0, -2, -2)
            paint_chosen(painter, cell, focused=self.hasFocus())
        if self.ghost is not None:
            paint_month_ghost(painter, self.ghost_area(self.ghost), self.ghost)

    def _notes(self, column: int) -> int:
        """Lines that leave and closures take."""
        columns = self.appointments.columns
        return 1 if column < len(columns) and columns[column].subtitle else 0
