"""Dragging in the calendar's grid: move an appointment, make it longer, or draw a new one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.item_models.appointments import AppointmentEntry
from ui.widgets.calendar_view_grid import DAY, STEP, Ghost, Slot

if TYPE_CHECKING:
    from ui.widgets.appointment_view import AppointmentView

_EDGE = 6  # pixels at the lower end that make it longer


@dataclass(frozen=True, slots=True)
class _Hold:
    """What was taken up, and where."""

    point: QPoint
    slot: Slot
    entry: AppointmentEntry | None
    by_the_edge: bool


class Dragging:
    """Follows the pointer for a view."""

    def __init__(self, view: "AppointmentView") -> None:
        self._view = view
        self._hold: _Hold | None = None

    def press(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, and hold it."""
        self._hold = None
        point = event.position().toPoint()
        slot = self._view.slot_under(point)
        self._view.end_ghost()
        if slot is None:
            return
        index = self._view.indexAt(point)
        entry = self._view.appointments.entry(index.row()) if index.isValid() else None
        if entry is not None:
            self._view.select_appointment(entry.id, entry.column)
        else:
            self._view.go_to(slot)
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold = _Hold(point, slot, entry, self._at_edge(point))

    def move(self, event: QMouseEvent) -> None:
        """Show where it would come to stand."""
        point = event.position().toPoint()
        if self._hold is None:
            shape = Qt.CursorShape
            edge = self._at_edge(point)
            self._view.viewport().setCursor(shape.SizeVerCursor if edge else shape.ArrowCursor)
            return
        far = (point - self._hold.point).manhattanLength()
        if self._view.ghost is None and far < QApplication.startDragDistance():
            return
        slot = self._view.slot_under(point)
        if slot is not None:
            self._follow(self._hold, slot)

    def release(self, event: QMouseEvent) -> None:
        """Drop it."""
        hold, self._hold = self._hold, None
        if hold is not None and self._view.ghost is not None:
            self._view.drop_ghost()

    def _follow(self, hold: _Hold, slot: Slot) -> None:
        entry = hold.entry
        if entry is None:
            ghost = self._drawn(hold, slot)
        elif entry.hidden or entry.over or entry.done:
            return
        elif hold.by_the_edge:
            ends = max(entry.starts + STEP, slot.minute + STEP)
            ghost = Ghost(entry.id, entry.column, entry.column, entry.starts, ends)
        else:
            shift = slot.minute - hold.slot.minute
            shift = min(max(shift, -entry.starts), DAY - entry.ends)
            ghost = Ghost(
                entry.id, entry.column, slot.column, entry.starts + shift, entry.ends + shift
            )
        before = self._view.ghost
        if before is None or (before.column, before.starts, before.ends) != (
            ghost.column,
            ghost.starts,
            ghost.ends,
        ):
            self._view.start_ghost(ghost)

    def _drawn(self, hold: _Hold, slot: Slot) -> Ghost:
        """A new one: as long as it is drawn, or as usual where there are no hours to draw over."""
        if not self._view.can_be_longer():
            column, starts, ends = self._view.new_at(hold.slot)
            return Ghost(None, column, column, starts, ends)
        first, last = sorted((hold.slot.minute, slot.minute))
        return Ghost(None, hold.slot.column, hold.slot.column, first, last + STEP)

    def _at_edge(self, point: QPoint) -> bool:
        index = self._view.indexAt(point) if self._view.can_be_longer() else None
        if index is None or not index.isValid():
            return False
        entry = self._view.appointments.entry(index.row())
        area = self._view.visualRect(index)
        near = area.bottom() - point.y() <= _EDGE and area.height() > 3 * _EDGE
        return near and not (entry.hidden or entry.over or entry.done)
