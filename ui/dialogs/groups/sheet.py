"""A session's sign-in sheet, looked at before it is printed or saved."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.groups.papers import sign_in_data
from db.queries.report_data.gather import Gathered
from db.rules.findings import Refused
from db.texts import explain, t, tn
from printing.groups import sign_in_sheet
from printing.producing import Pdf, build_pdf
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.inputs import Tick
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text import Text


class SignInSheetDialog(Dialog):
    """With the members' names, or with a line for each and nobody named."""

    def __init__(self, context: PageContext, appointment_id: UUID, parent: QWidget) -> None:
        super().__init__(t("Sign-in sheet"), parent, width=look().px(760))
        self._context = context
        self._appointment_id = appointment_id
        self._gathered: Gathered | None = None
        self.leaving: Leaving | None = None
        self.names = Tick(t("With the names"))
        self.names.set_value(True)
        self.banner = Banner()
        self.pages = PdfPages()
        self.summary = Text("", "secondary")
        self.body.addWidget(self.names)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.summary)
        self.verb(t("Close"), self.reject)
        self.save_button = self.verb(t("Save as…"), self._save)
        self.print_button = self.verb(t("Print…"), self._print, "primary")
        self.names.edited.connect(self._read)
        room = self.screen().availableSize()
        self.resize(min(look().px(760), room.width() - 40), min(look().px(820), room.height() - 60))
        self._read()

    def done(self, result: int) -> None:
        """Close, and let go of the document."""
        self.pages.clear()
        super().done(result)

    def _read(self) -> None:
        self.leaving = None
        self._enable()
        self._context.runner.read(
            sign_in_data,
            self._appointment_id,
            names=self.names.value(),
            then=self._build,
            failed=self._refuse,
            replace_key=(self, "data"),
        )

    def _build(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._context.runner.background(
            build_pdf,
            sign_in_sheet(),
            gathered.data,
            then=self._show,  # a method: dropped if the dialog has been closed meanwhile
            failed=self._refuse,
            replace_key=(self, "pdf"),
        )

    def _show(self, pdf: Pdf) -> None:
        assert self._gathered is not None
        self.leaving = Leaving(
            self._context, self, sign_in_sheet(), self._gathered, self.banner.say, pdf=pdf
        )
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
