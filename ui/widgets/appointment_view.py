"""A list view of appointments that lays them out by itself: in hours, weeks of a month, or a list.

Every appointment stays a list item, so that screen readers and tests find it by its name. It saves
nothing: it says what somebody wants by its signals.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.item_models.appointments import AppointmentEntry, AppointmentModel
from ui.theme.following import follow
from ui.theme.tokens import Tone
from ui.widgets.appointment_layout import AppointmentLayout
from ui.widgets.calendar_view_drag import Dragging
from ui.widgets.calendar_view_grid import Ghost, Slot
from ui.widgets.keys_ahead import KeysAhead

_Index = QModelIndex | QPersistentModelIndex
SLOT_MINUTES = 30
_MOST_PIXELS = 24_000_000  # beyond it nothing is kept painted


class AppointmentView(AppointmentLayout):
    """Shows an `AppointmentModel`; its subclasses say where things stand and what keys do.

    Enter opens (`opened`) or creates (`create_wanted`: column, from, to); Ctrl+arrows move what is
    chosen: the page hears `ghost_changed`, answers with `say_of_ghost`, and Enter drops it
    (`dropped`), Esc does not.
    """

    opened = Signal(object)
    create_wanted = Signal(int, int, int)
    place_changed = Signal()
    ghost_changed = Signal(object)
    dropped = Signal(object)
    step_wanted = Signal(int)  # Page Up and Page Down: what is shown before or after
    day_wanted = Signal(object)  # a date that is to be shown alone
    beyond = Signal(object)  # a date that is not among those shown

    def __init__(self, name: str, model: AppointmentModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.cursor_slot = Slot(0, 9 * 60)
        self.ghost: Ghost | None = None
        self._now: tuple[date, int] | None = None
        self._painted: QPixmap | None = None
        self._dragging = Dragging(self)
        self.ahead = KeysAhead(self, self.take_key)
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        model.modelReset.connect(self._reset)
        follow(self, self._measure)

    # ---- what a subclass says ----

    def go_to(self, slot: Slot) -> None:
        """Put the cursor there: onto the appointment that takes the slot, or the empty slot."""

    def ghost_area(self, ghost: Ghost) -> QRect:
        """Where a ghost stands, from the origin."""
        return QRect()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key says; False if it says nothing here."""
        return False

    def new_at(self, slot: Slot) -> tuple[int, int, int]:
        """The column and the minutes of what is made by a double click there."""
        return slot.column, slot.minute, slot.minute + SLOT_MINUTES

    def paint_all(self, painter: QPainter, seen: QRect) -> None:
        """Paint the ground and the appointments in this part of it."""

    def paint_above(self, painter: QPainter) -> None:
        """Paint what moves: how late it is, the ring around what is chosen, the ghost."""

    def can_be_longer(self) -> bool:
        """Whether an appointment's lower edge can be dragged."""
        return False

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
        self.choose_row(row)
        return True

    def set_now(self, day: date, minute: int) -> None:
        """How late it is, for the views that show it."""
        self._now = (day, minute)
        self.viewport().update()

    def start_ghost(self, ghost: Ghost) -> None:
        """Show where something would come to stand, and ask what stands against it."""
        self.ghost = ghost
        self.bring_into_sight(self.ghost_area(ghost))
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
        size, ratio = self.canvas(), self.devicePixelRatioF()
        room = self.viewport().rect()
        if not QRect(-offset, size).contains(room):
            painter.fillRect(room, self.palette().base())
        if size.width() * size.height() * ratio * ratio <= _MOST_PIXELS:
            painter.drawPixmap(-offset, self._kept(size))
            painter.translate(-offset)
        else:
            painter.translate(-offset)
            self.paint_all(painter, room.translated(offset))
        self.paint_above(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.ahead.takes(event)
        ):
            event.accept()  # it comes as a key then, and not as the action's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.ahead.keeps(event) and not self.take_key(event):
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page here, not the beginnings of names."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        slot, empty = self.cursor_slot, not self.currentIndex().isValid()
        super().focusInEvent(event)
        if empty and self.currentIndex().isValid():  # Qt goes to a list's first item here
            self.go_to(slot)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.ahead.forget()
        self._dragging.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._dragging.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid():
            self.opened.emit(self.appointments.entry(index.row()).id)
            return
        slot = self.slot_under(point)
        if slot is not None:
            self.create_wanted.emit(*self.new_at(slot))

    # ---- for subclasses ----

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

    def choose_row(self, row: int) -> None:
        """Make a row the current one and show it."""
        self.choose(self.appointments.index(row))
        self.bring_into_sight(self.area(row))

    def choose(self, index: QModelIndex) -> None:
        """Make an index the current one; an invalid one leaves only the cursor's place."""
        flags = QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        else:
            self.selectionModel().clear()
            self.viewport().update()

    def forget_painting(self) -> None:
        self._painted = None

    def _kept(self, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._painted is None or self._painted.devicePixelRatioF() != ratio:
            size = QSize(max(1, size.width()), max(1, size.height()))
            self._painted = QPixmap(size * ratio)
            self._painted.setDevicePixelRatio(ratio)
            # One that can be seen through would be mixed with what is below, point by point.
            self._painted.fill(self.palette().base().color())
            painter = QPainter(self._painted)
            self.paint_all(painter, QRect(QPoint(0, 0), size))
            painter.end()
        return self._painted

    def _reset(self) -> None:
        self._painted = None
        self.ghost = None
        self.updateGeometries()
        self.shown_anew()
        self.viewport().update()

    def shown_anew(self) -> None:
        """Other days or appointments are shown."""
        if self._now is not None:
            self.set_now(*self._now)

    def _measure(self) -> None:
        self._painted = None
        self.updateGeometries()
