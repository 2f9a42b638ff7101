"""A table of records: whole rows, no grid, columns that stay as they were put."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.item_models.columns import Column, ColumnsModel
from ui.settings import Settings
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.bar import BarDelegate
from ui.widgets.open_row import OpenRowView
from ui.widgets.pill import PillDelegate
from ui.widgets.room_for_columns import Wish, columns_with_room

_UNIT = 1000  # a length to measure the text's scale by


class TableView(OpenRowView):
    """Shows a `ColumnsModel`. Layout is kept in the settings under "table." and `name`.

    Widths are kept as they are at 100 % text, and grow and shrink with it. Columns that are
    hidden for want of room (`keep_to_width`) still count as shown: they come back, and leave with
    an export.
    """

    def __init__(
        self,
        name: str,
        settings: Settings,
        model: ColumnsModel[Any],
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = f"table.{name}"
        self._settings = settings
        self._columns = model.columns
        self._widths = {n: column.width for n, column in enumerate(self._columns)}
        self._chosen = {n for n, column in enumerate(self._columns) if column.shown}
        self._keeps_to_width = False
        self._placing = False  # nobody chose the widths that are given meanwhile
        self.setAccessibleName(title)
        self.setProperty("frame", "none")
        self.setModel(model)
        view = QAbstractItemView
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if any(column.tone for column in self._columns):
            self.setItemDelegate(PillDelegate(self))
        for number, column in enumerate(self._columns):
            if column.bar is not None:
                self.setItemDelegateForColumn(number, BarDelegate(self))
        self._arrange()
        self._measure()
        follow(self, self._measure)
        self.setSortingEnabled(True)
        header.sectionMoved.connect(lambda *_: self._keep())
        header.sectionResized.connect(self._resized)
        header.sortIndicatorChanged.connect(lambda *_: self._keep())

    def go_to(self, row: int) -> None:
        """Select a row, and only it, whatever keys are held down meanwhile."""
        index, flag = self.model().index(row, 0), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def visible_columns(self) -> tuple[Column[Any], ...]:
        """The columns in the order and choice in which they stand."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return tuple(self._columns[n] for n in order if n in self._chosen)

    def all_columns(self) -> list[tuple[Column[Any], bool]]:
        """Every column in its order, and whether it is shown."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [(self._columns[n], n in self._chosen) for n in order]

    def set_columns(self, wanted: list[tuple[str, bool]]) -> None:
        """Order and show columns by key; at least the first stays."""
        header = self.horizontalHeader()
        numbers = {column.key: number for number, column in enumerate(self._columns)}
        if not any(shown for _, shown in wanted) and wanted:
            wanted = [(wanted[0][0], True), *wanted[1:]]
        for place, (key, shown) in enumerate(wanted):
            if key in numbers:
                header.moveSection(header.visualIndex(numbers[key]), place)
                (self._chosen.add if shown else self._chosen.discard)(numbers[key])
        self._place()
        self._keep()

    def keep_to_width(self, keeps: bool) -> None:
        """Whether only the columns for which there is room are shown, and none to scroll to."""
        self._keeps_to_width = keeps
        policy = Qt.ScrollBarPolicy
        off, needed = policy.ScrollBarAlwaysOff, policy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(off if keeps else needed)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._keeps_to_width:
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().row)
        self.verticalHeader().setMinimumSectionSize(look().row)
        self._place()

    def _place(self) -> None:
        """Give each column its width, and hide those for which nobody asked or there is no room."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        wishes = [
            Wish(n, look().px(self._widths[n]), self._columns[n].leads)
            for n in order
            if n in self._chosen
        ]
        shown = {wish.number: wish.width for wish in wishes}
        if self._keeps_to_width:
            shown = columns_with_room(wishes, self.viewport().width())
        self._placing = True
        for number in order:
            header.setSectionHidden(number, number not in shown)
        for number, width in shown.items():
            header.resizeSection(number, width)
        self._placing = False

    def _resized(self, number: int, before: int, width: int) -> None:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        last = [n for n in order if not header.isSectionHidden(n)][-1:]
        stretched = last == [number] and header.length() <= header.width()
        if width and not self._placing and not stretched:
            self._widths[number] = round(width * _UNIT / look().px(_UNIT))
            self._keep()

    def _arrange(self) -> None:
        header = self.horizontalHeader()
        sort = getattr(self.model(), "sorting", None)
        key, descending = (sort.key, sort.descending) if sort else ("", False)
        kept = self._settings.layout(self._key)
        if isinstance(kept, dict):
            for number, column in enumerate(self._columns):
                width = kept.get("widths", {}).get(column.key)
                if isinstance(width, int) and width > 0:
                    self._widths[number] = width
            wanted = kept.get("columns", [])
            known = {column.key for column in self._columns}
            if {key for key, _ in wanted} == known:
                self.set_columns([(key, bool(shown)) for key, shown in wanted])
            if kept.get("sort") in known:
                key, descending = kept["sort"], bool(kept.get("descending"))
        keys = [column.key for column in self._columns]
        if key in keys:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(key), order)
        else:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _keep(self) -> None:
        header = self.horizontalHeader()
        sort = header.sortIndicatorSection()
        descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self._settings.remember(
            self._key,
            {
                "columns": [[column.key, shown] for column, shown in self.all_columns()],
                "widths": {self._columns[n].key: self._widths[n] for n in sorted(self._chosen)},
                "sort": self._columns[sort].key if 0 <= sort < len(self._columns) else None,
                "descending": descending,
            },
        )
