"""The day sheet of a worker or a room."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.day_sheet import DaySheetData, DaySheetLine
from db.rules.codes import AppointmentStatus
from db.texts import label, t, tn
from db.texts.dates import date_long, date_short, time_short, weekday
from printing.layout.document import Printed
from printing.layout.prose import gap, paragraph
from printing.layout.tables import shares, table
from printing.texts import explained_substitutes

_SHARES = (0.19, 0.17, 0.22, 0.2, 0.22)
_CANCELLED = frozenset(
    {AppointmentStatus.CANCELLED_BY_CLIENT, AppointmentStatus.CANCELLED_BY_OFFICE}
)


def build(data: DaySheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF; returns the number of pages.

    Cancelled appointments stay on it, set back, so that nobody prepares for them.
    """
    title = t("Day sheet")
    day = t("{weekday}, {date}", weekday=weekday(data.day), date=date_long(data.day))
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {date_short(data.day)}",
        confidential=t("Confidential: for staff only. Destroy it after the day."),
    )
    count = tn("{n} appointment", "{n} appointments", len(data.lines))
    story: list[Flowable] = [
        paragraph(data.whose, "title"),
        paragraph(t("{day} · {appointments}", day=day, appointments=count)),
        *(paragraph(notice, "cell_bold") for notice in data.notices),
        gap(6),
    ]
    if data.lines:
        story += lines_table(data.lines, data.whose, printed.text_width)
    else:
        story.append(paragraph(t("Nothing is booked."), "missing"))
    story += explained_substitutes(data)
    return printed.write(story)


def lines_table(lines: Sequence[DaySheetLine], whose: str, width: float) -> list[Flowable]:
    """Appointments below each other; those that are hidden or cancelled are set back."""
    heads = (t("Time"), t("Kind"), t("With"), t("Where"), t("Remarks"))
    grey = [n for n, line in enumerate(lines) if line.busy or line.status in _CANCELLED]
    rows = [_cells(line, whose) for line in lines]
    return table(heads, rows, shares(width, _SHARES), grey=grey)


def _cells(line: DaySheetLine, whose: str) -> tuple[str, ...]:
    times = t("{first} – {last}", first=time_short(line.starts_at), last=time_short(line.ends_at))
    if line.busy:
        return (times, t("Busy"), "", "", "")
    kind = label(line.kind) if line.kind else ""
    status = label(line.status) if line.status else ""
    remarks = [*line.marks, line.remark]
    if line.override_reason:
        remarks.append(t("Booked all the same: {reason}", reason=line.override_reason))
    return (
        times,
        _stacked(kind, status),
        _stacked(
            line.client,
            line.workers if line.workers != whose else "",
            _interpreter(line.interpreter, whose),
        ),
        _stacked(line.room, line.place, t("By video") if line.by_video else ""),
        _stacked(*remarks),
    )


def _interpreter(name: str, whose: str) -> str:
    return t("Interpreter: {name}", name=name) if name and name != whose else ""


def _stacked(*lines: str) -> str:
    return "\n".join(line for line in lines if line.strip())
