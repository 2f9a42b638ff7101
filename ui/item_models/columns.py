"""What a column of a list shows, and the roles by which views ask for more than text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from db.rules.safe_contact import Audience
from ui.theme.tokens import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ID_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
ROW_ROLE = Qt.ItemDataRole.UserRole + 3
BAR_ROLE = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column. `key` names it in settings and in sorting and never changes.

    `tone` makes the cell a pill: a word, a shape and a tint. `bar` paints a part of the cell (0 to
    1) behind its text, which says the same. `order` gives the value by which a
    list in memory is sorted and which a spreadsheet gets where it is a date or a number (its text
    by default); `sortable` says whether the header sorts. `exported` is what may leave in place of
    the text, by who gets it; a column that is `within` is given to nobody outside the office.
    Widths are pixels at 100 % text; one that `leads` stays longest where there is no room for all.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 140
    numeric: bool = False
    sortable: bool = True
    shown: bool = True
    leads: bool = False
    tone: Callable[[Row], Tone | None] | None = None
    bar: Callable[[Row], float] | None = None
    order: Callable[[Row], Any] | None = None
    tip: Callable[[Row], str] | None = None
    exported: Callable[[Row, Audience], str] | None = None
    within: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column a list is sorted."""

    key: str
    descending: bool = False


class ColumnsModel(QAbstractTableModel, Generic[Row]):
    """A table over rows that `row_at` gives, or None while a row is still being fetched."""

    def __init__(self, columns: Sequence[Column[Row]], parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row_at(self, number: int) -> Row | None:
        """The row, if it is at hand."""
        raise LookupError(number)

    def id_at(self, number: int) -> Any:
        """The record id of a row."""
        raise LookupError(number)

    @property
    def is_current(self) -> bool:
        """Whether the rows are those that were asked for last, and not still those before."""
        return True

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self.id_at(index.row())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role not in _TEXT_ROLES and role not in (TONE_ROLE, ROW_ROLE, BAR_ROLE):
            return None
        row = self.row_at(index.row())
        if role == ROW_ROLE:
            return row
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == TONE_ROLE:
            return column.tone(row) if column.tone is not None else None
        if role == BAR_ROLE:
            return column.bar(row) if column.bar is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else None
        return column.text(row)


_TEXT_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
