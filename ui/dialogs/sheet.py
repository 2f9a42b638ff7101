"""One sheet of paper, looked at before it is printed or saved."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.queries.report_data.gather import Gathered
from db.rules.findings import Refused
from db.texts import explain, t, tn
from printing.catalog import Entry
from printing.producing import Pdf, build_pdf
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text import Text


class SheetDialog(Dialog):
    """Shows exactly what will be on it, and asks who gets it.

    `choices` is what stands above: whoever makes it calls `read` at first, and when it changes.
    """

    def __init__(
        self, context: PageContext, title: str, entry: Entry, choices: QWidget, parent: QWidget
    ) -> None:
        super().__init__(title, parent, width=look().px(760))
        self._context, self._entry = context, entry
        self._gathered: Gathered | None = None
        self.leaving: Leaving | None = None
        self.banner = Banner()
        self.pages = PdfPages()
        self.summary = Text("", "secondary")
        self.body.addWidget(choices)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.summary)
        self.verb(t("Close"), self.reject)
        self.save_button = self.verb(t("Save as…"), self._save)
        self.print_button = self.verb(t("Print…"), self._print, "primary")
        room = self.screen().availableSize()
        self.resize(min(look().px(760), room.width() - 40), min(look().px(820), room.height() - 60))

    def done(self, result: int) -> None:
        """Close, and let go of the document."""
        self.pages.clear()
        super().done(result)

    def read(self, query: Callable[..., Any], *asked: Any, **more: Any) -> None:
        """Ask what is to stand on it, and show it. What was shown before cannot leave any more."""
        self._gathered = self.leaving = None
        self.banner.say("")
        self._enable()
        self._context.runner.read(
            query,
            *asked,
            **more,
            then=self._build,
            failed=self._refuse,
            replace_key=(self, "data"),
        )

    def gather(self, answer: Any) -> Gathered:
        """What is known of the answer; it says so itself, unless a dialog knows better."""
        gathered: Gathered = answer
        return gathered

    def _build(self, answer: Any) -> None:
        gathered = self._gathered = self.gather(answer)
        self._context.runner.background(
            build_pdf,
            self._entry,
            gathered.data,
            then=partial(self._show, gathered),
            failed=self._refuse,
            replace_key=(self, "pdf"),
        )

    def _show(self, gathered: Gathered, pdf: Pdf) -> None:
        if gathered is not self._gathered:  # another one was asked for meanwhile
            return
        self.leaving = Leaving(self._context, self, self._entry, gathered, self.banner.say, pdf=pdf)
        self.pages.show_pdf(pdf.content)
        self.summary.setText(tn("{n} page", "{n} pages", pdf.pages))
        self._enable()

    def _refuse(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("The sheet cannot be made.")
        self.banner.say(words, Tone.DANGER)

    def _enable(self) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(self.leaving is not None)

    def _save(self) -> None:
        if self.leaving is not None:
            self.leaving.ask_where()

    def _print(self) -> None:
        if self.leaving is not None:
            self.leaving.ask_printer()
