"""A list of a case that has two halves, one of which is shown: to do or done, kept or removed."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Generic
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.cases.case_parts import CaseOverview
from db.texts import t
from ui.context import PageContext
from ui.item_models.columns import Column, Row
from ui.item_models.table import TableModel
from ui.pages.cases.tab import CaseTab
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text


class CaseListTab(CaseTab, Generic[Row]):
    """Its subclasses say what is read (`ask`) and what can be done with the row in front.

    `halves` are what can be shown, each with its word; the first of them is shown at first. What
    is `above` stands above the list.
    """

    def __init__(
        self,
        context: PageContext,
        name: str,
        columns: Sequence[Column[Row]],
        halves: Sequence[tuple[Any, str]],
        *,
        title: str,
        count: Callable[[int], str],
        above: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._wanted: UUID | None = None
        self.model: TableModel[Row] = TableModel(columns)
        self.empty = self.nothing()
        self.list = ListPane(
            name,
            context.settings,
            self.model,
            title=title,
            searchable=False,
            count=count,
            empty=self.empty,
        )
        self.half = Choice(halves)
        self.half.setCurrentIndex(0)
        words = Text(t("Show"), "secondary")
        words.setBuddy(self.half)
        self.list.lead(words, self.half)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for widget in (*above, self.list):
            column.addWidget(widget)
        self.list.current_changed.connect(lambda _: self.enable())
        self.half.edited.connect(self.load)

    @abstractmethod
    def nothing(self) -> EmptyState:
        """What stands in place of an empty list, with its one next step."""

    @abstractmethod
    def ask(self, case_id: UUID, then: Callable[[Sequence[Row]], object]) -> None:
        """Read the half that is chosen."""

    @abstractmethod
    def enable(self) -> None:
        """Offer what can be done with the row in front."""

    def show_case(self, case: CaseOverview) -> None:
        super().show_case(case)
        self.empty.offer_step(self.edits)
        self.load()

    def in_front(self) -> Row | None:
        """The row that is chosen."""
        return self.model.row_with(self.list.current_id())

    def load(self) -> None:
        """Read the list again."""
        if self.case is not None:
            self.ask(self.case.header.id, self._show)

    def go_to(self, record_id: UUID) -> bool:
        """Go to a record that is wanted; whether one need look for it no longer."""
        return self.list.select(record_id)

    def _show(self, rows: Sequence[Row]) -> None:
        self.model.set_rows(rows)
        if self._wanted is not None and self.go_to(self._wanted):
            self._wanted = None
        self.enable()
