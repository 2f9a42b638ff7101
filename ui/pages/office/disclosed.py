"""The accounting of disclosures: what left the office, for whom and why."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from db.queries.audit_log.by_number import Numbered, by_number
from db.queries.disclosures import (
    DisclosureRow,
    disclosures,
    disclosures_of_case,
    disclosures_of_client,
)
from db.rules.findings import Refused
from db.texts import label, t, tn
from db.texts.dates import date_short, time_short
from printing.titles import document_words, left_words
from ui.context import PageContext
from ui.dialogs.list_leaving import ListLeaving, list_leaving
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.part import Part
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.date_fields import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.list_pane import ListPane

_PAUSE_MS = 300
_USUAL_DAYS = 90


class DisclosedPart(Part):
    """By days, or everything that ever left about one client or case."""

    kinds: ClassVar[frozenset[str]] = frozenset({"disclosure"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("What left the office"),
            t(
                "Prints, saved files and exports. With a client’s number it is the accounting of "
                "disclosures that the client may ask for."
            ),
        )
        self._export = action(t("Export this list…"), self.export, self, icon="export")
        self.form = Form(columns=3)
        number = TextInput(limit=40, placeholder="C-00012")
        self.form.add("number", t("Client or case number"), number)
        self.form.add("first", t("First day"), DateField(context.today), required=True)
        self.form.add("last", t("Last day"), DateField(context.today), required=True)
        today = context.today()
        self.form.set_values({"first": today - timedelta(days=_USUAL_DAYS), "last": today})
        self.model: TableModel[DisclosureRow] = TableModel(_columns())
        self.list = ListPane(
            "office.disclosures",
            context.settings,
            self.model,
            title=t("What left the office"),
            searchable=False,
            count=lambda n: tn("{n} time", "{n} times", n),
            empty=EmptyState(t("Nothing left the office"), icon="export"),
        )
        self.header.add(self.list.columns_button)
        self.body.addWidget(self.form)
        self.body.addWidget(self.list, 1)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.ask)
        self.form.edited.connect(self._later.start)

    def part_actions(self) -> Sequence[QAction]:
        return (self._export,)

    def refresh(self, changes: Changes | None) -> None:
        self.ask()

    def focus_filter(self) -> None:
        self.form.field("number").control.setFocus()

    def ask(self) -> None:
        """Read what the fields above ask for."""
        self._later.stop()
        number = self.form.value("number")
        for name in ("first", "last"):
            self.form.field(name).setEnabled(not number)
        if number:
            self.context.runner.read(
                by_number,
                number,
                then=self._found,
                failed=self._failed,
                replace_key=(self, "number"),
            )
        elif not any(field.problem() for field in self.form.fields()):
            first, last = self.form.value("first"), self.form.value("last")
            self._read(disclosures, first, last)

    def _found(self, found: Numbered) -> None:
        if found.client_id is not None:
            self._read(disclosures_of_client, found.client_id)
        else:
            self._read(disclosures_of_case, found.case_ids[0])

    def _read(self, query: Any, *about: Any) -> None:
        self.context.runner.read(
            query, *about, then=self._show, failed=self._failed, replace_key=(self, "rows")
        )

    def _show(self, rows: Sequence[DisclosureRow]) -> None:
        self.form.clear_errors()
        self.model.set_rows(rows)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.form.show_findings(error.findings)

    def export(self) -> None:
        """Write the list as it is shown to a spreadsheet."""
        self.leaving().ask_where()

    def leaving(self) -> ListLeaving:
        """The export of what is shown."""
        return list_leaving(self.context, self.list, "disclosures", say=self.tell)


def _about(row: DisclosureRow) -> str:
    return row.case_number or row.client_number or t("a list")


def _columns() -> list[Column[DisclosureRow]]:
    def when(row: DisclosureRow) -> str:
        return f"{date_short(row.at.date())} {time_short(row.at)}"

    return [
        Column("when", t("When"), when, 160, order=lambda row: row.at),
        Column("document", t("Document"), lambda row: document_words(row.document), 150),
        Column("how", t("How"), lambda row: left_words(row.left_as), 90),
        Column("about", t("About"), _about, 110),
        Column("recipient", t("Recipient"), lambda row: row.recipient, 190),
        Column("purpose", t("Purpose"), lambda row: label(row.purpose), 140),
        Column("staff", t("By"), lambda row: row.staff, 140),
        Column("remark", t("Remark"), lambda row: row.remark, 200),
    ]
