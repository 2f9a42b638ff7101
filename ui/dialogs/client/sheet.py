"""A client's sheet, looked at before it is printed or saved."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.clients.client_sheet import client_sheet_data
from db.queries.report_data.client_sheet import ClientSheetData
from db.queries.report_data.gather import Gathered
from db.rules.findings import Refused
from db.rules.safe_contact import Audience
from db.texts import explain, t, tn
from printing.catalog import client_sheet
from printing.producing import Pdf, build_pdf
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text import Text


class ClientSheetDialog(Dialog):
    """Says for whom it is, shows exactly what will be on it, and asks who gets it."""

    def __init__(self, context: PageContext, client_id: UUID, parent: QWidget) -> None:
        super().__init__(t("Client sheet"), parent, width=look().px(760))
        self._context = context
        self._client_id = client_id
        self._data: ClientSheetData | None = None
        self.leaving: Leaving | None = None
        self.audience = Choice(
            [
                (Audience.STAFF, t("Staff: with warnings, household and cases")),
                (Audience.OUTSIDE, t("Somebody outside: nothing about others")),
            ]
        )
        self.form = Form()
        self.form.add("audience", t("For"), self.audience)
        self.form.set_values({"audience": Audience.STAFF})
        self.banner = Banner()
        self.pages = PdfPages()
        self.summary = Text("", "secondary")
        for widget in (self.form, self.banner):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.summary)
        self.verb(t("Close"), self.reject)
        self.save_button = self.verb(t("Save as…"), self._save)
        self.print_button = self.verb(t("Print…"), self._print, "primary")
        self.audience.edited.connect(self._read)
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
            client_sheet_data,
            self._client_id,
            self.audience.value(),
            then=self._build,
            failed=self._refuse,
            replace_key=(self, "data"),
        )

    def _build(self, data: ClientSheetData) -> None:
        self._data = data
        self._context.runner.background(
            build_pdf,
            client_sheet(),
            data,
            then=self._show,  # a method: dropped if the dialog has been closed meanwhile
            failed=self._refuse,
            replace_key=(self, "pdf"),
        )

    def _show(self, pdf: Pdf) -> None:
        gathered = Gathered(self._data, rows=1, client_id=self._client_id)
        self.leaving = Leaving(
            self._context, self, client_sheet(), gathered, self.banner.say, pdf=pdf
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
