"""How a report or an export leaves the office: where to, who gets it and why, then the record.

Nothing leaves without its record: a print is recorded before it is sent, and a file that cannot
be recorded is taken back.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from db.operations.cases.counted_run import record_counted_run
from db.operations.disclosures import record_disclosure
from db.queries.report_data.gather import Gathered
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts import explain, t
from printing.catalog import Entry
from printing.producing import Pdf, Written, save_pdf, write_document
from ui.context import PageContext
from ui.dialogs.disclosure import DisclosureDialog, Told
from ui.dialogs.where import begin_at_documents
from ui.runner import Then
from ui.theme.tokens import Tone
from ui.widgets.paper import print_pdf

Say = Callable[[str, Tone], object]
_PURPOSES = {
    "court": DisclosurePurpose.COURT,
    "funder": DisclosurePurpose.FUNDER,
    "reminder-letters": DisclosurePurpose.CARE,
    "audit": DisclosurePurpose.OVERSIGHT,
    "disclosures": DisclosurePurpose.OVERSIGHT,
    "shape": DisclosurePurpose.OVERSIGHT,
    "audit-shape": DisclosurePurpose.OVERSIGHT,
    "chains": DisclosurePurpose.OVERSIGHT,
    "totals": DisclosurePurpose.OVERSIGHT,
    "totals-table": DisclosurePurpose.OVERSIGHT,
    "period-totals": DisclosurePurpose.OVERSIGHT,
}


class Leaving:
    """One document on its way out. `pdf` is what was looked at, where it is paper.

    `say(words, tone)` tells how it went. File names carry no client's name.
    """

    def __init__(
        self,
        context: PageContext,
        owner: QWidget,
        entry: Entry,
        gathered: Gathered,
        say: Say,
        *,
        pdf: Pdf | None = None,
        recipient: str = "",
        file_name: str = "",
    ) -> None:
        self._context = context
        self._owner = owner
        self._entry = entry
        self._gathered = gathered
        self._say = say
        self._pdf = pdf
        self._recipient = recipient
        self._file_name = file_name or entry.key

    # ---- asking ----

    def ask_where(self) -> QFileDialog:
        """Ask for a file, then for recipient and purpose, then save."""
        suffixes = self._entry.suffixes
        filters = {f"{_kind_words(suffix)} (*{suffix})": suffix for suffix in suffixes}
        dialog = QFileDialog(self._owner, t("Save as"))
        begin_at_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix(suffixes[0].lstrip("."))
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(filters.get(chosen, suffixes[0]).lstrip("."))
        )
        dialog.selectFile(self._file_name + suffixes[0])
        dialog.fileSelected.connect(lambda path: self.ask_who_for_file(Path(path)))
        dialog.open()
        return dialog

    def ask_who_for_file(self, path: Path) -> None:
        """Ask who gets the file, then save it there."""
        self._ask_who(t("Save"), lambda *told: self.save_to(path, *told))

    def ask_printer(self) -> QPrintDialog:
        """Ask for a printer, then for recipient and purpose, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._owner)
        dialog.accepted.connect(lambda: self.ask_who_for_paper(printer))
        QDialog.open(dialog)  # QPrintDialog has an `open` of its own that wants a slot
        return dialog

    def ask_who_for_paper(self, printer: QPrinter) -> None:
        """Ask who gets the paper, then print it."""
        self._ask_who(t("Print"), lambda *told: self._print_on(printer, *told))

    def _ask_who(self, verb: str, leave: Told) -> None:
        DisclosureDialog(
            self._entry.title,
            verb,
            leave,
            self._owner,
            purpose=_PURPOSES.get(self._entry.key, DisclosurePurpose.INTERNAL),
            recipient=self._recipient,
            totals=not self._entry.leaves,
        ).open()

    # ---- leaving ----

    def _print_on(self, printer: QPrinter, who: str, why: DisclosurePurpose, remark: str) -> None:
        pdf = self._pdf
        if pdf is not None:
            form = self._form(LeftAs.PRINTED, pdf.sha256, who, why, remark)
            self._record(form, lambda _: self._send(pdf, printer))

    def _send(self, pdf: Pdf, printer: QPrinter) -> None:
        print_pdf(pdf.content, printer)
        self._say(t("Sent to the printer."), Tone.OK)

    def save_to(self, path: Path, who: str, why: DisclosurePurpose, remark: str) -> None:
        """Write the file and record that it left; one that cannot be recorded is taken back."""

        def record(written: Written) -> None:
            left_as = LeftAs.EXPORTED if self._pdf is None else LeftAs.SAVED
            form = self._form(left_as, written.sha256, who, why, remark)
            saved = t("Saved as {file}", file=written.file.name)
            self._record(form, lambda _: self._say(saved, Tone.OK), written.file)

        background = self._context.runner.background
        if self._pdf is not None:
            background(save_pdf, self._pdf, path, then=record, failed=self._refuse)
            return
        background(
            write_document,
            self._entry,
            self._gathered.data,
            path,
            then=record,
            failed=self._refuse,
            label=t("Writing the spreadsheet"),
        )

    def _form(
        self, left_as: LeftAs, sha256: str, who: str, why: DisclosurePurpose, remark: str
    ) -> DisclosureForm:
        return DisclosureForm(
            id=new_id(),
            document=self._entry.key,
            left_as=left_as,
            purpose=why,
            recipient=who,
            remark=remark,
            case_id=self._gathered.case_id,
            client_id=self._gathered.client_id,
            rows=self._gathered.rows,
            sha256=sha256,
        )

    def _record(self, form: DisclosureForm, then: Then, file: Path | None = None) -> None:
        def refused(error: Exception) -> None:
            if file is not None:
                file.unlink(missing_ok=True)
            self._refuse(error)

        def disclose(_: object = None) -> None:
            self._context.runner.write(record_disclosure, form, then=then, failed=refused)

        if form.document != "funder":
            disclose()
            return
        # The ids behind each number are kept, so that the count can be shown again.
        counts = self._gathered.data.counts
        self._context.runner.write(
            record_counted_run, new_id(), form.document, counts, then=disclose, failed=refused
        )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._say(explain(error), Tone.DANGER)
        elif isinstance(error, OSError):
            self._say(t("The file cannot be written there."), Tone.DANGER)
        else:
            self._say(t("That did not work."), Tone.DANGER)


def _kind_words(suffix: str) -> str:
    return {
        ".pdf": t("PDF document"),
        ".xlsx": t("Excel workbook"),
        ".csv": t("Comma-separated text"),
        ".ics": t("Calendar file"),
    }.get(suffix, suffix)
