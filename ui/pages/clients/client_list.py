"""The list of clients: filtered, sorted and counted by the office, shown page by page."""

from collections.abc import Callable, Sequence
from typing import Any

from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.cases.case_filter import OPEN
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import ClientRow, client_list, client_rows
from db.queries.office_settings import programs
from db.rules.codes import CaseStatus, ResourceKind
from db.rules.permissions import Action
from db.texts import label, t, tn
from db.texts.languages import languages
from ui.context import Job, PageContext
from ui.item_models.columns import Sort
from ui.item_models.paged import PagedTableModel
from ui.pages.clients.client_columns import client_columns
from ui.pages.clients.filtering import Filters, Offered
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane


class ClientList(ListPane):
    """A `ListPane` over `client_list`. `new` is called by the empty list's one next step."""

    def __init__(self, context: PageContext, new: Callable[[], object]) -> None:
        self._context = context
        model: PagedTableModel[ClientRow] = PagedTableModel(
            client_columns(context), self._fetch_ids, self._fetch_rows, sort=Sort("name")
        )
        may_add = context.may(Action.EDIT_CLIENTS)
        super().__init__(
            "clients",
            context.settings,
            model,
            title=t("Client list"),
            filter_hint=t("Name, number, birth date or phone"),
            count=lambda n: tn("{n} client", "{n} clients", n),
            empty=EmptyState(
                t("No clients yet"),
                t("The first client whom you take in will stand here."),
                icon="clients",
                step=t("Take in a client") if may_add else "",
                clicked=new,
            ),
        )
        self.filters = Filters("clients", context.settings, t("Clients"))
        self.model: PagedTableModel[ClientRow] = model
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
        if self._context.may(Action.READ_CASES):
            read(programs, then=self._got_programs)

    def asked(self) -> ClientFilter:
        """What is shown at present."""
        on = self.filters
        return ClientFilter(
            text=self.search.query(),
            mine=bool(on.value("mine")),
            worker_id=on.value("worker"),
            program_id=on.value("program"),
            case_status=OPEN if on.value("open") else on.values("status"),
            language=on.value("language") or "",
            needs_interpreter=bool(on.value("interpreter")),
        )

    def _fetch_ids(self, sort: Sort, then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(
            client_list,
            self.asked(),
            ClientSort(sort.key),
            sort.descending,
            then=then,
            replace_key=(self, "ids"),
        )

    def _fetch_rows(self, ids: Sequence[Any], then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(client_rows, ids, then=then)

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
        mine = t("My clients")
        offered = [Offered("mine", mine, mine)]
        if self._context.may(Action.READ_CASES):
            words = t("With an open case")
            offered.append(Offered("open", words, words))
            status = t("Case status")
            for code in CaseStatus:
                chip = t("Case: {status}", status=label(code))
                offered.append(Offered("status", label(code), chip, code, status, only_one=False))
            for program_id, name in self._programs:
                chip = t("Program: {program}", program=name)
                offered.append(Offered("program", name, chip, program_id, t("Program")))
        for worker in self._workers:
            chip = t("Worker: {worker}", worker=worker.name)
            offered.append(Offered("worker", worker.name, chip, worker.id, t("Worker")))
        for spoken, name in languages():
            chip = t("Language: {language}", language=name)
            offered.append(Offered("language", name, chip, spoken, t("Language")))
        words = t("Needs an interpreter")
        offered.append(Offered("interpreter", words, words))
        self.filters.offer(offered)
        self.set_chips(self.filters.chips())
