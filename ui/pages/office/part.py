"""One of the parts of the section "Office": what stands at the right of its list."""

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import PageContext
from ui.drafts import Draft
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.card import SectionHeader
from ui.widgets.text import Text


class Part(QWidget):
    """A heading, a sentence and what belongs to it. Add to `body`.

    `kinds` are the records that it shows: it is read again when they change.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()
    actions_changed = Signal()

    def __init__(self, context: PageContext, heading: str, words: str = "") -> None:
        super().__init__()
        self.context = context
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 8)
        self.body.setSpacing(8)
        self.header = SectionHeader(heading)
        self.heading = self.header.title
        self.body.addWidget(self.header)
        self.words = Text(words, "secondary", wrap=True)
        self.words.setVisible(bool(words))
        self.body.addWidget(self.words)
        self.banner = Banner("", Tone.INFORMATION)
        self.body.addWidget(self.banner)

    def tell(self, words: str, tone: Tone) -> None:
        """What went well is told by the window, what did not stands at the head of the part."""
        if tone is Tone.OK:
            self.context.notify(words)
        else:
            self.banner.say(words, tone)

    def part_actions(self) -> Sequence[QAction]:
        """The command bar's buttons while this part is in front, the main one last."""
        return ()

    def refresh(self, changes: Changes | None) -> None:
        """Read again what is shown: all of it (None), or what changed."""

    def show_record(self, kind: str, record_id: UUID) -> None:
        """Go to a record of one of the part's kinds."""

    def show_kind(self, kind: str) -> None:
        """Put the cursor where one of the part's kinds is asked for without a record."""

    def unsaved(self) -> bool:
        """Whether something has been typed that is not saved."""
        return False

    def save(self, saved: Callable[[], object]) -> None:
        """Save what was typed, then call `saved`; what is wrong is said beside its field."""
        saved()

    def discard(self) -> None:
        """Forget what was typed."""

    def drafts(self) -> Sequence[Draft]:
        """What is being typed and not saved."""
        return ()

    def go_on(self, draft: Draft) -> None:
        """Go on with a draft of an earlier session."""

    def focus_filter(self) -> None:
        """Put the cursor into the part's filter, if it has one."""
