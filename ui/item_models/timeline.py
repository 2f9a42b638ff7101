"""What happened, newest first: entries of a case file as items of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, Qt, Signal

from ui.item_models.columns import _NOWHERE, ID_ROLE, ROW_ROLE, Index
from ui.theme.tokens import Tone


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, in words that are ready to be shown.

    `group` ("November 2026") stands above the first entry of its kind. `struck` marks what was
    entered in error: its text is not shown, its trace is.
    """

    id: UUID
    kind: str
    when: str
    title: str
    byline: str = ""
    text: str = ""
    group: str = ""
    icon: str = "note"
    pill: str = ""
    tone: Tone = Tone.NEUTRAL
    struck: bool = False
    footnotes: tuple[str, ...] = ()  # addenda, attachments

    def spoken(self) -> str:
        """The entry in one breath, for screen readers and tests."""
        when = self.when.replace("\n", ", ")
        parts = (when, self.title, self.pill, self.byline, self.text[:300], *self.footnotes)
        return ", ".join(part for part in parts if part)


class TimelineModel(QAbstractListModel):
    """Entries that are added to as somebody scrolls down.

    `more_wanted` is emitted once for each time the end comes near while there is more.
    """

    more_wanted = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: list[TimelineEntry] = []
        self._more = False
        self._asked = False

    def set_entries(self, entries: Sequence[TimelineEntry], *, more: bool = False) -> None:
        """Show these, newest first; `more` says that older ones can be asked for.

        Where they are shown already nothing moves under a reader.
        """
        if self._entries and (list(entries), more) == (self._entries, self._more):
            self._asked = False
            return
        self.beginResetModel()
        self._entries = list(entries)
        self._more, self._asked = more, False
        self.endResetModel()

    def extend(self, entries: Sequence[TimelineEntry], *, more: bool) -> None:
        """Add older entries at the end."""
        self._more, self._asked = more, False
        if entries:
            first = len(self._entries)
            self.beginInsertRows(_NOWHERE, first, first + len(entries) - 1)
            self._entries.extend(entries)
            self.endInsertRows()

    def entries(self) -> tuple[TimelineEntry, ...]:
        """The entries that are shown."""
        return tuple(self._entries)

    def starts_group(self, row: int) -> bool:
        """Whether a group heading stands above this entry."""
        group = self._entries[row].group
        return bool(group) and (row == 0 or self._entries[row - 1].group != group)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken()
        if role == ROW_ROLE:
            return entry
        if role == ID_ROLE:
            return entry.id
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()
