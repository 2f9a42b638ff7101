"""A month on paper: its weeks below each other, each day with its appointments."""

from datetime import date, timedelta
from typing import Any, BinaryIO

from reportlab.platypus import Flowable, Table, TableStyle

from db.queries.report_data.calendar_sheet import CalendarSheetData
from db.queries.report_data.day_sheet import DaySheetLine
from db.rules.codes import ResourceKind
from db.texts import label, t, tn
from db.texts.dates import month_year, time_short, weekday
from printing.layout.fonts import SANS, bold
from printing.layout.prose import gap, paragraph
from printing.layout.styles import FAINT, LINE, SOFT, TINT
from printing.reports.sheet_words import counted, named, sheet
from printing.texts import explained_substitutes

_MOST = 8  # a day that has more says how many; they stand in the agenda
_DAYS = 7


def build(data: CalendarSheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF that lies across; returns the number of pages."""
    printed = sheet(out, data, t("Month sheet"), across=True)
    words = t(
        "{days} · {appointments}", days=month_year(data.first), appointments=counted(data.lines)
    )
    story: list[Flowable] = [paragraph(named(data), "title"), paragraph(words), gap(4)]
    story.append(_grid(data, printed.text_width))
    story += explained_substitutes(data)
    return printed.write(story)


def _grid(data: CalendarSheetData, width: float) -> Flowable:
    monday = data.first - timedelta(days=data.first.weekday())
    weeks = ((data.last - monday).days + _DAYS) // _DAYS
    heads = [weekday(monday + timedelta(days=n)) for n in range(_DAYS)]
    of_day: dict[date, list[DaySheetLine]] = {}
    for line in data.lines:
        of_day.setdefault(line.starts_at.date(), []).append(line)
    rows: list[list[Any]] = [list(heads)]
    look: list[tuple[Any, ...]] = []
    for week in range(weeks):
        row = []
        for number in range(_DAYS):
            day = monday + timedelta(days=week * _DAYS + number)
            inside = data.first <= day <= data.last
            row.append(_cell(data, day, of_day.get(day, [])) if inside else "")
            if not inside or day not in data.open_days:
                look.append(("BACKGROUND", (number, week + 1), (number, week + 1), TINT))
        rows.append(row)
    made = Table(rows, [width / _DAYS] * _DAYS, repeatRows=1, hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONT", (0, 0), (-1, 0), bold(SANS), 8, 10),
                ("TEXTCOLOR", (0, 0), (-1, 0), SOFT),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, LINE),
                ("GRID", (0, 1), (-1, -1), 0.4, FAINT),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                *look,
            ]
        )
    )
    return made


def _cell(data: CalendarSheetData, day: date, lines: list[DaySheetLine]) -> list[Flowable]:
    notes = [words for on, words in data.closed if on == day]
    if len(data.parts) == 1:
        notes += [words for on, words in data.parts[0].notices if on == day]
    shown = lines if len(lines) <= _MOST else lines[: _MOST - 1]
    found = [paragraph(str(day.day), "cell_bold")]
    found += [paragraph(words, "cell_missing") for words in notes]
    found += [paragraph(_words(line, data), "cell_small") for line in shown]
    if len(lines) > len(shown):
        more = len(lines) - len(shown)
        found.append(paragraph(tn("+{n} more", "+{n} more", more), "cell_missing"))
    return found


def _words(line: DaySheetLine, data: CalendarSheetData) -> str:
    """When and with whom, shortly; of whom in initials, if the days are those of several."""
    at = time_short(line.starts_at)
    if line.busy:
        return f"{at} {t('Busy')}"
    what = line.client or (label(line.kind) if line.kind else "")
    of_workers = data.kind is ResourceKind.WORKER
    who = "" if len(data.parts) == 1 else line.workers if of_workers else line.room
    who = "".join(word[0] for word in who.replace(",", " ").split()) if of_workers else who
    return f"{at} {what} ({who})" if who else f"{at} {what}"
