"""A list leaves as a spreadsheet exactly as it is shown; who gets it and why is asked and kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.cases.case_list import case_rows
from db.queries.clients.client_list import ClientRow, client_rows
from db.queries.reading import Reading
from db.queries.report_data.gather import Gathered
from db.rules.codes import DisclosurePurpose
from db.rules.safe_contact import Audience, printable
from db.texts import t
from printing.catalog import shown_list
from printing.exports.list_export import ListExport
from ui.context import PageContext
from ui.dialogs.leaving import Leaving, Say
from ui.item_models.columns import Column
from ui.pages.clients import case_columns, client_columns
from ui.pages.clients.case_list import CaseList
from ui.pages.clients.client_list import ClientList
from ui.pages.clients.words import phone_words
from ui.widgets.list_pane import Shown

_AT_ONCE = 500  # rows asked for in one statement
_NEVER_OUTSIDE = frozenset({"mark"})  # a warning to staff is none to a stranger

Rows = Callable[[Audience], ListExport]


def export_list(
    context: PageContext, pane: ClientList | CaseList, owner: QWidget, say: Say
) -> None:
    """Fetch every row that the list shows, then ask where they go, and who gets them."""
    shown = pane.shown()
    key = "clients" if isinstance(pane, ClientList) else "cases"
    context.runner.read(
        rows_of,
        key,
        shown.ids,
        then=lambda rows: leaving(context, key, shown, rows, owner, say).ask_where(),
        slow=True,
        label=t("Gathering the list"),
    )


def leaving(
    context: PageContext, key: str, shown: Shown, rows: Sequence[Any], owner: QWidget, say: Say
) -> "ListLeaving":
    """These rows on their way out."""

    def made(audience: Audience) -> ListExport:
        return _export(context, key, shown, rows, audience)

    return ListLeaving(context, key, owner, say, made, len(rows))


class ListLeaving(Leaving):
    """What is written depends on who gets it: a stranger is given no number with a rule."""

    def __init__(
        self, context: PageContext, key: str, owner: QWidget, say: Say, made: Rows, rows: int
    ) -> None:
        gathered = Gathered(made(Audience.OUTSIDE), rows=rows)
        super().__init__(context, owner, shown_list(key), gathered, say)
        self._made = made

    def _save_to(self, path: Path, who: str, why: DisclosurePurpose, remark: str) -> None:
        inside = why is DisclosurePurpose.INTERNAL
        data = self._made(Audience.STAFF if inside else Audience.OUTSIDE)
        self._gathered = Gathered(data, rows=self._gathered.rows)
        super()._save_to(path, who, why, remark)


def rows_of(reading: Reading, key: str, ids: Sequence[UUID]) -> list[Any]:
    """All rows of a list, some hundred at a time."""
    query: Any = client_rows if key == "clients" else case_rows
    rows: list[Any] = []
    for first in range(0, len(ids), _AT_ONCE):
        rows.extend(query(reading, ids[first : first + _AT_ONCE]))
    return rows


def phone_for(row: ClientRow, audience: Audience) -> str:
    """The number in a file: with its rules for staff, and outside only if it has none."""
    if row.phone is None or not printable([row.phone], audience, row.safety):
        return ""
    return phone_words(row.phone)


def _export(
    context: PageContext, key: str, shown: Shown, rows: Sequence[Any], audience: Audience
) -> ListExport:
    columns = [
        column
        for column in shown.columns
        if audience is Audience.STAFF or column.key not in _NEVER_OUTSIDE
    ]
    cells = [_cells(context, key, column, audience) for column in columns]
    return ListExport(
        t("Clients") if key == "clients" else t("Cases"),
        tuple(column.title for column in columns),
        [[cell(row) for cell in cells] for row in rows],
    )


def _cells(
    context: PageContext, key: str, column: Column[Any], audience: Audience
) -> Callable[[Any], Any]:
    if key == "cases":
        return case_columns.cell(context.office.zone, column.key) or column.text
    if column.key == "phone":
        return lambda row: phone_for(row, audience)
    return client_columns.cell(column.key) or column.text
