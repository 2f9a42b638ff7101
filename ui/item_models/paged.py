"""A list of any length: the ids of all rows, and the rows themselves only where somebody looks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal

from ui.item_models.columns import _NOWHERE, Column, ColumnsModel, Index, Row, Sort
from ui.runner import Job

PAGE = 64  # rows fetched at a time
KEPT = 48  # pages kept
AT_ONCE = 4  # pages asked for at a time: whoever scrolls fast wants the last ones
BATCH = 500  # rows asked for at a time where all of them are wanted

FetchIds = Callable[[Sort, Callable[[Sequence[Any]], object]], Job]
FetchRows = Callable[[Sequence[Any], Callable[[Sequence[Any]], object]], Job]


class PagedTableModel(ColumnsModel[Row]):
    """An array of ids and a cache of pages; sorting and filtering happen in the query.

    `fetch_ids(sort, then)` and `fetch_rows(ids, then)` ask the runner and hand its answer to
    `then`. Rows may come back in any order; one that is missing stays blank.
    """

    loaded = Signal()  # the ids are there

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch_ids: FetchIds,
        fetch_rows: FetchRows,
        *,
        sort: Sort,
        id_of: Callable[[Row], Any] = attrgetter("id"),
        parent: Any = None,
    ) -> None:
        super().__init__(columns, parent)
        self._fetch_ids = fetch_ids
        self._fetch_rows = fetch_rows
        self._id_of = id_of
        self._sort = sort
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._before: dict[Any, Row] = {}  # as they were, shown until they are read again
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: dict[int, Job | None] = {}
        self._number = 0  # of the ids asked for last, and of those that are here
        self._here = 0
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._ask)

    # ---- what is in the list ----

    def load(self) -> None:
        """Fetch the ids again, after the filter changed or records did."""
        self._number += 1
        number = self._number
        self._fetch_ids(self._sort, lambda ids: self._arrive(number, ids))

    def ids(self) -> Sequence[Any]:
        """Every row's id in the order shown."""
        return self._ids

    def find(self, record_id: Any) -> int:
        """The number of the row with this id, or -1."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def rows_for(self, ids: Sequence[Any], then: Callable[[Sequence[Row]], object]) -> None:
        """Fetch the rows of these ids, some hundred after the other, and call `then` with them
        in the order given.
        """
        known: dict[Any, Row] = {}

        def fetch(first: int) -> None:
            def arrived(rows: Sequence[Row]) -> None:
                known.update((self._id_of(row), row) for row in rows)
                if first + BATCH < len(ids):
                    fetch(first + BATCH)
                else:
                    then([known[record_id] for record_id in ids if record_id in known])

            self._fetch_rows(ids[first : first + BATCH], arrived)

        fetch(0)

    @property
    def is_current(self) -> bool:
        return self._here == self._number

    @property
    def was_filled(self) -> bool:
        """Whether it was ever read: an empty list that was differs from an unread one."""
        return self._here > 0

    @property
    def sorting(self) -> Sort | None:
        """By which column the list is sorted."""
        return self._sort

    # ---- Qt's side ----

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def id_at(self, number: int) -> Any:
        return self._ids[number]

    def row_at(self, number: int) -> Row | None:
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._wanted[page] = None
                self._wanted.move_to_end(page)
                self._later.start()
            return self._before.get(self._ids[number])
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or not self.columns[column].sortable:
            return
        asked = Sort(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
        if asked != self._sort:
            self._sort = asked
            if self._number:  # a view that remembers its sorting says so while it is being made
                self.load()

    # ---- answers ----

    def _arrive(self, number: int, ids: Sequence[Any]) -> None:
        if number != self._number:
            return
        self.beginResetModel()
        self._here = number
        self._ids = ids
        if self._pages:
            known = [row for rows in self._pages.values() for row in rows if row is not None]
            self._before = {self._id_of(row): row for row in known}
        self._pages.clear()
        self._wanted.clear()
        for job in self._asked.values():
            if job is not None:
                job.cancel()
        self._asked.clear()
        self.endResetModel()
        self.loaded.emit()

    def _ask(self) -> None:
        pages = list(self._wanted)[-AT_ONCE:]
        self._wanted.clear()
        number = self._number
        for page in reversed(pages):
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            self._asked[page] = None
            job = self._fetch_rows(ids, partial(self._fill, number, page))
            if page in self._asked:
                self._asked[page] = job

    def _fill(self, number: int, page: int, rows: Sequence[Row]) -> None:
        if number != self._number:
            return
        self._asked.pop(page, None)
        known = {self._id_of(row): row for row in rows}
        first = page * PAGE
        ids = self._ids[first : first + PAGE]
        if not ids:
            return
        self._pages[page] = [known.get(record_id) for record_id in ids]
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self.dataChanged.emit(
            self.index(first, 0), self.index(first + len(ids) - 1, len(self.columns) - 1)
        )
