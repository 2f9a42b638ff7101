"""The list of hearings with its filters: to come or past, mine or everybody's."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.court.docket import (
    DocketFilter,
    DocketRow,
    DocketSort,
    DocketSpan,
    docket_ids,
    docket_rows,
)
from db.rules.codes import Role
from db.texts import label, t, tn
from ui.context import PageContext
from ui.dialogs.list_leaving import offer_export
from ui.item_models.columns import Column, Sort
from ui.item_models.paged import PagedTableModel
from ui.pages.court.words import row_report, row_report_tone, state_tone, state_words, when
from ui.runner import Job
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text

_LAYOUT = "court.filter"
_EVERYTHING = DocketFilter(DocketSpan.ALL, vacated=True)


class DocketList(QWidget):
    """`loaded` when the rows are there. What is chosen is told by `list`."""

    loaded = Signal()

    def __init__(self, context: PageContext, empty: EmptyState) -> None:
        super().__init__()
        self._context = context
        self._asked = self._remembered()
        self._wanted: UUID | None = None
        self._model: PagedTableModel[DocketRow] = PagedTableModel(
            _columns(context), self._fetch_ids, self._fetch_rows, sort=Sort("date")
        )
        self.list = ListPane(
            "court",
            context.settings,
            self._model,
            title=t("Hearings"),
            filter_hint=t("Case, client, docket, court or judge"),
            count=lambda n: tn("{n} hearing", "{n} hearings", n),
            empty=empty,
        )
        self.list.table.keep_to_width(True)  # a hearing always stands beside it
        offer_export(context, self.list, "hearings")
        spans = (
            (DocketSpan.COMING, t("To come")),
            (DocketSpan.PAST, t("Past")),
            (DocketSpan.ALL, t("All")),
        )
        self.span = Choice(spans)
        self.whose = Choice([(False, t("Everybody’s")), (True, t("Mine"))])
        self._lay_out()
        self._show_filter()
        self._model.loaded.connect(self._arrived)
        self.list.searched.connect(lambda _: self._filter())
        self.span.edited.connect(self._turn)
        self.whose.edited.connect(self._filter)

    def load(self) -> None:
        """Read the list again."""
        self._model.load()

    def show_hearing(self, hearing_id: UUID) -> bool:
        """Go to a hearing. If it is not in the list now, it is looked for in one of all; False."""
        if self.list.select(hearing_id):
            self._wanted = None
            return True
        self._wanted = hearing_id
        self._model.load()
        return False

    def begin(self) -> None:
        """Go to the first hearing."""
        if self._model.rowCount():
            self.list.table.go_to(0)

    # ---- inside ----

    def _fetch_ids(self, sort: Sort, then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(
            docket_ids,
            self._asked,
            DocketSort(sort.key),
            sort.descending,
            then=then,
            replace_key=(self, "ids"),
        )

    def _fetch_rows(self, ids: Sequence[Any], then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(docket_rows, ids, then=then)

    def _arrived(self) -> None:
        if self._wanted is not None:
            if not self.list.select(self._wanted) and self._asked != _EVERYTHING:
                self._asked = _EVERYTHING
                self._show_filter()
                self.list.search.setText("")
                self._model.load()
                return
            self._wanted = None
        self.loaded.emit()

    def _remembered(self) -> DocketFilter:
        kept = self._context.settings.layout(_LAYOUT)
        kept = kept if isinstance(kept, dict) else {}
        spans = {span.value: span for span in DocketSpan}
        span = spans.get(str(kept.get("span")), DocketSpan.COMING)
        mine = self._context.user.role is Role.CASEWORKER  # others look after everybody's
        return _filter(span, bool(kept.get("mine", mine)))

    def _show_filter(self) -> None:
        self.span.set_value(self._asked.span)
        self.whose.set_value(self._asked.mine)

    def _filter(self) -> None:
        span = self.span.value() or DocketSpan.COMING
        self._asked = _filter(span, bool(self.whose.value()), self.list.search.query())
        kept = {"span": span.value, "mine": self._asked.mine}
        self._context.settings.remember(_LAYOUT, kept)
        self._model.load()

    def _turn(self) -> None:
        """What comes begins with the next one, what has been with the last."""
        self._filter()
        past = self.span.value() is DocketSpan.PAST
        order = Qt.SortOrder.DescendingOrder if past else Qt.SortOrder.AscendingOrder
        keys = [column.key for column in self._model.columns]
        self.list.table.horizontalHeader().setSortIndicator(keys.index("date"), order)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for words, choice in ((t("Show"), self.span), (t("Whose cases"), self.whose)):
            before = Text(words, "secondary")
            before.setBuddy(choice)
            choice.setMinimumContentsLength(9)
            filters.addWidget(before)
            filters.addWidget(choice)
        filters.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.list, 1)


def _filter(span: DocketSpan, mine: bool, text: str = "") -> DocketFilter:
    """Hearings that were called off are looked back at, not forward to."""
    return DocketFilter(span, mine, text, vacated=span is not DocketSpan.COMING)


def _columns(context: PageContext) -> list[Column[DocketRow]]:
    today = context.today
    return [
        Column(
            "date",
            t("Date"),
            lambda row: when(row.starts_at, today()),
            186,
            order=lambda row: row.starts_at,
            leads=True,
        ),
        Column("case", t("Case"), lambda row: row.case_number, 92),
        Column("client", t("Client"), lambda row: row.client_name, 124, leads=True),
        Column("kind", t("Hearing"), lambda row: label(row.kind), 112),
        Column(
            "report", t("Report"), row_report, 128, tone=row_report_tone, sortable=False, leads=True
        ),
        Column("worker", t("Worker"), lambda row: row.worker, 110),
        Column("court", t("Court"), lambda row: row.court, 180),
        Column("judge", t("Judge"), lambda row: row.judge, 150),
        Column(
            "state", t("Status"), state_words, 100, tone=state_tone, sortable=False, shown=False
        ),
    ]
