"""The import page: file, columns, every row, and one button that does it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from db.operations.imports import ImportJob, ImportResult, Verdict, import_table
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.importing.fields import ImportKind
from db.sheets import Table, read_table
from db.sheets.rejected import save_rejected
from db.texts import explain, sentence, t, tn
from ui.context import PageContext
from ui.dialogs.where import begin_at_documents
from ui.pages.importing.mapping import ColumnMapping
from ui.pages.importing.outcomes import Outcomes, counts_in_words
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter
from ui.widgets.text import Text


def kind_words() -> list[tuple[ImportKind, str]]:
    """The kinds of record that can be imported."""
    return [
        (ImportKind.CLIENTS, t("Clients")),
        (ImportKind.CASES, t("Cases with workers")),
        (ImportKind.NOTES, t("Contact notes")),
        (ImportKind.HEARINGS, t("Hearings")),
    ]


class ImportPage(Page):
    """Nothing is saved before the last button; the preview is a real import, taken back."""

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._table: Table | None = None
        self._result: tuple[Table, ImportResult] | None = None
        self._import = action(t("Import rows"), self._save, self, kind="primary")
        self._import.setEnabled(False)
        self.banner = Banner("", Tone.INFORMATION)
        self.source = Form(columns=1)
        self.source.add("kind", t("What the file holds"), Choice(kind_words()))
        self.source.add("path", t("File"), TextInput(), hint=t("A .xlsx or .csv file"))
        self.source.add("day_first", "", Tick(t("Dates begin with the day (14/3/2026)")))
        self.source.add("leave_out", "", Tick(t("Leave out possible duplicates")))
        self.source.set_values({"kind": ImportKind.CLIENTS})
        self.mapping = ColumnMapping()
        self.outcomes = Outcomes(context.settings)
        self.summary = Text("", "secondary", wrap=True)
        self._lay_out()
        self.mapping.changed.connect(self._mapping_changed)
        self.source.field("kind").control.edited.connect(self._kind_changed)
        for key in ("day_first", "leave_out"):
            self.source.field(key).control.edited.connect(self._mapping_changed)

    def title(self) -> str:
        return t("Import")

    def page_actions(self) -> tuple[QAction, ...]:
        return (self._import,)

    def take_focus(self) -> None:
        self.focus_first_control()

    def focus_filter(self) -> None:
        self.outcomes.focus_filter()

    def leave(self) -> bool:
        return True

    def _lay_out(self) -> None:
        browse = Button(t("Choose a file…"), self._browse, icon="import")
        self.read_button = Button(t("Read the file"), self._read)
        self.preview_button = Button(t("Look at every row"), self._preview)
        self.rejected_button = Button(t("Save rejected rows…"), self._ask_where)
        self.preview_button.setEnabled(False)
        self.rejected_button.setEnabled(False)
        files = QHBoxLayout()
        files.addWidget(browse)
        files.addWidget(self.read_button)
        files.addStretch(1)
        first = Card(t("1. The file"))
        first.body.addWidget(self.source)
        first.body.addLayout(files)
        second = Card(t("2. Its columns"))
        self.no_columns = Text(t("Read a file to see its columns."), "secondary")
        second.body.addWidget(self.no_columns)
        second.body.addWidget(self.mapping)
        self.outcomes.bar.insertWidget(1, self.preview_button)
        self.outcomes.bar.insertWidget(2, self.rejected_button)
        steps = Scrolled(first, second, width=look().px(500), margin=0, whole=True)
        splitter = Splitter("import", self.context.settings, steps, self.outcomes, sizes=(540, 700))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.summary)
        column.addWidget(splitter, 1)
        self.banner.say("", Tone.INFORMATION)

    def _browse(self) -> None:
        dialog = QFileDialog(self, t("Choose a file"))
        begin_at_documents(dialog)
        dialog.setNameFilter(t("Tables") + " (*.xlsx *.csv *.tsv *.txt)")
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.source.set_values({**self.source.values(), "path": path})
        self._read()

    def _read(self) -> None:
        path = str(self.source.values()["path"] or "").strip().strip('"')
        if not path:
            self.banner.say(t("Give the name of a file first."), Tone.WARNING)
            return
        self.context.runner.background(
            read_table,
            Path(path),
            then=self._show_table,
            failed=self._say_refusal,
            replace_key=(self, "file"),
            label=t("Reading the file"),
        )

    def _show_table(self, table: Table) -> None:
        self._table, self._result = table, None
        self.no_columns.hide()
        self.mapping.show_columns(self.source.values()["kind"], table.headers)
        remarks = " ".join(sentence(remark) for remark in table.remarks)
        words = tn("The file has {n} row.", "The file has {n} rows.", len(table.rows))
        self.banner.say(f"{words} {remarks}".strip(), Tone.INFORMATION)
        self.preview_button.setEnabled(True)
        self._import.setEnabled(False)
        self._preview()

    def _kind_changed(self) -> None:
        """The same file read as another kind of record has other fields."""
        if self._table is not None:
            self._show_table(self._table)

    def _mapping_changed(self) -> None:
        if self._table is None:
            return
        self._import.setEnabled(False)
        self.summary.setText(t("Something changed above: look at every row again."))

    def _job(self, *, dry_run: bool) -> ImportJob | None:
        if self._table is None:
            return None
        values = self.source.values()
        return ImportJob(
            new_id(),
            values["kind"],
            self._table,
            self.mapping.columns(),
            bool(values["day_first"]),
            bool(values["leave_out"]),
            dry_run,
        )

    def _preview(self) -> None:
        job = self._job(dry_run=True)
        if job is not None:
            self.context.runner.write(
                import_table,
                job,
                then=partial(self._show_preview, job),
                failed=self._say_refusal,
                slow=True,
                label=t("Looking at every row"),
                progress=True,
            )

    def _show_preview(self, job: ImportJob, result: ImportResult) -> None:
        now = self._job(dry_run=True)
        if now is None or replace(now, id=job.id) != job:  # something was changed meanwhile
            return
        self._show(job, result)
        self._import.setEnabled(result.count(Verdict.ADDED) > 0)

    def _save(self) -> None:
        job = self._job(dry_run=False)
        if job is None:
            return
        self._import.setEnabled(False)
        self.context.runner.write(
            import_table,
            job,
            then=partial(self._saved, job),
            failed=self._not_saved,
            slow=True,
            label=t("Importing"),
            progress=True,
        )

    def _saved(self, job: ImportJob, result: ImportResult) -> None:
        self._show(job, result)
        added = result.count(Verdict.ADDED)
        self.banner.say(tn("{n} row was added.", "{n} rows were added.", added), Tone.OK)

    def _not_saved(self, error: Exception) -> None:
        self._import.setEnabled(True)
        words = explain(error) if isinstance(error, Refused) else t("Nothing was imported.")
        self.banner.say(words, Tone.DANGER)
        self.mapping.show_refusal(error)

    def _show(self, job: ImportJob, result: ImportResult) -> None:
        self._result = job.table, result
        self.outcomes.show_result(result)
        self.summary.setText(counts_in_words(result))
        self.rejected_button.setEnabled(bool(result.rejected))

    def _say_refusal(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("The file cannot be read.")
        self.banner.say(words, Tone.DANGER)
        self.mapping.show_refusal(error)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, t("Save rejected rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(t("Tables") + " (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self._save_rejected)
        dialog.open()

    def _save_rejected(self, path: str) -> None:
        if self._result is None:
            return
        table, result = self._result  # another file may have been read meanwhile
        reasons = {
            outcome.row: " ".join(sentence(finding) for finding in outcome.remarks)
            for outcome in result.rejected
        }
        self.context.runner.background(
            save_rejected,
            Path(path),
            table,
            reasons,
            t("Why it was rejected"),
            then=self._rejected_saved,
            failed=self._rejected_not_saved,
        )

    def _rejected_not_saved(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("The file cannot be written.")
        self.banner.say(words, Tone.DANGER)

    def _rejected_saved(self, _: Any) -> None:
        self.context.notify(t("Rejected rows saved; mend them there and import the file again."))
