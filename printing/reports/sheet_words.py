"""What the sheets of a calendar have in common: how they begin, and appointments in words."""

from collections.abc import Sequence
from typing import BinaryIO

from db.queries.report_data.calendar_sheet import CalendarSheetData
from db.queries.report_data.day_sheet import DaySheetLine
from db.rules.codes import AppointmentStatus, ResourceKind
from db.texts import label, t, tn
from db.texts.dates import date_short, time_short
from printing.layout.document import Printed


def sheet(out: BinaryIO, data: CalendarSheetData, title: str, *, across: bool = False) -> Printed:
    """The document, which says what kind of sheet it is and nobody's name."""
    return Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {date_short(data.first)} – {date_short(data.last)}",
        confidential=t("Confidential: for staff only. Destroy it after these days."),
        across=across,
    )


def named(data: CalendarSheetData) -> str:
    """Whose days they are."""
    everybody = {
        ResourceKind.ROOM: t("All rooms"),
        ResourceKind.CAR: t("All cars"),
        ResourceKind.INTERPRETER: t("All interpreters"),
    }
    return data.whose or everybody.get(data.kind, t("Everybody"))


def counted(lines: Sequence[DaySheetLine]) -> str:
    """How many appointments they are."""
    return tn("{n} appointment", "{n} appointments", len(lines))


def times(line: DaySheetLine) -> str:
    """From when to when."""
    return t("{first} – {last}", first=time_short(line.starts_at), last=time_short(line.ends_at))


def appointment_words(line: DaySheetLine, whose: str) -> list[str]:
    """When, with whom, what and where, in a few lines; whoever the sheet is of is not said again.

    A restricted one says that it takes time and no more.
    """
    if line.busy:
        return [times(line), t("Busy")]
    kind = label(line.kind) if line.kind else ""
    usual = (AppointmentStatus.CONFIRMED, AppointmentStatus.COMPLETED)
    status = label(line.status) if line.status and line.status not in usual else ""
    others = (line.workers, line.room, line.place, line.interpreter)
    said = [
        line.client or kind,
        " · ".join(part for part in (kind if line.client else "", status) if part),
        " · ".join(one for one in others if one and one != whose),
        *line.marks,
    ]
    return [times(line), *(words for words in said if words)]
