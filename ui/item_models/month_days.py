"""The days of six weeks as a table of seven columns, each day a cell with its name in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from ui.item_models.columns import _NOWHERE, ROW_ROLE, Index

DAYS, WEEKS = 7, 6


@dataclass(frozen=True, slots=True)
class MonthDay:
    """What is known of a day: `fullness` from 0 (free) to 3 (full), and all of it in words."""

    words: str
    fullness: int = 0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day where it stands."""

    day: date
    of_month: bool
    known: MonthDay


class MonthDaysModel(QAbstractTableModel):
    """Six weeks around a month, from Monday to Sunday."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.month = date(2000, 1, 1)  # its first day
        self._known: Mapping[date, MonthDay] = {}
        self._heads: tuple[str, ...] = ("",) * DAYS
        self._weeks: tuple[tuple[str, str], ...] = (("", ""),) * WEEKS

    @property
    def first(self) -> date:
        """The first day shown."""
        return self.month - timedelta(days=self.month.weekday())

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first + timedelta(days=DAYS * WEEKS - 1)

    def show_month(
        self,
        month: date,
        known: Mapping[date, MonthDay],
        heads: tuple[str, ...],
        weeks: tuple[tuple[str, str], ...],
    ) -> None:
        """Show this month (by its first day), what is known of its days, days of the week, and each
        week's number, alone and in words.
        """
        self.beginResetModel()
        self.month, self._known, self._heads, self._weeks = month, known, heads, weeks
        self.endResetModel()

    def known(self) -> Mapping[date, MonthDay]:
        """What is known of the days."""
        return self._known

    def know(self, known: Mapping[date, MonthDay]) -> None:
        """Something else is known of the days."""
        self._known = known
        self.dataChanged.emit(self.index(0, 0), self.index(WEEKS - 1, DAYS - 1))

    def place_of(self, day: date) -> Index:
        """The cell of a day; an invalid index if it is not shown."""
        number = (day - self.first).days
        if not 0 <= number < DAYS * WEEKS:
            return _NOWHERE
        return self.index(number // DAYS, number % DAYS)

    def cell(self, index: Index) -> DayCell:
        """The day of a cell."""
        day = self.first + timedelta(days=index.row() * DAYS + index.column())
        of_month = (day.year, day.month) == (self.month.year, self.month.month)
        return DayCell(day, of_month, self._known.get(day, MonthDay("")))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical and 0 <= section < WEEKS:
            number, words = self._weeks[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return number
            said = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
            return words if role in said else None
        if not 0 <= section < DAYS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section][:2]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == ROW_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.known.words
        return None
