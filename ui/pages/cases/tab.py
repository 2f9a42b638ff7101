"""What every part of a case file is to the file."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from db.queries.cases.case_parts import CaseOverview
from db.rules.permissions import Action
from ui.context import PageContext


class CaseTab(QWidget):
    """A part of a case file: made when it is first looked at, told whenever the file is read.

    `kinds` are the kinds of record whose changes it shows, besides those of the case itself.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.case: CaseOverview | None = None

    def show_case(self, case: CaseOverview) -> None:
        """Show this case, or the same one as it now stands."""
        self.case = case

    @property
    def edits(self) -> bool:
        """Whether the user may change this case: what an emergency opened may only be read."""
        readable = self.case is None or not self.case.header.reads_only
        return readable and self.context.may(Action.EDIT_CASES)

    def tab_actions(self) -> Sequence[QAction]:
        """What this part adds to the command bar, the least important first."""
        return ()

    def keys(self) -> Sequence[QAction]:
        """What has keys of its own here, for the sheet of shortcuts."""
        copy = QKeySequence(QKeySequence.StandardKey.Copy)
        found = self.findChildren(QAction)
        return [entry for entry in found if entry.shortcut() not in (QKeySequence(), copy)]

    def select(self, record_id: UUID) -> None:
        """Go to one of the records shown here."""

    def take_focus(self) -> bool:
        """Put the cursor where one begins here; False if that is the row of tabs."""
        return False

    def focus_filter(self) -> bool:
        """Ctrl+F: put the cursor into the filter of what is shown; False if there is none."""
        return False
