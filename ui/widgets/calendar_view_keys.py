"""What the keys do in the calendar's grid."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.calendar_view_grid import STEP, Slot
from ui.widgets.carrying import carry, stretch

if TYPE_CHECKING:
    from ui.widgets.calendar_view import CalendarView

_K = Qt.Key
_ARROWS = {_K.Key_Up: (0, -1), _K.Key_Down: (0, 1), _K.Key_Left: (-1, 0), _K.Key_Right: (1, 0)}
_SLOT = 30


def pressed(view: "CalendarView", event: QKeyEvent) -> bool:
    """Do what the key says; False if it says nothing here."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    control = Qt.KeyboardModifier.ControlModifier
    if key in _ARROWS:
        across, down = _ARROWS[key]
        placing = view.ghost is not None and view.ghost.id is None
        if held == control or (placing and held == Qt.KeyboardModifier.NoModifier):
            carry(view, across, down * STEP)
        elif held == control | Qt.KeyboardModifier.ShiftModifier and down:
            stretch(view, down * STEP)
        elif held == Qt.KeyboardModifier.NoModifier and view.ghost is None:
            view.go_to(_next(view, across, down))
        else:
            return view.ghost is not None
        return True
    if held not in (Qt.KeyboardModifier.NoModifier,):
        return False
    return _plain(view, key)


def _plain(view: "CalendarView", key: Qt.Key) -> bool:
    if key in (_K.Key_Return, _K.Key_Enter):
        _enter(view)
    elif key == _K.Key_Escape and view.ghost is not None:
        view.end_ghost()
    elif key in (_K.Key_PageUp, _K.Key_PageDown):
        view.step_wanted.emit(-1 if key == _K.Key_PageUp else 1)
    elif key == _K.Key_Home:
        view.go_to(Slot(view.cursor_slot.column, 8 * 60))
    elif key == _K.Key_End:
        view.go_to(Slot(view.cursor_slot.column, 17 * 60))
    else:
        return False
    return True


def _enter(view: "CalendarView") -> None:
    entry = view.current_entry()
    if view.ghost is not None:
        view.drop_ghost()
    elif entry is not None:
        view.opened.emit(entry.id)
    else:
        slot = view.cursor_slot
        view.create_wanted.emit(slot.column, slot.minute, slot.minute + _SLOT)


def _next(view: "CalendarView", across: int, down: int) -> Slot:
    """The slot in this direction; past the appointment that the cursor stands on."""
    slot = view.cursor_slot
    if across:
        return Slot(slot.column + across, slot.minute)
    entry = view.current_entry()
    if entry is None:
        half = slot.minute // _SLOT * _SLOT
        if down < 0 and half < slot.minute:
            return Slot(slot.column, half)
        return Slot(slot.column, half + down * _SLOT)
    if down > 0:
        return Slot(slot.column, -(-entry.ends // STEP) * STEP)
    return Slot(slot.column, (entry.starts - 1) // STEP * STEP)
