"""An agenda on paper: some days below each other, with all that is to be known of appointments."""

from itertools import groupby
from typing import BinaryIO

from db.queries.report_data.calendar_sheet import CalendarSheetData
from db.texts import t
from db.texts.dates import date_span, day_month, weekday_date
from printing.layout.prose import heading, paragraph
from printing.reports.day_sheet import lines_table
from printing.reports.sheet_words import counted, named, sheet
from printing.texts import explained_substitutes


def build(data: CalendarSheetData, out: BinaryIO) -> int:
    """Write the agenda as a PDF; returns the number of pages. Days with nothing are left out."""
    printed = sheet(out, data, t("Agenda"))
    words = t(
        "{days} · {appointments}",
        days=date_span(data.first, data.last),
        appointments=counted(data.lines),
    )
    notes = [f"{weekday_date(day)}: {said}" for day, said in data.closed]
    if len(data.parts) == 1:
        notes += [f"{weekday_date(day)}: {said}" for day, said in data.parts[0].notices]
    if data.cut:
        notes.append(t("There are more appointments than can be shown. Choose whose."))
    story = [paragraph(named(data), "title"), paragraph(words)]
    story += [paragraph(note, "cell_bold") for note in notes]
    for day, lines in groupby(data.lines, key=lambda line: line.starts_at.date()):
        story.append(heading(day_month(day)))
        story += lines_table(tuple(lines), data.whose, printed.text_width)
    if not data.lines:
        story.append(paragraph(t("Nothing is booked."), "missing"))
    story += explained_substitutes(data)
    return printed.write(story)
