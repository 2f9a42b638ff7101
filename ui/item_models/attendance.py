"""Attendance as it is taken: a row a member, changed in place, so that what is selected stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from db.rules.codes import Attended
from ui.item_models.table import TableModel


@dataclass(frozen=True, slots=True)
class Mark:
    """One member's attendance; None is not taken yet."""

    client_id: UUID
    name: str
    attended: Attended | None = None
    remark: str = ""


class MarkModel(TableModel[Mark]):
    """In the order of the roster; it is never sorted."""

    def put(self, marks: Mapping[int, Mark]) -> None:
        """Show these in place of the rows with these numbers."""
        for row, mark in marks.items():
            self._rows[row] = mark
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
