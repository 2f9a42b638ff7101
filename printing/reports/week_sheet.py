"""A week on paper: its days beside each other, and whoever is asked for below each other."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.calendar_sheet import CalendarSheetData, SheetPart
from db.queries.report_data.day_sheet import DaySheetLine
from db.texts import t
from db.texts.dates import date_span, weekday_date
from printing.layout.document import Printed
from printing.layout.prose import heading, paragraph
from printing.layout.tables import shares, table
from printing.reports.sheet_words import appointment_words, counted, named, sheet
from printing.texts import explained_substitutes


def build(data: CalendarSheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF that lies across; returns the number of pages.

    Those of whom nothing is to be said are named at the end.
    """
    title = t("Week sheet")
    printed = sheet(out, data, title, across=True)
    story = [
        paragraph(named(data), "title"),
        paragraph(
            t(
                "{days} · {appointments}",
                days=date_span(data.first, data.last),
                appointments=counted(data.lines),
            )
        ),
        *(paragraph(notice, "cell_bold") for notice in _closed(data)),
    ]
    told = [part for part in data.parts if part.lines or part.notices]
    for part in told:
        if len(data.parts) > 1:
            story.append(heading(part.name))
        story += _part(part, data.open_days, printed)
    free = [part.name for part in data.parts if part not in told]
    if free and len(data.parts) > 1:
        story.append(paragraph(t("Nothing is booked: {names}", names=", ".join(free)), "small"))
    elif not told:
        story.append(paragraph(t("Nothing is booked."), "missing"))
    story += explained_substitutes(data)
    return printed.write(story)


def _part(part: SheetPart, days: Sequence[date], printed: Printed) -> list[Flowable]:
    """The first appointments of all days stand in the first row, the second in the second …: so a
    full day goes on over the page."""
    columns = [_day(part, day) for day in days]
    rows = list(zip_longest(*columns, fillvalue=""))
    heads = [weekday_date(day) for day in days]
    return table(heads, rows, shares(printed.text_width, [1.0] * len(days)))


def _day(part: SheetPart, day: date) -> list[str]:
    said = [words for on, words in part.notices if on == day]
    return said + [_cell(line, part.name) for line in part.lines if line.starts_at.date() == day]


def _cell(line: DaySheetLine, whose: str) -> str:
    return "\n".join(appointment_words(line, whose))


def _closed(data: CalendarSheetData) -> list[str]:
    return [f"{weekday_date(day)}: {words}" for day, words in data.closed]
