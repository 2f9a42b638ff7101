"""Choosing and ordering the columns of a list, by pointer and by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.texts import t
from ui.widgets.buttons import Button
from ui.widgets.table_view import TableView
from ui.widgets.text import Text


class ColumnChooser(QDialog):
    """A list of all columns: ticked ones are shown, Move up and Move down order them."""

    def __init__(self, table: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Columns"))
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        caption = Text(t("Columns shown"), "label")
        caption.setBuddy(self.list)
        for column, shown in table.all_columns():
            item = QListWidgetItem(column.title)
            item.setData(Qt.ItemDataRole.UserRole, column.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        up = Button(t("Move up"), lambda: self._move(-1), icon="chevron_up")
        down = Button(t("Move down"), lambda: self._move(1), icon="chevron_down")
        moves = QVBoxLayout()
        moves.addWidget(up)
        moves.addWidget(down)
        moves.addStretch()
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(moves)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(Button(t("Cancel"), self.reject))
        buttons.addWidget(Button(t("Use these columns"), self.accept, kind="primary"))
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(16, 16, 16, 16)
        column_layout.setSpacing(8)
        column_layout.addWidget(caption)
        column_layout.addLayout(middle, 1)
        column_layout.addLayout(buttons)
        self.resize(420, 380)

    def accept(self) -> None:
        """Arrange the table as chosen."""
        items = [self.list.item(number) for number in range(self.list.count())]
        self._table.set_columns(
            [
                (
                    str(item.data(Qt.ItemDataRole.UserRole)),
                    item.checkState() == Qt.CheckState.Checked,
                )
                for item in items
            ]
        )
        super().accept()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)
