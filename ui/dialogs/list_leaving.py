"""A list leaves the office exactly as it stands on the screen: its columns, rows and order."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.queries.report_data.gather import Gathered
from db.rules.codes import DisclosurePurpose
from db.rules.permissions import Action
from db.rules.safe_contact import Audience
from db.texts import t
from printing.catalog import shown_list
from printing.exports.cells import Value
from printing.exports.list_export import ListExport
from ui.context import PageContext
from ui.dialogs.leaving import Leaving, Say
from ui.item_models.columns import Column
from ui.widgets.buttons import IconButton, action
from ui.widgets.list_pane import ListPane

Fetch = Callable[[Callable[[Sequence[Any]], object]], object]


def offer_export(context: PageContext, pane: ListPane, name: str) -> QAction | None:
    """Put "Export this list" beside a list and into its menu, if the user may export lists."""
    if not context.may(Action.EXPORT_LISTS):
        return None

    def run() -> None:
        list_leaving(context, pane, name).ask_where()

    title = shown_list(name).title
    pane.bar.addWidget(IconButton("export", t("Export: {list}", list=title), run))
    made = action(t("Export this list…"), run, pane.table, icon="export")
    pane.table.addAction(made)
    return made


def list_leaving(
    context: PageContext,
    pane: ListPane,
    name: str,
    *,
    fetch: Fetch | None = None,
    say: Say | None = None,
) -> "ListLeaving":
    """What a list shows now, on its way out; see `ListLeaving`."""
    shown = pane.shown()
    rows = fetch or (lambda then: pane.model.rows_for(list(shown.ids), then))
    return ListLeaving(context, pane.window(), name, shown.columns, rows, say)


class ListLeaving(Leaving):
    """The rows are read once it is known who gets them: a stranger is given less.

    `name` is one that `printing.catalog.shown_list` knows; it is kept in the record of what left.
    `fetch(then)` reads the rows. Without `say` all is told where the window tells things.
    """

    def __init__(
        self,
        context: PageContext,
        owner: QWidget,
        name: str,
        columns: Sequence[Column[Any]],
        fetch: Fetch,
        say: Say | None = None,
    ) -> None:
        entry = shown_list(name)
        file_name = f"{name} {context.today().isoformat()}"
        super().__init__(
            context,
            owner,
            entry,
            Gathered(ListExport(entry.title, (), ())),
            say or (lambda words, tone: context.notify(words)),
            file_name=file_name,
        )
        self._columns = columns
        self._fetch = fetch

    def save_to(self, path: Path, who: str, why: DisclosurePurpose, remark: str) -> None:
        """Read the rows, then as any document leaves."""
        inside = why is DisclosurePurpose.INTERNAL
        audience = Audience.STAFF if inside else Audience.OUTSIDE
        leave = super().save_to

        def arrived(rows: Sequence[Any]) -> None:
            data = as_export(self._entry.title, self._columns, rows, self._context, audience)
            self._gathered = Gathered(data, rows=len(rows))
            leave(path, who, why, remark)

        self._fetch(arrived)


def as_export(
    title: str,
    columns: Sequence[Column[Any]],
    rows: Sequence[Any],
    context: PageContext,
    audience: Audience = Audience.STAFF,
) -> ListExport:
    """Dates and numbers as such, everything else in the words of the screen.

    Nobody gets what must not leave, and a stranger nothing that stays within.
    """
    zone = context.office.zone
    columns = [column for column in columns if audience is Audience.STAFF or not column.within]

    def value(column: Column[Any], row: Any) -> Value:
        if column.exported is not None:
            return column.exported(row, audience)
        words = column.text(row)
        if column.order is None:
            return words
        known = column.order(row)
        if isinstance(known, datetime):
            return known.astimezone(zone) if known.tzinfo is not None else known
        if isinstance(known, bool):
            return words
        if isinstance(known, date | Decimal) or (column.numeric and isinstance(known, int)):
            return known
        return words

    lines = [tuple(value(column, row) for column in columns) for row in rows]
    return ListExport(title, tuple(column.title for column in columns), lines)
