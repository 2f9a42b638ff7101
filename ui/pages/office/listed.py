"""A part that is one list, with buttons for the row that is chosen."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.context import PageContext
from ui.item_models.table import TableModel
from ui.pages.office.part import Part
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.list_pane import ListPane

Row = TypeVar("Row")


class Listed(Part, Generic[Row]):
    """Buttons above the list, and in its menu, act on the row that is chosen."""

    def __init__(
        self,
        context: PageContext,
        heading: str,
        words: str,
        *,
        name: str,
        model: TableModel[Row],
        count: Callable[[int], str],
        empty: EmptyState,
    ) -> None:
        super().__init__(context, heading, words)
        self.model = model
        self.buttons = Flow()
        self.list = ListPane(
            name,
            context.settings,
            model,
            title=heading,
            searchable=False,
            count=count,
            empty=empty,
        )
        self.list.bar.removeWidget(self.list.columns_button)
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.buttons, 1)
        self.line.addWidget(self.list.columns_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self.line)
        self.body.addWidget(self.list, 1)
        self._for_one: list[tuple[Button, Any, Callable[[Row], bool]]] = []
        self.list.current_changed.connect(lambda _: self._enable())
        self._wanted: UUID | None = None
        model.modelReset.connect(self._read_again)

    def offer(
        self,
        text: str,
        act: Callable[[], object],
        *,
        icon: str = "",
        kind: str = "",
        when: Callable[[Row], bool] = lambda row: True,
    ) -> Button:
        """A button, and an entry of the list's menu, for the row that is chosen.

        It is to be had where `when(row)` says so.
        """
        button = Button(text, act, kind=kind, icon=icon)
        entry = action(text, act, self, icon=icon, kind=kind)
        self.list.table.addAction(entry)
        self.buttons.add(button)
        self._for_one.append((button, entry, when))
        self._enable()
        return button

    def current(self) -> Row | None:
        """The row that is chosen."""
        chosen = self.list.current_id()
        return None if chosen is None else self.model.row_at(self.model.find(chosen))

    def show_record(self, kind: str, record_id: UUID) -> None:
        self._wanted = None if self.list.select(record_id) else record_id

    def focus_filter(self) -> None:
        self.list.focus_filter()

    def _read_again(self) -> None:
        """The list may have been asked for a record before its rows were there."""
        if self._wanted is not None and self.list.select(self._wanted):
            self._wanted = None
        self._enable()

    def _enable(self) -> None:
        row = self.current()
        for button, entry, when in self._for_one:
            possible = row is not None and when(row)
            button.setEnabled(possible)
            entry.setEnabled(possible)
