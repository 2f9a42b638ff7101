"""What the keys do in an agenda."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.calendar_view_grid import STEP
from ui.widgets.carrying import carry, stretch

if TYPE_CHECKING:
    from ui.widgets.agenda_view import AgendaView

_K = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ACROSS = {_K.Key_Left: -1, _K.Key_Right: 1}
_DOWN = {_K.Key_Up: -1, _K.Key_Down: 1}


def pressed(view: "AgendaView", event: QKeyEvent) -> bool:
    """Do what the key says; False if it says nothing here."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    arrow = key in _ACROSS or key in _DOWN
    if arrow and held == _CONTROL:
        carry(view, _ACROSS.get(key, 0), _DOWN.get(key, 0) * STEP)
    elif key in _DOWN and held == _CONTROL | _SHIFT:
        stretch(view, _DOWN[key] * STEP)
    elif arrow and view.ghost is not None:
        return True
    elif held != _NONE:
        return False
    elif key in _DOWN:
        _go(view, view.currentIndex().row() + _DOWN[key])
    elif key in _ACROSS:
        _another_day(view, _ACROSS[key])
    else:
        return _plain(view, key)
    return True


def _plain(view: "AgendaView", key: Qt.Key) -> bool:
    entry = view.current_entry()
    if key in (_K.Key_Return, _K.Key_Enter):
        if view.ghost is not None:
            view.drop_ghost()
        elif entry is not None:
            view.opened.emit(entry.id)
        else:
            view.create_wanted.emit(*view.new_at(view.cursor_slot))
    elif key == _K.Key_Escape and view.ghost is not None:
        view.end_ghost()
    elif key in (_K.Key_PageUp, _K.Key_PageDown):
        view.step_wanted.emit(-1 if key == _K.Key_PageUp else 1)
    elif key == _K.Key_Home:
        _go(view, 0)
    elif key == _K.Key_End:
        _go(view, view.appointments.rowCount() - 1)
    else:
        return False
    return True


def _go(view: "AgendaView", row: int) -> None:
    if view.appointments.rowCount():
        view.choose_row(min(max(row, 0), view.appointments.rowCount() - 1))


def _another_day(view: "AgendaView", by: int) -> None:
    """The first appointment of the next day, or of the one before, that has any."""
    column = view.cursor_slot.column + by
    while 0 <= column < len(view.appointments.columns):
        rows = view.appointments.rows_in(column)
        if rows:
            view.choose_row(rows.start)
            return
        column += by
