"""Beside the fields: the times that suit everybody best, each with why it is offered."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from db.queries.calendar.next_free import FreeTimes, Slot
from db.texts import t
from db.texts.dates import time_short, weekday_date
from db.texts.sentences import sentence, sentences
from ui.dialogs.appointment.wishes import WishForm
from ui.item_models.columns import _NOWHERE, ROW_ROLE, Index
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.text import Text

_MOST_LINES = 24
_PAD = 8


def slot_words(slot: Slot) -> str:
    """Like "Tue, Mar 3, 9:00 AM to 10:00 AM"."""
    return t(
        "{day}, {first} to {last}",
        day=weekday_date(slot.starts_at.date()),
        first=time_short(slot.starts_at),
        last=time_short(slot.ends_at),
    )


class _Slots(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.slots: Sequence[Slot] = ()

    def show_slots(self, slots: Sequence[Slot]) -> None:
        self.beginResetModel()
        self.slots = tuple(slots)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.slots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        slot = self.slots[index.row()]
        why = " ".join(sentence(one) for one in slot.reasons)
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(words for words in (slot_words(slot), why) if words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(words for words in (slot_words(slot), why) if words)
        return slot if role == ROW_ROLE else None


class _SlotList(QListView):
    """Enter takes a time; it must not reach the dialog, whose main button it would press.
    Ctrl+Enter does."""

    entered_on = Signal(object)
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.entered_on.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()


class _Row(QStyledItemDelegate):
    """As high as its words are in the width that the list has."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = max(80, self._view.viewport().width())
        room = QRect(0, 0, width - 2 * _PAD, 10_000)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        flags = Qt.TextFlag.TextWordWrap
        return QSize(width, look().metrics().boundingRect(room, flags, words).height() + _PAD)


class NextFreePanel(QWidget):
    """Emits `wanted` when somebody asks, and `chosen` with a `Slot`."""

    wanted = Signal()
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.button = Button(t("Next free"), self.wanted.emit, icon="calendar")
        self.button.setToolTip(t("The times that suit the workers, the client and the room best"))
        self.wish_button = Button(t("Wishes…"), self.show_wishes, kind="link")
        self.wishes = WishForm()
        self.wishes.hide()
        self.state = Text("", "secondary", wrap=True, selectable=True)
        self.state.hide()
        self._model = _Slots(self)
        self.list = _SlotList()
        self.list.setAccessibleName(t("Free times"))
        self.list.setModel(self._model)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Row(self.list))
        self.list.clicked.connect(self._take)
        self.list.entered_on.connect(self._take)
        self.list.resized.connect(self._measure)
        self.list.hide()
        column.addWidget(Flow(self.button, self.wish_button))
        column.addWidget(self.wishes)
        column.addWidget(self.state)
        column.addWidget(self.list)
        follow(self, self._measure)

    def slots_shown(self) -> Sequence[Slot]:
        """The times in the list."""
        return self._model.slots

    def show_wishes(self) -> None:
        """Show what can be wished for, or hide it: what is wished for goes on to count."""
        self.wishes.setVisible(self.wishes.isHidden())
        if not self.wishes.isHidden():
            self.wishes.days[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_times(self, found: FreeTimes, days: int) -> None:
        """Offer these times, or say who stands in the way of all of them."""
        self._model.show_slots(found.slots)
        self.list.setVisible(bool(found.slots))
        none = t("Nothing is free for all of them within {days} days.", days=days)
        self.say("" if found.slots else "\n".join([none, sentences(found.why)]).strip())
        self._measure()
        if found.slots:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say why there is no list."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def _take(self, index: Index) -> None:
        self.chosen.emit(index.data(ROW_ROLE))

    def _measure(self) -> None:
        self.list.doItemsLayout()
        option = QStyleOptionViewItem()
        rows = [self._model.index(row) for row in range(self._model.rowCount())]
        delegate = self.list.itemDelegate()
        high = sum(delegate.sizeHint(option, row).height() for row in rows)
        self.list.setFixedHeight(min(high, _MOST_LINES * look().metrics().height()) + 6)
