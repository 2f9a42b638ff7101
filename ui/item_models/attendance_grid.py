"""Who came to which session: people down, sessions across, a letter in each cell."""

from typing import Any

from PySide6.QtCore import Qt

from ui.item_models.columns import Index, Row
from ui.item_models.table import TableModel


class GridModel(TableModel[Row]):
    """A letter on the screen is the whole word to who listens: that of the column's `tip`."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tip = super().data(index, Qt.ItemDataRole.ToolTipRole)
            if tip:
                return tip
        return super().data(index, role)
