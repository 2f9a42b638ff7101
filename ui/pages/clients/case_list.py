"""The list of cases: filtered, sorted and counted by the office, shown page by page."""

from db.queries.cases.case_filter import OPEN, CaseFilter, CaseSort
from db.queries.cases.case_list import case_ids, case_rows
from db.rules.casework import SILENT_DAYS
from db.rules.codes import CaseStatus
from db.texts import label, t, tn
from ui.context import PageContext
from ui.item_models.columns import Sort
from ui.pages.clients.case_columns import case_columns
from ui.pages.clients.filtering import Offered
from ui.pages.clients.narrowed_list import NarrowedList
from ui.widgets.empty_state import EmptyState


class CaseList(NarrowedList):
    """Of `CaseRow`s. Without a status filter it shows open cases."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            "cases",
            case_columns(context.office.zone),
            ids=case_ids,
            rows=case_rows,
            sorts=CaseSort,
            sort=Sort("number", True),
            called=t("Cases"),
            title=t("Case list"),
            filter_hint=t("Case number, client, docket"),
            count=lambda n: tn("{n} case", "{n} cases", n),
            empty=EmptyState(
                t("No open cases"),
                t("A case is opened from a client’s file. Closed ones are behind the filter."),
                icon="folder",
            ),
        )

    def asked(self) -> CaseFilter:
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

    def offered(self) -> list[Offered]:
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
        return [*offered, *self.programs(), *self.workers()]
