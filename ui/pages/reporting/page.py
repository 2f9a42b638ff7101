"""The reports page: what there is at the left, what it needs and how it looks at the right."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from db.operations.cases.counted_run import record_counted_run
from db.operations.disclosures import record_disclosure
from db.queries.calendar.choices import BookingChoices, booking_choices
from db.queries.report_data.gather import Gathered, gather
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts import explain, t, tn
from printing.catalog import DocumentKind, Entry, entry, exports, reports
from printing.producing import Pdf, Written, build_pdf, save_pdf, write_document
from ui.context import PageContext, Then
from ui.dialogs.disclosure import DisclosureDialog, Told
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.reporting.asking import Asking
from ui.pages.reporting.day_of_sheet import day_of_sheet
from ui.pages.reporting.paper import print_pdf
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card
from ui.widgets.list_pane import ListPane
from ui.widgets.page import Page
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.splitter import Splitter
from ui.widgets.text import Text

_PURPOSES = {"court": DisclosurePurpose.COURT, "funder": DisclosurePurpose.FUNDER}


class ReportsPage(Page):
    """Shows a report before it leaves; printing and saving ask who gets it."""

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: Entry | None = None
        self._gathered: Gathered | None = None
        self._built: Pdf | None = None
        self._day_sheet: tuple[UUID, date] | None = None  # asked for before anybody was known
        self._print = action(t("Print…"), self._ask_printer, self, icon="print")
        self._save = action(t("Save as…"), self._ask_where, self, icon="save", kind="primary")
        columns = [
            Column("title", t("Report or export"), lambda e: e.title, 220),
            Column("kind", t("Kind"), _kind_words, 110),
        ]
        self._entries: TableModel[Entry] = TableModel(columns, (), id_of=lambda e: e.key)
        self.list = ListPane(
            "reports",
            context.settings,
            self._entries,
            title=t("Reports and exports"),
            count=lambda n: tn("{n} entry", "{n} entries", n),
        )
        self.list.current_changed.connect(self._choose)
        self.banner = Banner("", Tone.INFORMATION)
        self.heading = Text("", "title")
        self.asking = Asking(context)
        self.show_button = Button(t("Show"), self._show, kind="primary")
        self.summary = Text("", "secondary", wrap=True)
        self.pages = PdfPages()
        self._lay_out()
        self._enable()
        self._entries.set_rows([*self._allowed()])
        self.banner.say("")

    def title(self) -> str:
        return t("Reports")

    def page_actions(self) -> tuple[QAction, ...]:
        return (self._print, self._save)

    def focus_filter(self) -> None:
        self.list.focus_filter()

    def refresh(self, changes: object) -> None:
        self.context.runner.read(booking_choices, then=self._know)

    def _know(self, choices: BookingChoices) -> None:
        self.asking.know(choices)
        if self._day_sheet is not None:
            self._show_day_sheet(*self._day_sheet)

    def open_record(self, kind: str, record_id: UUID) -> None:
        """Show the court report for a hearing ("report.court", its id), or the day sheet of a
        worker or room ("report.day-sheet", their id) of the day that the calendar shows.
        """
        if kind == "report.court":
            self.list.select("court")
            self._start(entry("court"), record_id)
            self._show()
        elif kind == "report.day-sheet":
            self._show_day_sheet(record_id, day_of_sheet(self.context))

    def _show_day_sheet(self, whose: UUID, day: date) -> None:
        self.list.select("day-sheet")
        self._start(entry("day-sheet"), None)
        filled = self.asking.fill(whose, day)
        self._day_sheet = None if filled else (whose, day)
        if filled:
            self._show()

    def _allowed(self) -> list[Entry]:
        from db.rules.permissions import Action

        found = [e for e in (*reports(), *exports()) if e.key != "recovery"]
        needed = {"funder": Action.EXPORT_FUNDER, "day-sheet": Action.FIND_CLIENTS}
        return [
            e
            for e in found
            if self.context.may(
                needed.get(
                    e.key,
                    Action.PRINT_CASES if e.kind is DocumentKind.REPORT else Action.EXPORT_LISTS,
                )
            )
        ]

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        self.question = Card(t("What it is about"))
        self.question.body.addWidget(self.asking)
        self.question.body.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.heading)
        column.addWidget(self.banner)
        column.addWidget(self.question)
        column.addWidget(self.summary)
        column.addWidget(self.pages, 1)
        splitter = Splitter("reports", self.context.settings, self.list, right, sizes=(360, 860))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 8)
        whole.addWidget(splitter)

    def _choose(self, key: Any) -> None:
        if key is not None and (self._chosen is None or self._chosen.key != key):
            self._start(entry(str(key)), None)

    def _start(self, chosen: Entry, hearing_id: UUID | None) -> None:
        self._chosen, self._gathered, self._built = chosen, None, None
        self.heading.setText(chosen.title)
        self.asking.ask(chosen, hearing_id)
        self.question.setVisible(hearing_id is None)
        self.pages.clear()
        self.summary.setText("")
        self.banner.say("")
        self._enable()

    def _enable(self) -> None:
        self._print.setEnabled(self._built is not None)
        self._save.setEnabled(self._gathered is not None)
        self.show_button.setEnabled(self._chosen is not None)

    # ---- looking ----

    def _show(self) -> None:
        asked = self.asking.request()
        if self._chosen is None or asked is None:
            return
        self.banner.say("")
        self.context.runner.read(
            gather,
            self._chosen.data,
            asked,
            then=self._build,
            failed=self._say_refusal,
            slow=True,
            label=t("Gathering the report"),
        )

    def _build(self, gathered: Gathered) -> None:
        self._gathered = gathered
        if self._chosen is None:
            return
        if self._chosen.kind is DocumentKind.EXPORT:
            counted = tn("{n} row or person.", "{n} rows or people.", gathered.rows)
            self.summary.setText(f"{counted} {t('Save it to open it in a spreadsheet.')}")
            self._enable()
            return
        self.context.runner.background(
            build_pdf,
            self._chosen,
            gathered.data,
            then=self._show_built,
            failed=self._say_refusal,
            replace_key=(self, "build"),
            label=t("Laying out the report"),
        )

    def _show_built(self, pdf: Pdf) -> None:
        self._built = pdf
        self._enable()
        self.pages.show_pdf(pdf.content)
        self.summary.setText(tn("{n} page", "{n} pages", pdf.pages))
        self.pages.setFocus()

    def _say_refusal(self, error: Exception) -> None:
        if self.asking.show_refusal(error):
            return
        words = explain(error) if isinstance(error, Refused) else t("The report cannot be made.")
        self.banner.say(words, Tone.DANGER)

    # ---- leaving ----

    def _ask_where(self) -> None:
        if self._chosen is None:
            return
        dialog = QFileDialog(self, t("Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"*{suffix}" for suffix in self._chosen.suffixes])
        dialog.setDefaultSuffix(self._chosen.suffixes[0].lstrip("."))
        dialog.selectFile(f"{self._chosen.key}{self._chosen.suffixes[0]}")
        dialog.fileSelected.connect(self._ask_who_for_file)
        dialog.open()

    def _ask_who_for_file(self, path: str) -> None:
        self._ask_who(t("Save"), lambda *told: self._save_to(Path(path), *told))

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(
            lambda: self._ask_who(t("Print"), lambda *told: self._print_on(printer, *told))
        )
        QDialog.open(dialog)  # QPrintDialog has an `open` of its own that wants a slot

    def _ask_who(self, verb: str, leave: Told) -> None:
        """Ask for recipient and purpose where client data leaves, then go on."""
        chosen = self._chosen
        if chosen is None:
            return
        purpose = _PURPOSES.get(chosen.key, DisclosurePurpose.INTERNAL)
        if not chosen.leaves:
            leave(t("Funder"), purpose, "")
            return
        DisclosureDialog(
            chosen.title, verb, leave, self, purpose=purpose, recipient=self._usual_recipient()
        ).open()

    def _usual_recipient(self) -> str:
        caption = getattr(getattr(self._gathered, "data", None), "caption", None)
        return str(getattr(caption, "court", ""))

    def _print_on(self, printer: QPrinter, who: str, why: DisclosurePurpose, remark: str) -> None:
        """What is not recorded does not leave: the record is written first."""
        pdf = self._built
        if pdf is not None:
            form = self._form(LeftAs.PRINTED, pdf.sha256, who, why, remark)
            self._record(form, lambda _: print_pdf(pdf.content, printer))

    def _save_to(self, path: Path, who: str, why: DisclosurePurpose, remark: str) -> None:
        """Write the file, then the record; a file that cannot be recorded is taken back."""
        if self._chosen is None or self._gathered is None:
            return

        def record(written: Written) -> None:
            left_as = LeftAs.SAVED if self._built is not None else LeftAs.EXPORTED
            form = self._form(left_as, written.sha256, who, why, remark)
            self._record(form, lambda _: self._say_saved(written), written.file)

        if self._built is not None:
            self.context.runner.background(
                save_pdf, self._built, path, then=record, failed=self._say_refusal
            )
            return
        self.context.runner.background(
            write_document,
            self._chosen,
            self._gathered.data,
            path,
            then=record,
            failed=self._say_refusal,
            label=t("Writing the spreadsheet"),
        )

    def _form(
        self, left_as: LeftAs, sha256: str, who: str, why: DisclosurePurpose, remark: str
    ) -> DisclosureForm:
        assert self._chosen is not None and self._gathered is not None
        return DisclosureForm(
            id=new_id(),
            document=self._chosen.key,
            left_as=left_as,
            purpose=why,
            recipient=who,
            remark=remark,
            case_id=self._gathered.case_id,
            rows=self._gathered.rows,
            sha256=sha256,
        )

    def _record(self, form: DisclosureForm, then: Then, file: Path | None = None) -> None:
        if form.document == "funder" and self._gathered is not None:
            counts = self._gathered.data.counts
            self.context.runner.write(record_counted_run, new_id(), form.document, counts)

        def refused(error: Exception) -> None:
            if file is not None:
                file.unlink(missing_ok=True)
            self._say_refusal(error)

        self.context.runner.write(record_disclosure, form, then=then, failed=refused)

    def _say_saved(self, written: Written) -> None:
        self.banner.say(t("Saved as {file}", file=written.file.name), Tone.OK)


def _kind_words(chosen: Entry) -> str:
    return t("Paper") if chosen.kind is DocumentKind.REPORT else t("Spreadsheet")
