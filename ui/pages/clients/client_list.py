"""The list of clients: filtered, sorted and counted by the office, shown page by page."""

from collections.abc import Callable

from db.queries.cases.case_filter import OPEN
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list, client_rows
from db.rules.codes import CaseStatus
from db.rules.permissions import Action
from db.texts import label, t, tn
from db.texts.languages import languages
from ui.context import PageContext
from ui.item_models.columns import Sort
from ui.pages.clients.client_columns import client_columns
from ui.pages.clients.filtering import Offered
from ui.pages.clients.narrowed_list import NarrowedList
from ui.widgets.empty_state import EmptyState


class ClientList(NarrowedList):
    """Of `ClientRow`s. `new` is called by the empty list's one next step."""

    def __init__(self, context: PageContext, new: Callable[[], object]) -> None:
        may_add = context.may(Action.EDIT_CLIENTS)
        super().__init__(
            context,
            "clients",
            client_columns(context),
            ids=client_list,
            rows=client_rows,
            sorts=ClientSort,
            sort=Sort("name"),
            called=t("Clients"),
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

    def asked(self) -> ClientFilter:
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

    def offered(self) -> list[Offered]:
        mine = t("My clients")
        offered = [Offered("mine", mine, mine)]
        if self._context.may(Action.READ_CASES):
            words = t("With an open case")
            offered.append(Offered("open", words, words))
            status = t("Case status")
            for code in CaseStatus:
                chip = t("Case: {status}", status=label(code))
                offered.append(Offered("status", label(code), chip, code, status, only_one=False))
            offered += self.programs()
        offered += self.workers()
        for spoken, name in languages():
            chip = t("Language: {language}", language=name)
            offered.append(Offered("language", name, chip, spoken, t("Language")))
        words = t("Needs an interpreter")
        return [*offered, Offered("interpreter", words, words)]
