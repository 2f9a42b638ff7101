"""The office's totals of a period. Nobody is named, so an auditor from outside sees them too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from db.queries.report_data.totals import TotalRow, TotalsData
from db.queries.totals import totals_data
from db.rules.findings import Refused
from db.rules.totals import TotalsPart as Group
from db.texts import explain, label, t, tn
from db.texts.dates import number
from printing.titles import total_words
from ui.context import PageContext
from ui.dialogs.list_leaving import ListLeaving, list_leaving
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.part import Part
from ui.pages.reporting.days_of_report import ask_report
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.buttons import action
from ui.widgets.date_fields import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.list_pane import ListPane

_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A number with the group that it stands in."""

    group: Group
    row: TotalRow
    place: int


class TotalsPart(Part):
    """A line for each number of the days that are chosen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Totals"),
            t("The office in numbers. Nobody is named; sealed files are not counted."),
        )
        self._export = action(t("Export this list…"), self.export, self, icon="export")
        self._report = action(
            t("As a report…"), self.show_report, self, icon="reports", kind="primary"
        )
        self.form = Form(columns=2)
        self.form.add("first_day", t("First day"), DateField(context.today), required=True)
        self.form.add("last_day", t("Last day"), DateField(context.today), required=True)
        first, last = _month_before(context.today())
        self.form.set_values({"first_day": first, "last_day": last})
        self.model: TableModel[Line] = TableModel(_columns(), id_of=lambda line: line.place)
        self.list = ListPane(
            "office.totals",
            context.settings,
            self.model,
            title=t("Totals"),
            searchable=False,
            count=lambda n: tn("{n} number", "{n} numbers", n),
            empty=EmptyState(t("Not counted yet"), icon="list"),
        )
        self.header.add(self.list.columns_button)
        self.body.addWidget(self.form)
        self.body.addWidget(self.list, 1)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.ask)
        self.form.edited.connect(self._later.start)

    def part_actions(self) -> Sequence[QAction]:
        return (self._export, self._report)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.ask()

    def focus_filter(self) -> None:
        self.form.field("first_day").control.setFocus()

    def ask(self) -> None:
        """Count the days that the fields above name."""
        self._later.stop()
        if any(field.problem() for field in self.form.fields()):
            return
        self.context.runner.read(
            totals_data,
            *self._days(),
            then=self._show,
            failed=self._failed,
            slow=True,
            replace_key=(self, "totals"),
            label=t("Counting"),
        )

    def show_report(self) -> None:
        """Show the same on paper, to be printed or saved."""
        if self.form.validate():
            ask_report(self.context, "totals", *self._days())

    def export(self) -> None:
        """Write the numbers as they are shown to a spreadsheet."""
        self.leaving().ask_where()

    def leaving(self) -> ListLeaving:
        """The export of what is shown."""
        return list_leaving(self.context, self.list, "period-totals", say=self.tell)

    # ---- inside ----

    def _days(self) -> tuple[date, date]:
        return self.form.value("first_day"), self.form.value("last_day")

    def _show(self, data: TotalsData) -> None:
        self.form.clear_errors()
        self.banner.say("")
        found = [(group.part, row) for group in data.groups for row in group.rows]
        self.model.set_rows([Line(*one, place) for place, one in enumerate(found)])

    def _failed(self, error: Exception) -> None:
        self.model.set_rows([])
        if not self.form.show_refusal(error):
            words = explain(error) if isinstance(error, Refused) else t("That did not work.")
            self.banner.say(words, Tone.DANGER)


def _month_before(day: date) -> tuple[date, date]:
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _columns() -> list[Column[Line]]:
    return [
        Column("part", t("Area"), lambda line: label(line.group), 120,
               order=lambda line: line.place),
        Column("what", t("What"), lambda line: total_words(line.row), 300, sortable=False),
        Column("number", t("Number"), lambda line: number(line.row.number), 90, numeric=True,
               order=lambda line: line.row.number),
    ]  # fmt: skip
