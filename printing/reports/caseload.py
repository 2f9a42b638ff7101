"""The caseload list: each worker's cases, with what is silent and what is due."""

from datetime import date
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.caseload import CaseloadData, CaseloadRow
from db.texts import label, t, tn
from db.texts.dates import date_long, date_short, time_short
from printing.layout.document import Printed
from printing.layout.story import gap, heading, paragraph, table

_SHARES = (0.11, 0.2, 0.1, 0.1, 0.11, 0.09, 0.14, 0.15)


def build(data: CaseloadData, out: BinaryIO) -> int:
    """Write the list as a PDF; returns the number of pages."""
    title = t("Caseload")
    printed = Printed(out, data.letterhead, title=title, reference=date_short(data.as_of))
    story: list[Flowable] = [
        heading(title, "title"),
        paragraph(t("As of {date}", date=date_long(data.as_of)), "small"),
    ]
    for worker in data.workers:
        story.append(heading(worker.worker or t("Nobody assigned")))
        words = tn("{n} case", "{n} cases", len(worker.rows))
        story.append(paragraph(words, "small"))
        heads = (
            t("Case"),
            t("Client"),
            t("Status"),
            t("Opened"),
            t("Last contact"),
            t("Days silent"),
            t("Next hearing"),
            t("Next deadline"),
        )
        widths = [printed.text_width * share for share in _SHARES]
        story += table(heads, [_row(row) for row in worker.rows], widths, numbers=(5,))
        story.append(gap(6))
    if not data.workers:
        story.append(paragraph(t("There are no open cases.")))
    return printed.write(story)


def _row(row: CaseloadRow) -> tuple[str, ...]:
    hearing = ""
    if row.next_hearing_at:
        at = row.next_hearing_at
        hearing = t("{date}, {time}", date=date_short(at.date()), time=time_short(at))
    deadline = _day(row.next_deadline)
    if row.next_deadline_title:
        deadline = f"{deadline} {row.next_deadline_title}"
    number = t("{number} (restricted)", number=row.number) if row.restricted else row.number
    return (
        number,
        row.client,
        label(row.status),
        date_short(row.opened_on),
        _day(row.last_contact_on) or t("never"),
        "" if row.days_silent is None else str(row.days_silent),
        hearing,
        deadline,
    )


def _day(day: date | None) -> str:
    return date_short(day) if day else ""
