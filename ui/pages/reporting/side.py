"""The right side of the reports page: what it is about, and how it looks."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from db.texts import t, tn
from db.texts.dates import moment, time_short
from printing.catalog import DocumentKind, Entry
from printing.producing import Pdf
from ui.context import PageContext
from ui.pages.reporting.age import Age
from ui.pages.reporting.asking import Asking
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text import Text


class ReportSide(QWidget):
    """Heading, fields, and below them the pages or what there is to say instead."""

    def __init__(
        self,
        context: PageContext,
        show: Callable[[], object],
        show_newest: Callable[[], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._paper = True
        self.heading = Text("", "title", wrap=True)
        self.about = Text("", "secondary", wrap=True)
        self.banner = Banner()
        self.asking = Asking(context)
        self.show_button = Button(t("Show"), show, kind="primary")
        self.question = Card()
        self.question.body.addWidget(self.asking)
        self.question.body.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.summary = Text("", "secondary", wrap=True)
        self.age = Age(show_newest)
        self.pages = PdfPages()
        words = t("Choose one at the left.")
        self.empty = EmptyState(t("Nothing is shown yet"), words, icon="reports")
        self._room = QWidget()
        self._stack = QStackedLayout(self._room)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(8)
        parts = (self.heading, self.about, self.banner, self.question, self.age, self.summary)
        for part in parts:
            column.addWidget(part)
        column.addWidget(self._room, 1)
        for part in (self.heading, self.about, self.question, self.summary):
            part.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field presses the button; one in which it chooses something keeps it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.window().focusWidget()
        if enter and focused is not None and self.asking.isAncestorOf(focused):
            self.show_button.click()
        else:
            super().keyPressEvent(event)

    def show_entry(self, entry: Entry) -> None:
        """Ask what this one must be told."""
        self._paper = entry.kind is DocumentKind.REPORT
        self.heading.setText(entry.title)
        self.about.setText(entry.about)
        self.asking.ask(entry)
        self.show_button.setText(t("Show") if self._paper else t("Count"))
        for part in (self.heading, self.about, self.question):
            part.show()
        self.asking.setVisible(self.asking.asks())
        self.clear()

    def follow_in_order(self, before: QWidget) -> None:
        """The fields have only just come: Tab goes from what stands before them through them to
        the button."""
        for here, there in pairwise((before, *self.asking.controls(), self.show_button)):
            QWidget.setTabOrder(here, there)

    def enter(self) -> None:
        """Put the cursor where one begins: into the first field, or on the button."""
        first = next(iter(self.asking.controls()), self.show_button)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Show nothing any more."""
        self.banner.say("")
        self.summary.hide()
        self.age.say("")
        self.pages.clear()
        heading = t("Not shown yet") if self._paper else t("Not counted yet")
        words = (
            t("Say what it is about, then “Show”. Nothing leaves before you have seen it.")
            if self._paper
            else t("Say what it is about, then “Count”. Nothing is written before you save.")
        )
        self.empty.say(heading, words)
        self._stack.setCurrentWidget(self.empty)

    def show_age(self, as_of: datetime | None) -> None:
        """Say of which moment what is shown is, where it is not the newest."""
        if as_of is None:
            self.age.say("")
            return
        when = as_of.astimezone(self._context.office.zone)
        today = when.date() == self._context.today()
        words = time_short(when) if today else moment(when)
        self.age.say(t("From this computer's copy of the office, as of {moment}.", moment=words))

    def show_pdf(self, pdf: Pdf, words: str) -> None:
        """Show the pages."""
        count = tn("{n} page", "{n} pages", pdf.pages)
        self._say_below(f"{count}. {words}" if words else count)
        self._stack.setCurrentWidget(self.pages)
        self.pages.show_pdf(pdf.content)
        self.pages.setFocus()

    def say_counted(self, words: str) -> None:
        """Say what a spreadsheet will hold."""
        self.empty.say(t("Ready to be saved"), words)

    def say(self, words: str, tone: Tone) -> None:
        """Say how it went."""
        self.banner.say(words, tone)

    def _say_below(self, words: str) -> None:
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
