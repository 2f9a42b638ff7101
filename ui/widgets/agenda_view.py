"""Appointments below each other, day by day: each a list item, each day with its heading."""

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from db.texts import t
from ui.item_models.appointments import AppointmentModel
from ui.theme.look import look
from ui.widgets.agenda_paint import paint_heading, paint_nothing, paint_row, times_width
from ui.widgets.agenda_view_keys import pressed
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.calendar_view_grid import Ghost, Slot
from ui.widgets.calendar_view_paint import paint_chosen
from ui.widgets.day_start import day_start
from ui.widgets.month_paint import paint_month_ghost

_SIDE = 8


@dataclass(frozen=True, slots=True)
class _Heading:
    """A day's heading: where it stands, and how many appointments follow."""

    top: int
    column: int
    count: int


class AgendaView(AppointmentView):
    """Up and Down go through the appointments, Left and Right to the day before or after;
    Ctrl+Up and Ctrl+Down move one by quarters of an hour, Ctrl+Left and Ctrl+Right by days.
    """

    nothing = ""  # what is said where there is nothing
    _width, _height, _head, _row = 1, 1, 32, 44
    _headings: tuple[_Heading, ...] = ()
    _tops: tuple[int, ...] = ()

    def __init__(self, name: str, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)
        self.nothing = t("Nothing is booked on these days.")
        self.updateGeometries()

    def go_to(self, slot: Slot) -> None:
        last = max(0, len(self.appointments.columns) - 1)
        self.cursor_slot = Slot(min(max(slot.column, 0), last), slot.minute)
        for row, entry in enumerate(self.appointments.entries()):
            if (entry.column, entry.starts) >= (self.cursor_slot.column, self.cursor_slot.minute):
                self.choose_row(row)
                return
        if self.appointments.rowCount():
            self.choose_row(self.appointments.rowCount() - 1)
            return
        self.choose(QModelIndex())
        self.place_changed.emit()

    # ---- where things stand ----

    def area(self, row: int) -> QRect:
        if row >= len(self._tops):
            return QRect()
        return QRect(_SIDE, self._tops[row], self._width - 2 * _SIDE, self._row)

    def ghost_area(self, ghost: Ghost) -> QRect:
        row = self.currentIndex().row()
        return self.area(row) if row >= 0 else QRect()

    def slot_at(self, point: QPoint) -> Slot | None:
        row = bisect_right(self._tops, point.y()) - 1
        if row < 0 or point.y() >= self._tops[row] + self._row:
            return None
        entry = self.appointments.entry(row)
        return Slot(entry.column, max(0, entry.starts))

    def new_at(self, slot: Slot) -> tuple[int, int, int]:
        columns = self.appointments.columns
        starts = day_start(columns[slot.column], self._now) if columns else 0
        return slot.column, starts, starts + 60

    def canvas(self) -> QSize:
        return QSize(self._width, self._height)

    def lay_out(self) -> None:
        body, small = look().metrics(), look().metrics("secondary")
        head, row = look().metrics("section").height() + 20, body.height() + small.height() + 12
        width, top = max(1, self.viewport().width()), 0
        headings, tops = [], []
        for number, column in enumerate(self.appointments.columns):
            rows = self.appointments.rows_in(number)
            if not rows and not column.subtitle:
                continue
            headings.append(_Heading(top, number, len(rows)))
            top += head
            for _ in rows:
                tops.append(top)
                top += row
        before = (self._width, self._head, self._row, self._headings, self._tops)
        fresh = (width, head, row, tuple(headings), tuple(tops))
        if fresh != before:
            self._width, self._head, self._row, self._headings, self._tops = fresh
            self.forget_painting()
        self._height = max(1, top + 8)
        self.verticalScrollBar().setSingleStep(row)

    # ---- what it does ----

    def take_key(self, event: QKeyEvent) -> bool:
        return pressed(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer: a list has no places to drag to."""
        self.end_ghost()
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.choose_row(index.row())

    def paint_all(self, painter: QPainter, seen: QRect) -> None:
        painter.fillRect(seen, self.palette().base())
        columns, entries = self.appointments.columns, self.appointments.entries()
        today = self._now[0] if self._now is not None else None
        for heading in self._headings:
            area = QRect(0, heading.top, self._width, self._head)
            if area.intersects(seen):
                column = columns[heading.column]
                paint_heading(painter, area, column, heading.count, today=column.day == today)
        wide = times_width(entries[:1])
        first = max(0, bisect_right(self._tops, seen.top()) - 1)
        for row in range(first, len(self._tops)):
            if self._tops[row] > seen.bottom():
                break
            paint_row(painter, self.area(row), entries[row], wide)

    def paint_above(self, painter: QPainter) -> None:
        if not self.appointments.rowCount():
            offset = QPoint(self.horizontalOffset(), self.verticalOffset())
            paint_nothing(painter, self.viewport().rect().translated(offset), self.nothing)
            return
        row = self.currentIndex().row()
        if row >= 0:
            paint_chosen(painter, self.area(row).adjusted(-2, 0, 2, 0), focused=self.hasFocus())
        if self.ghost is not None:
            paint_month_ghost(painter, self.ghost_area(self.ghost), self.ghost)
