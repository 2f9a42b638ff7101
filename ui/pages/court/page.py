"""The court page: hearings at the left, the one in front at the right."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.operations.cases.view import record_case_view
from db.queries.court.docket import (
    DocketFilter,
    DocketRow,
    DocketSort,
    DocketSpan,
    docket_ids,
    docket_rows,
)
from db.queries.court.hearing_view import HearingView, hearing_view
from db.rules.codes import Role
from db.rules.permissions import Action
from db.texts import label, t, tn
from ui.context import Changes, Draft, Job, PageContext
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.dialogs.court.report_text import ReportTextDialog
from ui.dialogs.export_list import offer_export
from ui.item_models.columns import Column, Sort
from ui.item_models.paged import PagedTableModel
from ui.pages.court.pane import HearingPane
from ui.pages.court.words import row_report, row_report_tone, state_tone, state_words, when
from ui.widgets.buttons import action
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter
from ui.widgets.text import Text

_LAYOUT = "court.filter"
_DRAFTS: dict[str, Callable[..., Any]] = {
    "hearing": HearingDialog.go_on,
    "court_order": OrderDialog.go_on,
    "placement": PlacementDialog.go_on,
    "court_report": ReportTextDialog.go_on,
}


class CourtPage(Page):
    """Hearings of the user's cases or of all, to come or past."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"hearing", "case", "order", "placement", "appointment", "note", "task", "client"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._asked = self._remembered()
        self._wanted: UUID | None = None
        self._actions()
        self._model: PagedTableModel[DocketRow] = PagedTableModel(
            self._columns(), self._fetch_ids, self._fetch_rows, sort=Sort("date")
        )
        self._model.loaded.connect(self._loaded)
        self.list = ListPane(
            "court",
            context.settings,
            self._model,
            title=t("Hearings"),
            filter_hint=t("Case, client, docket, court or judge"),
            count=lambda n: tn("{n} hearing", "{n} hearings", n),
            empty=self._empty(),
        )
        self.span = Choice(
            [
                (DocketSpan.COMING, t("To come")),
                (DocketSpan.PAST, t("Past")),
                (DocketSpan.ALL, t("All")),
            ]
        )
        self.whose = Choice([(False, t("Everybody’s")), (True, t("Mine"))])
        offer_export(context, self.list, "hearings", t("Hearings"))
        self.pane = HearingPane(context)
        self._lay_out()
        self._connect()
        self._show_filter()
        self._enable()

    # ---- a page ----

    def title(self) -> str:
        return t("Court")

    def page_actions(self) -> Sequence[QAction]:
        actions = [self._report]
        if self.context.may(Action.EDIT_CASES):
            actions += [self._write, self._new]
        return actions

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*self.kinds):
            return
        self._model.load()
        if self.pane.view is not None:
            self._read(self.pane.view.row.id)

    def open_record(self, kind: str, record_id: UUID) -> None:
        if kind != "hearing":
            return
        self._wanted = record_id
        if self.list.select(record_id):
            self._wanted = None
        else:
            self._read(record_id)
            self._model.load()

    def place(self) -> tuple[str, UUID] | None:
        return ("hearing", self.pane.view.row.id) if self.pane.view is not None else None

    def focus_filter(self) -> None:
        self.list.focus_filter()

    def restore(self, draft: Draft) -> None:
        go_on = _DRAFTS.get(draft.kind)
        if go_on is not None:
            go_on(self.context, draft, None, self.window()).open()

    # ---- the list ----

    def _columns(self) -> list[Column[DocketRow]]:
        today = self.context.today
        return [
            Column(
                "date",
                t("Date"),
                lambda row: when(row.starts_at, today()),
                168,
                order=lambda row: row.starts_at,
            ),
            Column("case", t("Case"), lambda row: row.case_number, 92),
            Column("client", t("Client"), lambda row: row.client_name, 124),
            Column("kind", t("Hearing"), lambda row: label(row.kind), 112),
            Column(
                "report",
                t("Report"),
                row_report,
                140,
                tone=row_report_tone,
                sortable=False,
            ),
            Column("court", t("Court"), lambda row: row.court, 180, shown=False),
            Column("judge", t("Judge"), lambda row: row.judge, 150, shown=False),
            Column("worker", t("Worker"), lambda row: row.worker, 110),
            Column(
                "state", t("Status"), state_words, 100, tone=state_tone, sortable=False, shown=False
            ),
        ]

    def _empty(self) -> EmptyState:
        may = self.context.may(Action.EDIT_CASES)
        return EmptyState(
            t("No hearing here"),
            t("Hearings that are entered, or booked in the calendar, stand here."),
            icon="court",
            step=t("New hearing") if may else "",
            clicked=self.new_hearing if may else None,
        )

    def _fetch_ids(self, sort: Sort, then: Callable[[Sequence[Any]], object]) -> Job:
        return self.context.runner.read(
            docket_ids,
            self._asked,
            DocketSort(sort.key),
            sort.descending,
            then=then,
            replace_key=(self, "ids"),
        )

    def _fetch_rows(self, ids: Sequence[Any], then: Callable[[Sequence[Any]], object]) -> Job:
        return self.context.runner.read(docket_rows, ids, then=then)

    def _loaded(self) -> None:
        wanted, everything = self._wanted, DocketFilter(DocketSpan.ALL, vacated=True)
        if wanted is not None:
            if not self.list.select(wanted) and self._asked != everything:
                self._show_all(everything)
                return
            self._wanted = None
        elif self.pane.view is None and self._model.rowCount():
            self.list.table.go_to(0)

    def _show_all(self, everything: DocketFilter) -> None:
        """What is asked for is not in the list: show all of them."""
        self._asked = everything
        self._show_filter()
        self.list.search.setText("")
        self._model.load()

    # ---- filtering ----

    def _remembered(self) -> DocketFilter:
        kept = self.context.settings.layout(_LAYOUT)
        kept = kept if isinstance(kept, dict) else {}
        spans = {span.value: span for span in DocketSpan}
        span = spans.get(str(kept.get("span")), DocketSpan.COMING)
        mine = self.context.user.role is Role.CASEWORKER  # others look after everybody's
        return DocketFilter(span, mine=bool(kept.get("mine", mine)))

    def _show_filter(self) -> None:
        self.span.set_value(self._asked.span)
        self.whose.set_value(self._asked.mine)

    def _filter(self) -> None:
        span = self.span.value() or DocketSpan.COMING
        self._asked = DocketFilter(
            span,
            mine=bool(self.whose.value()),
            text=self.list.search.query(),
            vacated=span is not DocketSpan.COMING,
        )
        kept = {"span": span.value, "mine": self._asked.mine}
        self.context.settings.remember(_LAYOUT, kept)
        self._model.load()

    def _turn(self) -> None:
        """What comes begins with the next one, what has been with the last."""
        self._filter()
        past = self.span.value() is DocketSpan.PAST
        order = Qt.SortOrder.DescendingOrder if past else Qt.SortOrder.AscendingOrder
        keys = [column.key for column in self._model.columns]
        self.list.table.horizontalHeader().setSortIndicator(keys.index("date"), order)

    # ---- the hearing in front ----

    def _choose(self, hearing_id: Any) -> None:
        if hearing_id is not None:
            self._read(hearing_id)

    def _read(self, hearing_id: UUID) -> None:
        self.context.runner.read(
            hearing_view,
            hearing_id,
            then=self._show,
            failed=lambda _: self._show(None),
            replace_key=(self, "view"),
        )

    def _show(self, view: HearingView | None) -> None:
        before = self.pane.view
        self.pane.show_view(view)
        if view is not None and (before is None or before.row.id != view.row.id):
            self.context.runner.write(record_case_view, view.row.case_id)
        self._enable()

    def _enable(self) -> None:
        there = self.pane.view is not None
        self._report.setEnabled(there and self.context.may(Action.PRINT_CASES))
        self._write.setEnabled(there)

    def new_hearing(self) -> None:
        """Enter a hearing; it is in front then."""
        dialog = HearingDialog.new(
            self.context, lambda: self.open_record("hearing", dialog.record_id), self.window()
        )
        dialog.open()

    # ---- building ----

    def _actions(self) -> None:
        self._new = action(
            t("New hearing"), self.new_hearing, self, icon="add", shortcut="Ctrl+N", kind="primary"
        )
        self._write = action(t("Report text"), lambda: self.pane.write_report(), self, icon="note")
        self._report = action(
            t("Court report"),
            lambda: self.pane.show_court_report(),
            self,
            icon="print",
            shortcut="Ctrl+P",
        )

    def _connect(self) -> None:
        self.list.searched.connect(lambda _: self._filter())
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda _: self.pane.enter())
        self.span.edited.connect(self._turn)
        self.whose.edited.connect(self._filter)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for words, choice in ((t("Show"), self.span), (t("Whose cases"), self.whose)):
            label_before = Text(words, "secondary")
            label_before.setBuddy(choice)
            choice.setMinimumContentsLength(9)
            filters.addWidget(label_before)
            filters.addWidget(choice)
        filters.addStretch()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        splitter = Splitter("court", self.context.settings, left, self.pane, sizes=(648, 420))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 0, 8)
        whole.addWidget(splitter)
