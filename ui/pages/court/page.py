"""The court page: hearings at the left, the one in front at the right."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from db.operations.cases.view import record_case_view
from db.queries.court.hearing_view import HearingView, hearing_view
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.dialogs.court.report_text import ReportTextDialog
from ui.drafts import Draft
from ui.pages.court.docket_list import DocketList
from ui.pages.court.pane import HearingPane
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter

_DRAFTS: dict[str, Callable[..., Any]] = {
    "hearing": HearingDialog.go_on,
    "court_order": OrderDialog.go_on,
    "placement": PlacementDialog.go_on,
    "court_report": ReportTextDialog.go_on,
}

_PANE = 400  # pixels at 100 % text, for a hearing


class CourtPage(Page):
    """Hearings of the user's cases or of all, to come or past."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"hearing", "case", "order", "placement", "appointment", "note", "task", "client"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._actions()
        self.docket = DocketList(context, self._empty())
        self.list, self.span, self.whose = self.docket.list, self.docket.span, self.docket.whose
        self.pane = HearingPane(context)
        sizes = (648, 420)
        panes = (self.docket, self.pane)
        splitter = Splitter("court", context.settings, *panes, sizes=sizes, least=_PANE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 0, 8)
        whole.addWidget(splitter)
        self.docket.loaded.connect(self._loaded)
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda _: self.pane.enter())
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
        self.docket.load()
        if self.pane.view is not None:
            self._read(self.pane.view.row.id)

    def open_record(self, kind: str, record_id: UUID) -> None:
        if kind == "hearing" and not self.docket.show_hearing(record_id):
            self._read(record_id)

    def place(self) -> tuple[str, UUID] | None:
        return ("hearing", self.pane.view.row.id) if self.pane.view is not None else None

    def focus_filter(self) -> None:
        self.list.focus_filter()

    def restore(self, draft: Draft) -> None:
        go_on = _DRAFTS.get(draft.kind)
        if go_on is not None:
            go_on(self.context, draft, None, self.window()).open()

    def _empty(self) -> EmptyState:
        may = self.context.may(Action.EDIT_CASES)
        return EmptyState(
            t("No hearing here"),
            t("Hearings that are entered, or booked in the calendar, stand here."),
            icon="court",
            step=t("New hearing") if may else "",
            clicked=self.new_hearing if may else None,
        )

    def _loaded(self) -> None:
        if self.pane.view is None:
            self.docket.begin()

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
        self._write.setEnabled(there and self.pane.edits)

    def new_hearing(self) -> None:
        """Enter a hearing; it is in front then."""
        dialog = HearingDialog.new(
            self.context, lambda: self.open_record("hearing", dialog.record_id), self.window()
        )
        dialog.open()

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
