"""A few lines that are read one by one: what is next, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, Qt

from ui.item_models.columns import _NOWHERE, ID_ROLE, ROW_ROLE, Index
from ui.theme.tokens import Tone


@dataclass(frozen=True)
class Line:
    """One line: when (`lead`), what (`title`), more of it (`second`), how it stands (`pill`).

    `marks` are sentences that must not be overlooked, like safe-contact marks. `record` is what
    the line was made of.
    """

    id: Any
    kind: str
    lead: str
    title: str
    second: str = ""
    pill: str = ""
    tone: Tone = Tone.NEUTRAL
    marks: tuple[str, ...] = ()
    record: Any = None

    def spoken(self) -> str:
        """The line in one breath, for screen readers and tests."""
        parts = (self.lead, self.title, self.pill, self.second, *self.marks)
        return ", ".join(part for part in parts if part)


class LineModel(QAbstractListModel):
    """The lines of a list."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        if list(lines) == self._lines:
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """The lines in their order."""
        return tuple(self._lines)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ID_ROLE:
            return line.id
        if role == ROW_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken()
        return None
