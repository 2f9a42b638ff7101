"""A short list held in memory: rows are dataclasses, sorted here."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt

from ui.item_models.columns import _NOWHERE, Column, ColumnsModel, Index, Row, Sort


class TableModel(ColumnsModel[Row]):
    """Rows that are all there. For thousands and more take `PagedTableModel`."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row] = (),
        *,
        id_of: Callable[[Row], Any] = attrgetter("id"),
        parent: Any = None,
    ) -> None:
        super().__init__(columns, parent)
        self.id_of = id_of
        self._sort: Sort | None = None
        self._rows = list(rows)
        self.was_filled = bool(rows)  # an empty list that was read differs from an unread one

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead, in the order chosen so far."""
        self.beginResetModel()
        self._rows = self._sorted(rows)
        self.was_filled = True
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """The rows in the order shown."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, number: int) -> Row | None:
        return self._rows[number]

    def id_at(self, number: int) -> Any:
        return self.id_of(self._rows[number])

    def ids(self) -> Sequence[Any]:
        """Every row's id in the order shown."""
        return [self.id_of(row) for row in self._rows]

    def find(self, record_id: Any) -> int:
        """The number of the row with this id, or -1."""
        return next((n for n, row in enumerate(self._rows) if self.id_of(row) == record_id), -1)

    def row_with(self, record_id: Any) -> Row | None:
        """The row with this id, if it is shown."""
        return next((row for row in self._rows if self.id_of(row) == record_id), None)

    def rows_for(self, ids: Sequence[Any], then: Callable[[Sequence[Row]], object]) -> None:
        """Call `then` with the rows of these ids, in the order given."""
        known = {self.id_of(row): row for row in self._rows}
        then([known[record_id] for record_id in ids if record_id in known])

    @property
    def sorting(self) -> Sort | None:
        """By which column the list is sorted, if by any."""
        return self._sort

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or not self.columns[column].sortable:
            return
        self._sort = Sort(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self.id_of(self._rows[index.row()]) for index in before]
        self._rows = self._sorted(self._rows)
        place = {self.id_of(row): number for number, row in enumerate(self._rows)}
        after = [
            self.index(place[record_id], index.column())
            for record_id, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[Row]) -> list[Row]:
        if self._sort is None:
            return list(rows)
        key = self._sort.key
        column = next(column for column in self.columns if column.key == key)
        by = column.order or (lambda row: column.text(row).casefold())

        def place(row: Row) -> tuple[bool, Any]:
            value = by(row)
            return (value is None, value if value is not None else 0)

        return sorted(rows, key=place, reverse=self._sort.descending)
