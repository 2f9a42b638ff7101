"""A list of all records of a kind, with filters that narrow it: what clients and cases share."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.office_settings import programs
from db.rules.codes import ResourceKind
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.item_models.columns import Column, Sort
from ui.item_models.paged import PagedTableModel
from ui.pages.clients.filtering import Filters, Offered
from ui.runner import Job
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane


class NarrowedList(ListPane):
    """A `ListPane` over two queries: of the `ids` that are shown, in an order of `sorts`, and of
    the `rows` of some of them. `called` is what its records are called.
    """

    def __init__(
        self,
        context: PageContext,
        name: str,
        columns: Sequence[Column[Any]],
        *,
        ids: Callable[..., Any],
        rows: Callable[..., Any],
        sorts: type[StrEnum],
        sort: Sort,
        called: str,
        title: str,
        filter_hint: str,
        count: Callable[[int], str],
        empty: EmptyState,
    ) -> None:
        self._context = context
        self._ids, self._rows, self._sorts = ids, rows, sorts
        model: PagedTableModel[Any] = PagedTableModel(
            columns, self._fetch_ids, self._fetch_rows, sort=sort
        )
        super().__init__(
            name,
            context.settings,
            model,
            title=title,
            filter_hint=filter_hint,
            count=count,
            empty=empty,
        )
        self.filters = Filters(name, context.settings, called)
        self.model: PagedTableModel[Any] = model
        self._programs: Sequence[tuple[UUID, str]] = ()
        self._workers: Sequence[Named] = ()
        self.searched.connect(lambda _: self.load())
        self.chip_removed.connect(self.filters.remove)
        self.filters.changed.connect(self._filtered)
        self._offer()

    @abstractmethod
    def asked(self) -> Any:
        """What is shown at present: the filter that both queries know."""

    @abstractmethod
    def offered(self) -> list[Offered]:
        """What can be filtered by, from first to last."""

    def load(self) -> None:
        """Read the list again."""
        self.model.load()

    def load_choices(self) -> None:
        """Read again which programs and workers can be filtered by."""
        read = self._context.runner.read
        read(calendar_columns, ResourceKind.WORKER, then=self._got_workers)
        if self._context.may(Action.READ_CASES):
            read(programs, then=self._got_programs)

    def programs(self) -> list[Offered]:
        """Each program, to filter by."""
        return [
            Offered("program", name, t("Program: {program}", program=name), one, t("Program"))
            for one, name in self._programs
        ]

    def workers(self) -> list[Offered]:
        """Each worker, to filter by."""
        return [
            Offered("worker", one.name, t("Worker: {worker}", worker=one.name), one.id, t("Worker"))
            for one in self._workers
        ]

    def _fetch_ids(self, sort: Sort, then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(
            self._ids,
            self.asked(),
            self._sorts(sort.key),
            sort.descending,
            then=then,
            replace_key=(self, "ids"),
        )

    def _fetch_rows(self, ids: Sequence[Any], then: Callable[[Sequence[Any]], object]) -> Job:
        return self._context.runner.read(self._rows, ids, then=then)

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
        self.filters.offer(self.offered())
        self.set_chips(self.filters.chips())
