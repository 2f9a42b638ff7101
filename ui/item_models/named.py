"""A list of entries that say what they are, to the eye and to a screen reader."""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, Qt

from ui.item_models.columns import _NOWHERE, ID_ROLE, ROW_ROLE, Index


class Named(Protocol):
    """An entry. `name` is what a screen reader says first, `description` what it says then."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


class NamedModel(QAbstractListModel, Generic[Entry]):
    """The entries, a row each."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def entries(self) -> Sequence[Entry]:
        """Every entry, by row."""
        return self._entries

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.name
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return entry.description
        if role == ROW_ROLE:
            return entry
        return entry.id if role == ID_ROLE else None
