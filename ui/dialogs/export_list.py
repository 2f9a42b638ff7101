"""Exporting a list exactly as it stands on the screen: its columns, rows, order and filter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.queries.report_data.gather import Gathered
from db.rules.permissions import Action
from db.texts import t
from printing.catalog import shown_list
from printing.exports.cells import Value
from printing.exports.list_export import ListExport
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.item_models.columns import Column
from ui.theme.tokens import Tone
from ui.widgets.buttons import IconButton, action
from ui.widgets.list_pane import ListPane


def offer_export(context: PageContext, pane: ListPane, name: str, title: str) -> QAction | None:
    """Put "Export this list" beside a list and into its menu, if the user may export lists.

    `name` ("clients") is kept in the record of what left, `title` heads the sheet.
    """
    if not context.may(Action.EXPORT_LISTS):
        return None

    def run() -> None:
        export_shown(context, pane, name, title, pane.window())

    pane.bar.addWidget(IconButton("export", t("Export: {list}", list=title), run))
    made = action(t("Export this list…"), run, pane.table, icon="export")
    pane.table.addAction(made)
    return made


def export_shown(
    context: PageContext, pane: ListPane, name: str, title: str, parent: QWidget
) -> None:
    """Ask where to, who gets it and why, and write what the list shows now."""
    shown = pane.shown()

    def say(words: str, tone: Tone) -> None:
        context.notify(words)

    def arrived(rows: Sequence[Any]) -> None:
        data = as_export(title, shown.columns, rows, context)
        gathered = Gathered(data, rows=len(rows))
        today = context.today().isoformat()
        entry = replace(shown_list("cases"), key=name, title=title)
        Leaving(context, parent, entry, gathered, say, file_name=f"{name} {today}").ask_where()

    pane.model.rows_for(list(shown.ids), arrived)


def as_export(
    title: str, columns: Sequence[Column[Any]], rows: Sequence[Any], context: PageContext
) -> ListExport:
    """Dates and numbers as such, everything else in the words of the screen."""
    zone = context.office.zone

    def value(column: Column[Any], row: Any) -> Value:
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
