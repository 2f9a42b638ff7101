"""The court side of the case: hearings, orders, placements."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.cases.case_parts import CaseOverview
from ui.context import PageContext
from ui.pages.cases.tab import CaseTab
from ui.pages.court.case_court import CaseCourtPanel


class CourtTab(CaseTab):
    """Gives the panel of the court pages its place in the file."""

    kinds: ClassVar[frozenset[str]] = frozenset({"hearing", "order", "placement", "appointment"})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.panel = CaseCourtPanel(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.panel)

    def show_case(self, case: CaseOverview) -> None:
        super().show_case(case)
        self.panel.show_case(case.header.id)
