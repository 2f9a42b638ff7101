"""The funder's workbook: how many people were served, who they are, and how each was counted.

Aggregate numbers only: no name, number or birth date of a client is in it (34 USC 12291(b)(2)
forbids funders of victim services to ask for more).
"""

from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any, BinaryIO

from db.queries.report_data.funder import FunderData
from db.rules.counts import Count
from db.texts import label, t
from db.texts.labels_funder import age_band_label
from printing.exports.cells import clean, sheet_name
from printing.exports.how_counted import explanations, period_words


def write_funder(data: FunderData, out: BinaryIO) -> tuple[str, ...]:
    """Write the workbook; returns the names of its sheets."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        made = data.made_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": t("Funder workbook"), "author": "Caseroom", "created": made})
        sheets = _Sheets(book, period_words(data))
        _summary(sheets, data)
        counts = data.counts
        ages = [(age_band_label(row.key), row) for row in counts.by_age]
        sheets.people(t("Age"), t("Age"), ages)
        sheets.people(t("Sex"), t("Sex"), [(label(row.key), row) for row in counts.by_sex])
        races = [(label(row.key), row) for row in counts.by_race]
        sheets.people(t("Race and ethnicity"), t("Race and ethnicity"), races)
        sizes = [(label(row.key), row) for row in counts.by_household_size]
        sheets.people(t("Household size"), t("People in the household"), sizes)
        _activities(sheets, data)
        _how_counted(sheets, data)
        return tuple(str(sheet.get_name()) for sheet in book.worksheets())


class _Sheets:
    """The workbook's sheets, all looking alike."""

    def __init__(self, book: Any, period: str) -> None:
        self.book = book
        self.period = period
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.total = book.add_format({"bold": True, "top": 1})
        self.total_two_places = book.add_format({"bold": True, "top": 1, "num_format": "#,##0.00"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.two_places = book.add_format({"num_format": "#,##0.00"})

    def add(self, name: str, title: str, widths: Sequence[float]) -> Any:
        """A sheet with a title in its first row and the period in its second."""
        sheet = self.book.add_worksheet(sheet_name(name))
        sheet.write_string(0, 0, clean(title), self.title)
        sheet.write_string(1, 0, self.period)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        return sheet

    def people(self, name: str, what: str, rows: Sequence[tuple[str, Count[Any]]]) -> None:
        """A table that divides the people served; its rows add up to their number."""
        sheet = self.add(name, name, (48, 14))
        sheet.write_row(2, 0, [what, t("Clients served")], self.head)
        for number, (words, count) in enumerate(rows, start=3):
            sheet.write_string(number, 0, clean(words))
            sheet.write_number(number, 1, count.number)
        total = sum(count.number for _, count in rows)
        sheet.write_string(len(rows) + 3, 0, t("Total"), self.total)
        sheet.write_number(len(rows) + 3, 1, total, self.total)
        sheet.write_string(
            len(rows) + 5, 0, t("Each client served is in one row; the total is everybody served.")
        )


def _summary(sheets: _Sheets, data: FunderData) -> None:
    counts = data.counts
    sheet = sheets.add(t("Summary"), data.office, (48, 14))
    sheet.write_row(3, 0, [t("Unduplicated clients"), t("Number")], sheets.head)
    rows: list[tuple[str, int]] = [
        (t("New"), counts.new.number),
        (t("Continuing"), counts.continuing.number),
    ]
    for number, (words, value) in enumerate(rows, start=4):
        sheet.write_string(number, 0, words)
        sheet.write_number(number, 1, value)
    sheet.write_string(6, 0, t("Served (new and continuing)"), sheets.total)
    sheet.write_number(6, 1, counts.served.number, sheets.total)
    notes = {note for activity in counts.activities for note in activity.note_ids}
    sheet.write_row(8, 0, [t("Services"), t("Number")], sheets.head)
    sheet.write_string(9, 0, t("Contacts"))
    sheet.write_number(9, 1, len(notes))
    sheet.write_string(10, 0, t("Minutes"))
    sheet.write_number(10, 1, sum(activity.minutes for activity in counts.activities))
    sheet.write_string(11, 0, t("Service units"))
    sheet.write_number(11, 1, _units(data), sheets.two_places)


def _activities(sheets: _Sheets, data: FunderData) -> None:
    name = t("Contacts and units")
    sheet = sheets.add(name, name, (34, 26, 12, 12, 12, 14))
    heads = [
        t("Program"),
        t("Kind of contact"),
        t("Contacts"),
        t("Clients"),
        t("Minutes"),
        t("Service units"),
    ]
    sheet.write_row(2, 0, heads, sheets.head)
    sheet.freeze_panes(3, 0)
    programs = dict(data.program_names)
    row = 3
    for activity in data.counts.activities:
        sheet.write_string(row, 0, clean(programs.get(activity.program) or t("No program")))
        sheet.write_string(row, 1, label(activity.kind))
        sheet.write_number(row, 2, len(activity.note_ids))
        sheet.write_number(row, 3, len(activity.client_ids))
        sheet.write_number(row, 4, activity.minutes)
        sheet.write_number(row, 5, activity.units, sheets.two_places)
        row += 1
    activities = data.counts.activities
    sheet.write_string(row, 0, t("Total"), sheets.total)
    sheet.write_blank(row, 1, None, sheets.total)
    sheet.write_number(row, 2, sum(len(a.note_ids) for a in activities), sheets.total)
    sheet.write_blank(row, 3, None, sheets.total)
    sheet.write_number(row, 4, sum(a.minutes for a in activities), sheets.total)
    sheet.write_number(row, 5, _units(data), sheets.total_two_places)
    remark = t(
        "A client seen in several programs or ways is in each row, so clients do not add up."
    )
    sheet.write_string(row + 2, 0, remark)


def _how_counted(sheets: _Sheets, data: FunderData) -> None:
    name = t("How counted")
    sheet = sheets.add(name, name, (30, 96))
    for number, (words, explanation) in enumerate(explanations(data), start=2):
        sheet.write_string(number, 0, clean(words), sheets.wrap)
        sheet.write_string(number, 1, clean(explanation), sheets.wrap)


def _units(data: FunderData) -> Decimal:
    return sum((activity.units for activity in data.counts.activities), Decimal(0))
