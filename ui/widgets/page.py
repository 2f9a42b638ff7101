"""What every section of the program is to the main window."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.context import PageContext
from ui.drafts import Draft
from ui.runner import Changes
from ui.widgets.search_field import SearchField


class Page(QWidget):
    """A section: it lays out, emits intent and shows results; it never saves by itself.

    The main window makes a page when it is first visited, calls `refresh(None)` then, and later
    `refresh(changes)` when records of the page's `kinds` changed (at once if it is in front,
    otherwise when it is visited again).
    """

    kinds: ClassVar[frozenset[str]] = frozenset()
    title_changed = Signal()
    actions_changed = Signal()
    may_leave = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def title(self) -> str:
        """What stands at the left of the command bar; emit `title_changed` when it changes."""
        return ""

    def page_actions(self) -> Sequence[QAction]:
        """The command bar's buttons, the main one last (kind "primary").

        Make them with `ui.widgets.buttons.action`; emit `actions_changed` when they change.
        """
        return ()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page that belong to no action, for the sheet of shortcuts: (keys, words)."""
        return ()

    def refresh(self, changes: Changes | None) -> None:
        """Read again what is shown: all of it (None: first visit, F5), or what changed."""

    def open_record(self, kind: str, record_id: UUID) -> None:
        """Show a record; called for the kinds that the registry routes to this page."""

    def open_kind(self, kind: str) -> None:
        """Show what a kind stands for without a record ("report.day-sheet" of nobody)."""

    def open_bare(self) -> None:
        """Back, Forward or the section's own key led to its list: close the record in front."""

    def place(self) -> tuple[str, UUID] | None:
        """The record in front (kind, id), for Back and Forward; None for the bare section."""
        return None

    def leave(self) -> bool:
        """Whether the page may be left now.

        A page with unsaved work asks (see `ui.dialogs.unsaved`) and returns False; when it has
        saved or discarded it emits `may_leave`, and the program goes where the person wanted.
        """
        return True

    def take_focus(self) -> None:
        """Somebody has come here: put the cursor where one begins.

        That is the first list or its filter, or the first control where there is no list.
        """
        if not self._focus_first(QAbstractItemView, SearchField):
            self.focus_first_control()

    def holds_cursor(self) -> bool:
        """Whether the cursor stands on the page itself: what it waits for has not come yet."""
        return self.window().focusWidget() is self

    def focus_first_control(self) -> None:
        """Put the cursor into the first control, or on the page itself."""
        if not self._focus_first(QWidget):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_first(self, *kinds: type[QWidget]) -> bool:
        widget: QWidget | None = self.nextInFocusChain()
        while widget is not None and widget is not self:
            tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            seen = self.isAncestorOf(widget) and widget.isVisibleTo(self)
            if tab and seen and widget.isEnabled() and isinstance(widget, kinds):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            widget = widget.nextInFocusChain()
        return False

    def focus_filter(self) -> None:
        """Ctrl+F: put the cursor into the filter of the list in front."""

    def drafts(self) -> Sequence[Draft]:
        """What is being typed and not saved; asked for every 10 seconds and before a lock."""
        return ()

    def restore(self, draft: Draft) -> None:
        """Go on with a draft of an earlier session."""
