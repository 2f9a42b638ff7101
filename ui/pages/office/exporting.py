"""Exporting a list of the section "Office": where to, for whom and why; and the record of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from db.operations.disclosures import record_disclosure
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts import explain, t, tn
from printing.exports.list_export import ListExport
from printing.producing import Written, save_list
from ui.context import PageContext
from ui.dialogs.disclosure import DisclosureDialog
from ui.item_models.columns import Column

Rows = Sequence[Any]
Fetch = Callable[[Callable[[Rows], object]], object]


class ListLeaves:
    """One export: `begin` asks where the file goes, then who gets it, then writes and records.

    `fetch(then)` reads the rows when all of this has been answered; a file that cannot be
    recorded is taken back.
    """

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        title: str,
        document: str,
        columns: Sequence[Column[Any]],
        fetch: Fetch,
        say: Callable[[str], object],
    ) -> None:
        self._context, self._parent = context, parent
        self._title, self._document = title, document
        self._columns, self._fetch, self._say = columns, fetch, say

    def begin(self) -> None:
        """Ask where the file goes."""
        dialog = QFileDialog(self._parent, t("Export: {list}", list=self._title))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["*.xlsx", "*.csv"])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{self._title}.xlsx")
        dialog.fileSelected.connect(self.ask_who)
        dialog.open()

    def ask_who(self, path: str) -> None:
        """Ask who gets it, and why."""
        DisclosureDialog(
            self._title,
            t("Export"),
            lambda who, why, remark: self.write(Path(path), who, why, remark),
            self._parent,
            purpose=DisclosurePurpose.OVERSIGHT,
        ).open()

    def write(self, path: Path, who: str, why: DisclosurePurpose, remark: str) -> None:
        """Read the rows, write them, and record that they left."""
        columns = self._columns

        def save(rows: Rows) -> None:
            cells = [tuple(column.text(row) for column in columns) for row in rows]
            data = ListExport(self._title, tuple(column.title for column in columns), cells)
            self._context.runner.background(
                save_list,
                data,
                path,
                then=record,
                failed=self._failed,
                label=t("Writing the list"),
            )

        def record(written: Written) -> None:
            form = DisclosureForm(
                new_id(),
                self._document,
                LeftAs.EXPORTED,
                why,
                recipient=who,
                remark=remark,
                rows=written.rows,
                sha256=written.sha256,
            )

            def taken_back(error: Exception) -> None:
                written.file.unlink(missing_ok=True)
                self._failed(error)

            self._context.runner.write(
                record_disclosure,
                form,
                then=lambda _: self._context.notify(
                    tn("{n} row was exported.", "{n} rows were exported.", written.rows)
                ),
                failed=taken_back,
            )

        self._fetch(save)

    def _failed(self, error: Exception) -> None:
        refused = isinstance(error, Refused)
        self._say(explain(error) if refused else t("The file cannot be written."))  # type: ignore[arg-type]
