"""A list with everything that people expect of one: filter, chips, columns, sorting, copying."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from db.texts import t, tn
from ui.item_models.columns import Column, Sort
from ui.item_models.paged import PagedTableModel
from ui.item_models.table import TableModel
from ui.settings import Settings
from ui.theme.look import look
from ui.widgets.buttons import IconButton, action
from ui.widgets.chips import Chip, ChipRow
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.copying import copy_table
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.table_view import TableView
from ui.widgets.text import Text, reveal


@dataclass(frozen=True)
class Shown:
    """Exactly what a list shows, for an export or a print of it."""

    columns: tuple[Column[Any], ...]
    sort: Sort | None
    ids: Sequence[Any]
    filters: tuple[str, ...]


class ListPane(QWidget):
    """A table of records with its filter line above and its count below.

    `name` is the key under which columns and sorting are remembered. Signals: `opened` (a
    record's id, by Enter or double click, and by Enter in a filter that leaves one row),
    `current_changed` (an id or None), `selected` (ids), `searched` (what was typed into the
    filter), `chip_removed` (key; "" for all).
    """

    opened = Signal(object)
    current_changed = Signal(object)
    selected = Signal(list)
    searched = Signal(str)
    chip_removed = Signal(str)

    def __init__(
        self,
        name: str,
        settings: Settings,
        model: TableModel[Any] | PagedTableModel[Any],
        *,
        title: str,
        filter_hint: str = "",
        searchable: bool = True,
        count: Callable[[int], str] | None = None,
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._count_words = count or (lambda n: tn("{n} row", "{n} rows", n))
        self._searchable = searchable
        self._held: list[Any] = []
        self._held_current: Any = None
        self._chips: tuple[Chip, ...] = ()
        self._opens_only = False
        self.table = TableView(name, settings, model, title)
        self.search = SearchField(t("Filter: {list}", list=title), filter_hint)
        reveal(self.search, searchable)
        self.chips = ChipRow()
        self.columns_button = IconButton("columns", t("Columns: {list}", list=title), self.choose)
        self.count = Text("", "secondary")
        self.nothing_yet = empty or EmptyState(t("Nothing here yet"))
        self.nothing_found = EmptyState(
            t("Nothing found"), t("Try fewer letters, or take away a filter."), icon="search"
        )
        self._build()
        self._connect()
        self._told()

    # ---- what callers use ----

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show the filters that are in force."""
        self._chips = tuple(chips)
        self.chips.show_chips(chips)
        self._told()

    def lead(self, *widgets: QWidget) -> None:
        """Put these at the beginning of the line above the list, on screen and for Tab."""
        for at, widget in enumerate(widgets):
            self.bar.insertWidget(at, widget)
        controls = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise((*controls, self.columns_button, self.table)):
            QWidget.setTabOrder(before, after)

    def current_id(self) -> Any:
        """The id of the row that has the focus, or None."""
        index = self.table.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[Any]:
        """The ids of the rows that are selected, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.id_at(row) for row in rows]

    def select(self, record_id: Any) -> bool:
        """Go to a record's row, if it is in the list."""
        row = self.model.find(record_id)
        if row < 0:
            return False
        self.table.go_to(row)
        return True

    def shown(self) -> Shown:
        """Exactly what is shown: columns in their order, sorting, rows, filters in words."""
        words = [chip.text for chip in self._chips]
        if self.search.query():
            words.insert(0, t("contains “{text}”", text=self.search.query()))
        return Shown(
            self.table.visible_columns(), self.model.sorting, self.model.ids(), tuple(words)
        )

    def copy(self) -> None:
        """Copy the selected rows as a table."""
        columns = self.table.visible_columns()
        self.model.rows_for(self.selected_ids(), lambda rows: copy_table(columns, rows))

    def choose(self) -> None:
        """Let the person choose and order the columns."""
        ColumnChooser(self.table, self).open()

    def focus_filter(self) -> None:
        """Put the cursor into the filter line, or into the list if it has none."""
        if not self._searchable:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    # ---- inside ----

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.search, 1)
        if not self._searchable:
            line.addStretch(1)
        line.addWidget(self.columns_button)
        self.bar = line
        room = QWidget()
        room.setMinimumHeight(look().px(96))  # else that of the tallest empty state
        self._stack = QStackedLayout(room)
        for widget in (self.table, self.nothing_yet, self.nothing_found):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.chips)
        column.addWidget(room, 1)
        column.addWidget(self.count)

    def _connect(self) -> None:
        self.search.searched.connect(self.searched)
        self.search.entered.connect(self._enter)
        self.search.textChanged.connect(self._type_on)
        self.search.returnPressed.connect(self._open_only)
        self.chips.removed.connect(self.chip_removed)
        self.chips.cleared.connect(lambda: self.chip_removed.emit(""))
        self.table.activated.connect(self._open)
        self.model.modelAboutToBeReset.connect(self._hold)
        self.model.modelReset.connect(self._restore)
        self.model.rowsInserted.connect(self._told)
        self.model.rowsRemoved.connect(self._told)
        chosen = self.table.selectionModel()
        chosen.currentRowChanged.connect(lambda *_: self.current_changed.emit(self.current_id()))
        chosen.selectionChanged.connect(lambda *_: self._selection())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._copy = action(t("Copy as a table"), self.copy, self.table, icon="copy")
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(self._copy)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self.table.actions():
            menu.addAction(entry)
        menu.addSeparator()
        menu.addAction(t("Choose columns…"), self.choose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.id_at(index.row()))

    def _type_on(self) -> None:
        self._opens_only = False  # Enter was about what stood there before

    def _open_only(self) -> None:
        """Enter in the filter: the only row that it leaves is meant, now or once it has come."""
        self._opens_only = not self.model.is_current
        if not self._opens_only and self.search.query() and self.model.rowCount() == 1:
            self.table.go_to(0)
            self.opened.emit(self.model.id_at(0))

    def _enter(self) -> None:
        if self.model.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.go_to(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _selection(self) -> None:
        self._told()
        self.selected.emit(self.selected_ids())

    def _hold(self) -> None:
        self._held = self.selected_ids()
        self._held_current = self.current_id()

    def _restore(self) -> None:
        self._told()
        rows = [row for row in map(self.model.find, self._held[:200]) if row >= 0]
        current = self.model.find(self._held_current) if self._held_current is not None else -1
        if current >= 0:
            picked = QItemSelection()
            for row in rows:
                picked.select(self.model.index(row, 0), self.model.index(row, 0))
            model, flag = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
            model.setCurrentIndex(self.model.index(current, 0), flag.NoUpdate)
            model.select(picked, flag.ClearAndSelect | flag.Rows)
        elif self._held_current is not None:
            self.current_changed.emit(None)
        if self._opens_only and self.search.hasFocus():
            self._open_only()

    def _told(self) -> None:
        rows = self.model.rowCount()
        filtered = bool(self.search.query() or self._chips)
        empty = self.nothing_found if filtered else self.nothing_yet
        unread = not self.model.was_filled  # then nothing is known of it
        self._stack.setCurrentWidget(self.table if rows or unread else empty)
        words = "" if unread else self._count_words(rows)
        chosen = len(self.table.selectionModel().selectedRows())
        if chosen > 1:
            some = tn("{n} selected", "{n} selected", chosen)
            words = t("{all} · {chosen}", all=words, chosen=some)
        self.count.setText(words)
