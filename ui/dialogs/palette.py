"""Ctrl+K: find a client or a case, or do something, by typing a part of its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from db.rules.names import fold
from db.texts import t
from ui.item_models.columns import _NOWHERE, ROW_ROLE, Index
from ui.theme.icons import pixmap
from ui.theme.look import look
from ui.widgets.search_field import SearchField
from ui.widgets.text import Text


@dataclass(frozen=True)
class Found:
    """A record that was found: what it is, its words, and a second line. One that is only spelled
    or sounds alike is `near`.
    """

    kind: str
    id: UUID
    title: str
    subtitle: str = ""
    icon: str = "person"
    near: bool = False


@dataclass(frozen=True)
class Command:
    """Something that can be done, with its keys if it has any. What `helps` stands on F1 too."""

    title: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = "forward"
    helps: bool = False


Find = Callable[[str, Callable[[Sequence[Found]], object]], object]
_MOST_COMMANDS = 8
_LIKENESS = 0.75


class _Items(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Found | Command] = []

    def show_items(self, items: list[Found | Command]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ROW_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            second = item.subtitle if isinstance(item, Found) else item.keys
            return f"{item.title}, {second}" if second else item.title
        return None


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, look().comfortable_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Found | Command = index.data(ROW_ROLE)
        tokens = look().tokens
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.tint))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        size = look().px(16)
        top = rect.top() + (rect.height() - size) // 2
        painter.drawPixmap(rect.left() + 14, top, pixmap(item.icon, tokens.secondary, size))
        room = rect.adjusted(14 + size + 12, 0, -14, 0)
        second = item.subtitle if isinstance(item, Found) else item.keys
        small = look().metrics("secondary")
        wide = min(small.horizontalAdvance(second) + 4, room.width() // 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look().font("secondary"))
        painter.setPen(QColor(tokens.secondary))
        cut = small.elidedText(second, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), cut)
        painter.setFont(look().font())
        painter.setPen(QColor(tokens.text))
        room = room.adjusted(0, 0, -wide - 12, 0)
        cut = look().metrics().elidedText(item.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), cut)
        painter.restore()


class Palette(QDialog):
    """Records first, then commands; but a command that contains what was typed stands before a
    record that is only spelled or sounds alike. `picked` carries a `Found`; commands run by
    themselves.
    """

    picked = Signal(object)

    def __init__(
        self, commands: Sequence[Command], find: Find | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Find or do"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = [(fold(command.title), command) for command in commands]
        self._find = find
        self._number = 0
        self._shown_for = ""
        self._eager = False
        self.field = SearchField(t("Find or do"), t("Client, case number, phone, or a command"))
        self.field.searched.connect(self._search)
        self.field.installEventFilter(self)
        self._model = _Items(self)
        self.list = QListView()
        self.list.setAccessibleName(t("Results"))
        self.list.setProperty("frame", "none")
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.words = Text("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        self.resize(look().px(620), look().px(440))
        self._show([], "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 8,
                Qt.Key.Key_PageUp: -8,
            }
            if Qt.Key(key) in steps:
                self._move(steps[Qt.Key(key)])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if key == Qt.Key.Key_Escape:  # the field alone would only empty itself
                self.reject()
                return True
        return False

    def _enter(self) -> None:
        """Enter may come before the answer to what was typed: then it takes the first answer."""
        if self.field.query() != self._shown_for:
            self._eager = True
            self.field.search_now()
        else:
            self._take(self.list.currentIndex().row())

    def _search(self, text: str) -> None:
        self._number += 1
        number = self._number
        if self._find is None or not text:
            self._show([], text)
            return

        def arrived(found: Sequence[Found]) -> None:
            if number == self._number:
                self._show(found, text)

        self._find(text, arrived)

    def _show(self, found: Sequence[Found], text: str) -> None:
        self._shown_for = text
        wanted = fold(text).split()
        most = _MOST_COMMANDS if wanted else None
        named = self._named(wanted)[:most]
        alike = [] if named else self._spelled_alike(wanted)[:most]
        sure = [one for one in found if not one.near]
        near = [one for one in found if one.near]
        shown: list[Found | Command] = [*sure, *named, *near, *alike]
        self._model.show_items(shown)
        self._move(0)
        hint = t("Enter opens, Up and Down choose, Esc closes.")
        self.words.setText(hint if shown else t("Nothing found for “{text}”.", text=text))
        if self._eager:
            self._eager = False
            self._take(0)

    def _named(self, wanted: list[str]) -> list[Command]:
        """The commands whose words contain what was typed."""
        return [
            command for words, command in self._commands if all(word in words for word in wanted)
        ]

    def _spelled_alike(self, wanted: list[str]) -> list[Command]:
        """The commands that are spelled much like what was typed. A slip is seldom in the first
        letter: "assign" means no signing out.
        """
        return [
            command
            for words, command in self._commands
            if all(
                get_close_matches(
                    word, [one for one in words.split() if one[0] == word[0]], 1, _LIKENESS
                )
                for word in wanted
            )
        ]

    def _move(self, by: int) -> None:
        rows = self._model.rowCount()
        if rows:
            now = max(0, self.list.currentIndex().row())
            self.list.setCurrentIndex(self._model.index(min(rows - 1, max(0, now + by))))

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._model.items):
            return
        item = self._model.items[row]
        self.accept()
        if isinstance(item, Command):
            item.run()
        else:
            self.picked.emit(item)
