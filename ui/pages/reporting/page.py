"""The reports page: what there is at the left, what it needs and how it looks at the right."""

from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from db.operations.cases.view import record_case_view
from db.queries.calendar.choices import booking_choices
from db.queries.calendar.whose import whose_days
from db.queries.clients.client_file import ClientFile, client_file
from db.queries.court.hearing_view import HearingView, hearing_view
from db.queries.report_data.gather import Gathered, gather
from db.rules.codes import ResourceKind
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import explain, t, tn
from printing.catalog import DocumentKind, Entry, entry, exports, reports
from printing.producing import Pdf, build_pdf
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.reporting.calendar_sheet import calendar_sheet_wanted
from ui.pages.reporting.day_of_sheet import day_of_sheet
from ui.pages.reporting.days_of_report import days_of_report
from ui.pages.reporting.made import file_name, summary, usual_recipient
from ui.pages.reporting.side import ReportSide
from ui.runner import Job
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import action
from ui.widgets.list_pane import ListPane
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter

_NEEDED = {
    "funder": frozenset({Action.EXPORT_FUNDER}),
    "audit-shape": frozenset({Action.READ_AUDIT}),
    "totals": frozenset({Action.EXPORT_FUNDER}),
    "totals-table": frozenset({Action.EXPORT_FUNDER}),
    "day-sheet": frozenset({Action.BOOK}),
    "week-sheet": frozenset({Action.BOOK}),
    "month-sheet": frozenset({Action.BOOK}),
    "agenda": frozenset({Action.BOOK}),
    "reminder-calls": frozenset({Action.BOOK}),
    "reminder-letters": frozenset({Action.BOOK}),
    "file-access": frozenset({Action.READ_AUDIT, Action.PRINT_CASES}),
}


class ReportsPage(Page):
    """Shows a report before it leaves; printing and saving ask who gets it."""

    kinds: ClassVar[frozenset[str]] = frozenset({"staff", "room"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: Entry | None = None
        self._gathered: Gathered | None = None
        self._built: Pdf | None = None
        self._gathering: Job | None = None
        self._number = 0  # of what was chosen last: answers to what came before are dropped
        self._print = action(
            t("Print…"), lambda: self.ask_printer(), self, icon="print", shortcut="Ctrl+P"
        )
        self._save = action(
            t("Save as…"),
            lambda: self.ask_where(),
            self,
            icon="save",
            shortcut="Ctrl+S",
            kind="primary",
        )
        columns = [
            Column("title", t("Report or export"), lambda e: e.title, 192),
            Column("kind", t("Kind"), _kind_words, 108),
        ]
        self._entries: TableModel[Entry] = TableModel(columns, (), id_of=lambda e: e.key)
        self.list = ListPane(
            "reports",
            context.settings,
            self._entries,
            title=t("Reports and exports"),
            searchable=False,
            count=lambda n: tn("{n} entry", "{n} entries", n),
        )
        self.list.columns_button.hide()
        self.list.current_changed.connect(self._choose)
        self.side = ReportSide(context, self.show_report, lambda: self.show_report(newest=True))
        self.side.asking.edited.connect(self._outdated)
        self.list.opened.connect(lambda _: self.side.enter())
        sizes = (look().px(310), look().px(900))
        splitter = Splitter("reports", context.settings, self.list, self.side, sizes=sizes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 0, 8)
        whole.addWidget(splitter)
        self._enable()
        self._entries.set_rows([*self._allowed()])

    # ---- a page ----

    def title(self) -> str:
        return t("Reports")

    def page_actions(self) -> tuple[QAction, ...]:
        return (self._print, self._save)

    def focus_filter(self) -> None:
        self.list.focus_filter()

    def refresh(self, changes: object) -> None:
        if self.context.may(Action.FIND_CLIENTS):
            self.context.runner.read(booking_choices, then=self.side.asking.know)
            self.context.runner.read(
                whose_days, ResourceKind.WORKER, then=self.side.asking.know_teams
            )

    def open_record(self, kind: str, record_id: UUID) -> None:
        """Show the court report for a hearing ("report.court", its id), or the day sheet of a
        worker or room ("report.day-sheet", its id); ask for the period of who saw a client's
        file ("report.file-access", the client's id)."""
        if kind == "report.court":
            self._open("court")
            self.context.runner.read(
                hearing_view, record_id, then=self._fill_hearing, failed=self._say_refusal
            )
        elif kind == "report.day-sheet":
            self._open("day-sheet")
            day = day_of_sheet(self.context)
            self.side.asking.fill_day_sheet(record_id, day, self.show_report)
        elif kind == "report.file-access":
            self._open("file-access")
            self.context.runner.read(
                client_file, record_id, then=self._fill_client, failed=self._say_refusal
            )

    def open_kind(self, kind: str) -> None:
        """Choose the day sheet of nobody in particular, or show a report of days that were left."""
        key = kind.removeprefix("report.")
        self._open(key)
        sheet = calendar_sheet_wanted(self.context, key)
        if sheet is not None:
            self.side.asking.fill_sheet(sheet, self.show_report)
        days = days_of_report(self.context)
        if days is not None:
            self.side.asking.fill_days(*days)
            self.show_report()

    def _open(self, key: str) -> None:
        self.list.select(key)
        self._start(entry(key))

    def _fill_hearing(self, view: HearingView) -> None:
        self.side.asking.fill_hearing(view)
        self.show_report()

    def _fill_client(self, file: ClientFile) -> None:
        self.side.asking.fill_client(file.id, file.number, file.name.display())

    def _allowed(self) -> list[Entry]:
        usual = {
            DocumentKind.REPORT: frozenset({Action.PRINT_CASES}),
            DocumentKind.EXPORT: frozenset({Action.EXPORT_LISTS}),
        }
        return [
            one
            for one in (*reports(), *exports())
            if all(map(self.context.may, _NEEDED.get(one.key, usual[one.kind])))
        ]

    # ---- choosing ----

    def _choose(self, key: Any) -> None:
        if key is not None and (self._chosen is None or self._chosen.key != key):
            self._start(entry(str(key)))

    def _start(self, chosen: Entry) -> None:
        self._chosen = chosen
        self._forget()
        self.side.show_entry(chosen)
        self.side.follow_in_order(self.list.table)
        self._enable()

    def _forget(self) -> None:
        self._number += 1
        self._gathered = self._built = None

    def _outdated(self) -> None:
        """What is shown is not what the fields say any more, so it cannot leave."""
        if self._gathered is not None:
            self._forget()
            self.side.clear()
            self._enable()

    def _enable(self) -> None:
        paper = self._chosen is None or self._chosen.kind is DocumentKind.REPORT
        self._print.setVisible(paper)
        self._print.setEnabled(self._built is not None)
        self._save.setEnabled(self._gathered is not None and (self._built is not None or not paper))

    # ---- looking ----

    def show_report(self, *, newest: bool = False) -> None:
        """Gather what was asked for, and show it.

        `newest`: not from this computer's copy, though others who save wait meanwhile.
        """
        asked = self.side.asking.request()
        if self._chosen is None or asked is None:
            return
        self._forget()
        self.side.clear()
        self._gathering = None
        self._gathering = self.context.runner.read(
            gather,
            self._chosen.data,
            asked,
            then=partial(self._build, self._number),
            failed=self._say_refusal,
            slow=True,
            newest=newest,
            replace_key=(self, "gather"),
            label=t("Gathering the report"),
        )

    def _build(self, number: int, gathered: Gathered) -> None:
        if number != self._number or self._chosen is None:
            return
        self._gathered = gathered
        self.side.show_age(self._gathering.as_of if self._gathering is not None else None)
        if gathered.case_id is not None:
            self.context.runner.write(record_case_view, gathered.case_id)
        if self._chosen.kind is DocumentKind.EXPORT:
            self.side.say_counted(summary(self._chosen, gathered))
            self._enable()
            return
        self.context.runner.background(
            build_pdf,
            self._chosen,
            gathered.data,
            then=partial(self._show_built, number),
            failed=self._say_refusal,
            replace_key=(self, "build"),
            label=t("Laying out the report"),
        )

    def _show_built(self, number: int, pdf: Pdf) -> None:
        if number != self._number or self._chosen is None or self._gathered is None:
            return
        self._built = pdf
        self._enable()
        self.side.show_pdf(pdf, summary(self._chosen, self._gathered))

    def _say_refusal(self, error: Exception) -> None:
        self._enable()
        if self.side.asking.show_refusal(error):
            return
        words = explain(error) if isinstance(error, Refused) else t("The report cannot be made.")
        self.side.say(words, Tone.DANGER)

    # ---- leaving ----

    def ask_where(self) -> None:
        """Save what is shown."""
        leaving = self.leaving()
        if leaving is not None:
            leaving.ask_where()

    def ask_printer(self) -> None:
        """Print what is shown."""
        leaving = self.leaving()
        if leaving is not None and self._built is not None:
            leaving.ask_printer()

    def leaving(self) -> Leaving | None:
        """What is shown, on its way out."""
        if self._chosen is None or self._gathered is None:
            return None
        return Leaving(
            self.context,
            self,
            self._chosen,
            self._gathered,
            self.side.say,
            pdf=self._built,
            recipient=usual_recipient(self._gathered),
            file_name=file_name(self._chosen, self._gathered, self.context.today()),
        )


def _kind_words(chosen: Entry) -> str:
    return t("Paper") if chosen.kind is DocumentKind.REPORT else t("Spreadsheet")
