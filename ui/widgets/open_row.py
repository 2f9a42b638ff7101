"""A table that says with a bar which of its rows is open beside it, wherever the selection goes."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from ui.theme.look import look

_WIDE = 3  # pixels


class OpenRowView(QTableView):
    """Shows a model that can `find` the row of a record's id."""

    _open_id: Any = None
    _open_row = -1

    @property
    def open_row(self) -> int:
        """The row of the record that is open, or -1."""
        return self._open_row

    def show_open(self, record_id: Any) -> None:
        """Mark the row of this record (None: no row), and find it again when the list is read."""
        model: Any = self.model()
        self._open_id = record_id
        self._open_row = -1 if record_id is None else model.find(record_id)
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for changed in (model.modelReset, model.layoutChanged):
                changed.connect(lambda *_: self.show_open(self._open_id))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._open_row >= 0:
            top, high = self.rowViewportPosition(self._open_row), self.rowHeight(self._open_row)
            painter = QPainter(self.viewport())
            painter.fillRect(0, top, _WIDE, high, QColor(look().tokens.accent))
            painter.end()
