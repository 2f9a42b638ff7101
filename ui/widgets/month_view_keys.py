"""What the keys do in a month."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.calendar_view_grid import STEP, Slot
from ui.widgets.carrying import carry, held, stretch
from ui.widgets.month_grid import DAYS

if TYPE_CHECKING:
    from ui.widgets.month_view import MonthView

_K = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ARROWS = {_K.Key_Left: -1, _K.Key_Right: 1, _K.Key_Up: -DAYS, _K.Key_Down: DAYS}
_LONGER = {_K.Key_Up: -1, _K.Key_Down: 1}


def pressed(view: "MonthView", event: QKeyEvent) -> bool:
    """Do what the key says; False if it says nothing here."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    new = view.ghost is not None and view.ghost.id is None
    if key in _ARROWS and held == _NONE and view.ghost is None:
        _walk(view, _ARROWS[key])
    elif key in _ARROWS and (held == _CONTROL or (held == _NONE and new)):
        _carry(view, _ARROWS[key])
    elif key in _LONGER and held == _CONTROL | _SHIFT:
        stretch(view, _LONGER[key] * STEP)
    elif key == _K.Key_Space and held in (_NONE, _SHIFT) and view.ghost is None:
        view.go_through(-1 if held == _SHIFT else 1)
    elif key in _ARROWS:
        return view.ghost is not None
    elif held == _NONE:
        return _plain(view, key)
    else:
        return False
    return True


def _plain(view: "MonthView", key: Qt.Key) -> bool:
    entry, at = view.current_entry(), view.cursor_slot
    first = at.column // DAYS * DAYS
    if key in (_K.Key_Return, _K.Key_Enter) and view.ghost is not None:
        view.drop_ghost()
    elif key in (_K.Key_Return, _K.Key_Enter) and entry is not None:
        view.opened.emit(entry.id)
    elif key in (_K.Key_Return, _K.Key_Enter, _K.Key_N) and view.ghost is None and entry is None:
        view.create_wanted.emit(*view.new_at(at))
    elif key == _K.Key_Escape and view.ghost is not None:
        view.end_ghost()
    elif key == _K.Key_Escape and entry is not None:
        view.go_to(at)
    elif key in (_K.Key_PageUp, _K.Key_PageDown):
        view.step_wanted.emit(-1 if key == _K.Key_PageUp else 1)
    elif key == _K.Key_Home:
        view.go_to(Slot(first, at.minute))
    elif key == _K.Key_End:
        view.go_to(Slot(first + DAYS - 1, at.minute))
    else:
        return False
    return True


def _walk(view: "MonthView", days: int) -> None:
    """To another day; one that is not shown is asked for, and its month with it."""
    there = view.cursor_slot.column + days
    day = view.day_of(view.cursor_slot.column)
    if day is None or 0 <= there < len(view.appointments.columns):
        view.go_to(Slot(there, view.cursor_slot.minute))
    else:
        view.beyond.emit(day + timedelta(days=days))


def _carry(view: "MonthView", days: int) -> None:
    """Take the chosen appointment to another day that is shown; its time of day stays."""
    ghost = held(view)
    if ghost is not None and 0 <= ghost.column + days < len(view.appointments.columns):
        carry(view, days, 0)
