"""Where a case file is shown: its pane is made when a case is first opened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.texts import t
from ui.context import PageContext
from ui.drafts import Draft
from ui.runner import Changes

if TYPE_CHECKING:
    from ui.pages.cases import CaseFilePane


class CasePlace(QWidget):
    """Hands everything on to the `CaseFilePane`, once there is one."""

    title_changed = Signal()
    actions_changed = Signal()
    may_leave = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._pane: CaseFilePane | None = None
        self.case_id: UUID | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def pane(self) -> "CaseFilePane":
        """The case file's pane."""
        if self._pane is None:
            from ui.pages.cases import CaseFilePane

            self._pane = CaseFilePane(self._context, self)
            self._pane.title_changed.connect(self.title_changed)
            self._pane.actions_changed.connect(self.actions_changed)
            self._pane.may_leave.connect(self.may_leave)
            self._room.addWidget(self._pane)
        return self._pane

    def show_case(self, case_id: UUID) -> None:
        """Show a case."""
        self.case_id = case_id
        self.pane().show_case(case_id)

    @property
    def client_id(self) -> UUID | None:
        """Whose case is in front, once it has been read."""
        case = self._pane.case if self._pane is not None else None
        return (
            case.header.client_id if case is not None and case.header.id == self.case_id else None
        )

    def show_part(self, kind: str, record_id: UUID) -> None:
        """Show a record of the case that is in front."""
        self.pane().show_record(kind, record_id)

    def focus_filter(self) -> bool:
        """Put the cursor into the filter of the part in front; False if it has none."""
        return self.pane().focus_filter()

    def title(self) -> str:
        """The pane's title."""
        return (self._pane.title() if self._pane else "") or t("Clients")

    def page_actions(self) -> Sequence[QAction]:
        """The pane's actions."""
        return self._pane.page_actions() if self._pane else ()

    def actions(self) -> list[QAction]:
        """What has keys in the case file."""
        return [*super().actions(), *(self._pane.actions() if self._pane else ())]

    def refresh(self, changes: Changes | None) -> None:
        """Let the pane read again."""
        if self._pane is not None and self.case_id is not None:
            self._pane.refresh(changes)

    def leave(self) -> bool:
        """Whether the pane may be left."""
        return self._pane is None or self._pane.leave()

    def drafts(self) -> Sequence[Draft]:
        """What is being typed in the pane."""
        return self._pane.drafts() if self._pane else ()

    def restore(self, draft: Draft) -> None:
        """Go on with a draft of something in a case."""
        pane = self.pane()
        pane.restore(draft)
        self.case_id = pane.case_id
