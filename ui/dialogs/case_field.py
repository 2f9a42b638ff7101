"""Finding a case by its number or its client's name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.cases.case_filter import CaseFilter
from db.queries.cases.case_list import CaseRow, case_list
from db.rules.findings import information
from db.texts import label, sentence, t
from ui.context import PageContext
from ui.widgets.found_field import Found, FoundField

_MOST = 30


class CaseField(FoundField):
    """Its value is a case's id. `without` is a case that is not offered."""

    def __init__(
        self, context: PageContext, without: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(self._ask_office, t("Case"), t("Case number or client’s name"))
        self._context = context
        self._without = without

    def _ask_office(self, text: str, then: Callable[[Found], object]) -> None:
        def found(rows: Any) -> None:
            then([(row.id, case_words(row)) for row in rows if row.id != self._without])

        self._context.runner.read(
            case_list,
            CaseFilter(text=text, statuses=frozenset()),
            limit=_MOST,
            then=found,
            replace_key=(self, "find"),
        )


def case_words(row: CaseRow) -> str:
    """A case in one line."""
    mark = sentence(information("contact.do_not_confirm")) if row.do_not_confirm else ""
    parts = (row.number, row.client_name, label(row.status), mark)
    return " · ".join(part for part in parts if part)
