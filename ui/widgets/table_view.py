"""A table of records: whole rows, no grid, columns that stay as they were put."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.context import Settings
from ui.item_models.columns import Column, ColumnsModel
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.bar import BarDelegate
from ui.widgets.pill import PillDelegate

_UNIT = 1000  # a length to measure the text's scale by


class TableView(QTableView):
    """Shows a `ColumnsModel`. Layout is kept in the settings under "table." and `name`.

    Widths are kept as they are at 100 % text, and grow and shrink with it.
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
        self._scale = look().px(_UNIT)
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
        self._measure()
        follow(self, self._measure)
        self._arrange()
        self.setSortingEnabled(True)
        header.sectionMoved.connect(lambda *_: self._keep())
        header.sectionResized.connect(lambda *_: self._keep())
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
        return tuple(self._columns[n] for n in order if not header.isSectionHidden(n))

    def all_columns(self) -> list[tuple[Column[Any], bool]]:
        """Every column in its order, and whether it is shown."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [(self._columns[n], not header.isSectionHidden(n)) for n in order]

    def set_columns(self, wanted: list[tuple[str, bool]]) -> None:
        """Order and show columns by key; at least the first stays."""
        header = self.horizontalHeader()
        numbers = {column.key: number for number, column in enumerate(self._columns)}
        if not any(shown for _, shown in wanted) and wanted:
            wanted = [(wanted[0][0], True), *wanted[1:]]
        for place, (key, shown) in enumerate(wanted):
            if key in numbers:
                header.moveSection(header.visualIndex(numbers[key]), place)
                header.setSectionHidden(numbers[key], not shown)
        self._keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().row)
        self.verticalHeader().setMinimumSectionSize(look().row)
        before, self._scale = self._scale, look().px(_UNIT)
        if before != self._scale:
            header = self.horizontalHeader()
            with QSignalBlocker(header):  # nobody chose these widths
                for number in range(len(self._columns)):
                    header.resizeSection(
                        number, round(header.sectionSize(number) * self._scale / before)
                    )
            self.updateGeometries()

    def _arrange(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self._columns):
            header.resizeSection(number, look().px(column.width))
            header.setSectionHidden(number, not column.shown)
        sort = getattr(self.model(), "sorting", None)
        key, descending = (sort.key, sort.descending) if sort else ("", False)
        kept = self._settings.layout(self._key)
        if isinstance(kept, dict):
            for number, column in enumerate(self._columns):
                width = kept.get("widths", {}).get(column.key)
                if isinstance(width, int) and width > 0:
                    header.resizeSection(number, look().px(width))
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
                "widths": {
                    column.key: round(header.sectionSize(number) * _UNIT / self._scale)
                    for number, column in enumerate(self._columns)
                    if not header.isSectionHidden(number)
                },
                "sort": self._columns[sort].key if 0 <= sort < len(self._columns) else None,
                "descending": descending,
            },
        )
