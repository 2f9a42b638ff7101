"""The day sheet of a worker or a room."""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.day_sheet import DaySheetData, DaySheetLine
from db.texts import label, t
from db.texts.dates import date_long, date_short, time_short, weekday
from printing.layout.document import Printed
from printing.layout.story import heading, paragraph, table

_SHARES = (0.15, 0.17, 0.26, 0.2, 0.22)


def build(data: DaySheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF; returns the number of pages."""
    title = t("Day sheet")
    printed = Printed(out, data.letterhead, title=title, reference=date_short(data.day))
    day = t("{weekday}, {date}", weekday=weekday(data.day), date=date_long(data.day))
    story: list[Flowable] = [heading(data.whose, "title"), paragraph(day)]
    story += [paragraph(notice) for notice in data.notices]
    if data.lines:
        heads = (t("Time"), t("Kind"), t("With"), t("Where"), t("Remarks"))
        widths = [printed.text_width * share for share in _SHARES]
        story += table(heads, [_line(line) for line in data.lines], widths)
    else:
        story.append(paragraph(t("Nothing is booked.")))
    return printed.write(story)


def _line(line: DaySheetLine) -> tuple[str, ...]:
    times = t("{first} – {last}", first=time_short(line.starts_at), last=time_short(line.ends_at))
    if line.busy:
        return (times, t("Busy"), "", "", "")
    kind = label(line.kind) if line.kind else ""
    status = label(line.status) if line.status else ""
    who = "\n".join(part for part in (line.client, line.workers) if part)
    where = "\n".join(part for part in (line.room, line.place) if part)
    remarks = [*line.marks, line.remark]
    if line.override_reason:
        remarks.append(t("Booked all the same: {reason}", reason=line.override_reason))
    return (times, f"{kind}\n{status}", who, where, "\n".join(part for part in remarks if part))
