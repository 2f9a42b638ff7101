"""The list of cases: filtered, sorted and counted by the office, shown page by page."""

from collections.abc import Callable, Sequence
from typing import Any

from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.cases.case_filter import OPEN, CaseFilter, CaseSort
from db.queries.cases.case_list import CaseRow, case_ids, case_rows
from db.queries.office_settings import programs
from db.rules.casework import SILENT_DAYS
from db.rules.codes import CaseStatus, ResourceKind
from db.texts import label, t, tn
from ui.context import Job, PageContext
from ui.item_models.columns import Sort
from ui.item_models.paged import PagedTableModel
from ui.pages.clients.case_columns import case_columns
from ui.pages.clients.filtering import Filters, Offered
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane


class CaseList(ListPane):
    """A `ListPane` over `case_ids`. Without a status filter it shows open cases."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        model: PagedTableModel[CaseRow] = PagedTableModel(
            case_columns(context.office.zone),
            self._fetch_ids,
            self._fetch_rows,
            sort=Sort("number", True),
        )
        super().__init__(
            "cases",
            context.settings,
            model,
            title=t("Case list"),
            filter_hint=t("Case number, client, docket"),
            count=lambda n: tn("{n} case", "{n} cases", n),
            empty=EmptyState(
                t("No open cases"),
                t("A case is opened from a client’s file. Closed ones are behind the filter."),
                icon="folder",
            ),
        )
        self.filters = Filters("cases", context.settings, t("Cases"))
        self.model: PagedTableModel[CaseRow] = model
        self._programs: Sequence[tuple[str, str]] = ()
        self._workers: Sequence[Named] = ()
        self.searched.connect(lambda _: self.load())
        self.chip_removed.connect(self.filters.remove)
        self.filters.changed.connect(self._filtered)
        self._offer()

    def load(self) -> None:
        """Read the list again."""
        self.model.load()

    def load_choices(self) -> None:
        """Read again which programs and workers can be filtered by."""
        read = self._context.runner.read
        read(calendar_columns, ResourceKind.WORKER, then=self._got_workers)
        read(programs, then=self._got_programs)

    def asked(self) -> CaseFilter:
        """What is shown at present."""
        on = self.filters
        every = bool(on.value("every"))
        return CaseFilter(
            text=self.search.query(),
            statuses=frozenset() if every else on.values("status") or OPEN,
            mine=bool(on.value("mine")),
            worker_id=on.value("worker"),
            program_id=on.value("program"),
            overdue=bool(on.value("overdue")),
            silent=bool(on.value("silent")),
            restricted=bool(on.value("restricted")),
        )

    def _fetch_ids(self, sort: Sort, then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(
            case_ids,
            self.asked(),
            CaseSort(sort.key),
            sort.descending,
            then=then,
            replace_key=(self, "ids"),
        )

    def _fetch_rows(self, ids: Sequence[Any], then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(case_rows, ids, then=then)

    def _filtered(self) -> None:
        self.set_chips(self.filters.chips())
        self.load()

    def _got_workers(self, workers: tuple[Named, ...]) -> None:
        self._workers = workers
        self._offer()

    def _got_programs(self, opened: Any) -> None:
        self._programs = [(one.form.id, one.form.name) for one in opened]
        self._offer()

    def _offer(self) -> None:
        plain = [
            ("mine", t("My cases")),
            ("overdue", t("With an overdue task")),
            ("silent", tn("No contact for {n} day", "No contact for {n} days", SILENT_DAYS)),
            ("restricted", t("Restricted")),
            ("every", t("Closed ones too")),
        ]
        offered = [Offered(key, words, words) for key, words in plain]
        for code in CaseStatus:
            chip = t("Status: {status}", status=label(code))
            offered.append(Offered("status", label(code), chip, code, t("Status"), only_one=False))
        for program_id, name in self._programs:
            chip = t("Program: {program}", program=name)
            offered.append(Offered("program", name, chip, program_id, t("Program")))
        for worker in self._workers:
            chip = t("Worker: {worker}", worker=worker.name)
            offered.append(Offered("worker", worker.name, chip, worker.id, t("Worker")))
        self.filters.offer(offered)
        self.set_chips(self.filters.chips())
