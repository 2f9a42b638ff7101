"""A list leaves as a spreadsheet exactly as it is shown; who gets it and why is asked and kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db.operations.disclosures import record_disclosure
from db.queries.cases.case_list import case_rows
from db.queries.clients.client_list import ClientRow, client_rows
from db.queries.reading import Reading
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.safe_contact import Audience, printable
from db.texts import explain, t
from printing.catalog import shown_list
from printing.exports.list_export import ListExport
from printing.producing import Written, write_document
from ui.context import PageContext
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.shell import Dialog
from ui.item_models.columns import Column
from ui.pages.clients import case_list, client_columns
from ui.pages.clients.case_list import CaseList
from ui.pages.clients.client_list import ClientList
from ui.pages.clients.words import phone_words
from ui.widgets.list_pane import Shown
from ui.widgets.text import Text

_AT_ONCE = 500  # rows asked for in one statement
_NEVER_OUTSIDE = frozenset({"mark"})  # a warning to staff is none to a stranger

Cells = Callable[[Any], Any]


class ListExporting(QObject):
    """Asks for the file, then for the recipient; writes, records, and says that it is done."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def start(self, pane: ClientList | CaseList) -> None:
        """Export what this list shows."""
        key = "clients" if isinstance(pane, ClientList) else "cases"
        dialog = QFileDialog(self._page, t("Export this list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffixes = shown_list(key).suffixes
        dialog.setNameFilters([f"*{suffix}" for suffix in suffixes])
        dialog.setDefaultSuffix(suffixes[0].lstrip("."))
        dialog.selectFile(f"{key}{suffixes[0]}")
        dialog.fileSelected.connect(lambda path: self.ask(key, pane.shown(), Path(path)))
        dialog.open()

    def ask(self, key: str, shown: Shown, path: Path) -> DisclosureDialog:
        """Ask who gets the list."""

        def given(recipient: str, purpose: DisclosurePurpose, remark: str) -> None:
            self._gather(key, shown, path, (recipient, purpose, remark))

        what = t("This list of clients") if key == "clients" else t("This list of cases")
        dialog = DisclosureDialog(
            what, t("Export"), given, self._page, purpose=DisclosurePurpose.INTERNAL
        )
        words = [t("Filter: {filter}", filter=words) for words in shown.filters]
        if words:
            dialog.body.insertWidget(1, Text("\n".join(words), "secondary", wrap=True))
        dialog.open()
        return dialog

    def _gather(
        self, key: str, shown: Shown, path: Path, told: tuple[str, DisclosurePurpose, str]
    ) -> None:
        self._context.runner.read(
            rows_of,
            key,
            shown.ids,
            then=lambda rows: self._write(key, shown, path, told, rows),
            failed=self._failed,
            slow=True,
            label=t("Gathering the list"),
        )

    def _write(
        self,
        key: str,
        shown: Shown,
        path: Path,
        told: tuple[str, DisclosurePurpose, str],
        rows: Sequence[Any],
    ) -> None:
        inside = told[1] is DisclosurePurpose.INTERNAL
        data = self._export(key, shown, rows, Audience.STAFF if inside else Audience.OUTSIDE)
        self._context.runner.background(
            write_document,
            shown_list(key),
            data,
            path,
            then=lambda written: self._record(key, written, told),
            failed=self._failed,
            label=t("Writing the spreadsheet"),
        )

    def _export(
        self, key: str, shown: Shown, rows: Sequence[Any], audience: Audience
    ) -> ListExport:
        columns = [
            column
            for column in shown.columns
            if audience is Audience.STAFF or column.key not in _NEVER_OUTSIDE
        ]
        cells = [self._cells(key, column, audience) for column in columns]
        return ListExport(
            t("Clients") if key == "clients" else t("Cases"),
            tuple(column.title for column in columns),
            [[cell(row) for cell in cells] for row in rows],
        )

    def _cells(self, key: str, column: Column[Any], audience: Audience) -> Cells:
        if key == "cases":
            return case_list.cell(self._context.office.zone, column.key) or column.text
        if column.key == "phone":
            return lambda row: phone_for(row, audience)
        return client_columns.cell(column.key) or column.text

    def _record(self, key: str, written: Written, told: tuple[str, DisclosurePurpose, str]) -> None:
        recipient, purpose, remark = told
        form = DisclosureForm(
            id=new_id(),
            document=key,
            left_as=LeftAs.EXPORTED,
            purpose=purpose,
            recipient=recipient,
            remark=remark,
            rows=written.rows,
            sha256=written.sha256,
        )

        def refused(error: Exception) -> None:
            written.file.unlink(missing_ok=True)
            self._failed(error)

        said = t("Exported as {file}", file=written.file.name)
        self._context.runner.write(
            record_disclosure, form, then=lambda _: self._context.notify(said), failed=refused
        )

    def _failed(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("The file was not written.")
        dialog = Dialog(t("Not exported"), self._page)
        dialog.body.addWidget(Text(words, wrap=True))
        dialog.verb(t("Close"), dialog.accept, "primary")
        dialog.open()


def rows_of(reading: Reading, key: str, ids: Sequence[UUID]) -> list[Any]:
    """All rows of a list, some hundred at a time."""
    query: Any = client_rows if key == "clients" else case_rows
    rows: list[Any] = []
    for first in range(0, len(ids), _AT_ONCE):
        rows.extend(query(reading, ids[first : first + _AT_ONCE]))
    return rows


def phone_for(row: ClientRow, audience: Audience) -> str:
    """The number in a file: with its rules for staff, and outside only if it has none."""
    if row.phone is None or not printable([row.phone], audience, row.safety):
        return ""
    return phone_words(row.phone)
