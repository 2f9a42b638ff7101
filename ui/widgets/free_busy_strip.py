"""Rows of free and busy time over a day, with the proposed time marked and moved by the arrows."""

from datetime import time

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from db.texts.dates import time_short
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.free_busy_layout import STEP, FreeBusyLayout
from ui.widgets.free_busy_paint import paint_hours, paint_proposed, paint_stretch, paint_title

_DAY = 24 * 60


class FreeBusyStrip(FreeBusyLayout):
    """Left and Right move the proposed time by a quarter of an hour, Home and End to the edges of
    what is shown, Page Up and Page Down to another day; Up and Down go from row to row, and what
    is there is said. `proposed` carries the minute, `day_wanted` -1 or 1.
    """

    proposed = Signal(int)
    day_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.starts, self.minutes = -1, 60
        self._row = 0
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.held.modelReset.connect(self._anew)
        follow(self, self._measure)
        self._measure()

    def propose(self, starts: int, minutes: int) -> None:
        """Mark this time; a negative start marks none."""
        self.starts, self.minutes = starts, minutes
        self._stand()
        self.viewport().update()

    def is_free(self) -> bool:
        """Whether nothing that is shown stands against the proposed time."""
        return not self.held.met_by(self.starts, self.starts + self.minutes)

    # ---- events ----

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens, top, high = look().tokens, self.top_of_rows(), self.row_height()
        total = top + len(self.held.titles) * high
        room = self.viewport().rect()
        painter.fillRect(room, QColor(tokens.window))
        painter.fillRect(QRect(0, top, room.width(), total - top), QColor(tokens.surface))
        paint_hours(painter, self._hours(), top, total)
        for number, entry in enumerate(self.held.entries()):
            paint_stretch(painter, self.visualRect(self.held.index(number)), entry)
        painter.setPen(QColor(tokens.line))
        for row, title in enumerate(self.held.titles):
            line = top + (row + 1) * high - 1
            painter.drawLine(0, line, room.width(), line)
            area = QRect(0, top + row * high, self.title_width(), high)
            paint_title(painter, area, title.name)
            painter.setPen(QColor(tokens.line))
        marked = self.over_all(self.starts, self.minutes)
        if not marked.isNull():
            paint_proposed(painter, marked, free=self.is_free())
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -1))
        painter.end()

    def _hours(self) -> list[tuple[int, str]]:
        first, last = self.held.first, self.held.last
        return [
            (self.x_of(minute), time_short(time(minute // 60)))
            for minute in range(first, last, 60)
            if minute < _DAY
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        keys = Qt.Key
        if not plain:
            event.ignore()
        elif key in (keys.Key_Left, keys.Key_Right):
            self._move(self.starts // STEP * STEP + (STEP if key == keys.Key_Right else -STEP))
        elif key in (keys.Key_Home, keys.Key_End):
            self._move(self.held.first if key == keys.Key_Home else self.held.last - self.minutes)
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self.day_wanted.emit(1 if key == keys.Key_PageDown else -1)
        elif key in (keys.Key_Up, keys.Key_Down):
            rows = len(self.held.titles)
            self._row = min(max(self._row + (1 if key == keys.Key_Down else -1), 0), rows - 1)
            self._stand()
        elif key not in (keys.Key_Return, keys.Key_Enter):  # no time is taken by it: it is marked
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and point.x() > self.title_width():
            self._row = min(
                max((point.y() - self.top_of_rows()) // self.row_height(), 0),
                max(0, len(self.held.titles) - 1),
            )
            self._move(self.minute_at(point.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            minute = self.minute_at(event.position().toPoint().x())
            if minute != self.starts:
                self._move(minute)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # what is around it scrolls

    def _move(self, minute: int) -> None:
        if not self.held.titles:
            return
        minute = min(max(minute, 0), _DAY - STEP)
        if minute != self.starts:
            self.propose(minute, self.minutes)
            self.proposed.emit(minute)

    def _stand(self) -> None:
        """The current item is what the row in front has at the proposed time."""
        number = self.held.at(self._row, max(self.starts, self.held.first))
        self.setCurrentIndex(self.held.index(number) if number >= 0 else QModelIndex())

    def say(self, words: str) -> None:
        """Tell whoever listens what the proposed time meets."""
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _anew(self) -> None:
        self._row = min(self._row, max(0, len(self.held.titles) - 1))
        self._stand()
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.viewport().update()
