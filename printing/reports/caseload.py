"""The caseload list: each worker's cases, with what is silent and what is due."""

from datetime import date
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.caseload import CaseloadData, CaseloadRow
from db.texts import label, t, tn
from db.texts.dates import date_long, date_short, time_short
from printing.layout.document import Printed
from printing.layout.prose import heading, paragraph
from printing.layout.tables import shares, table
from printing.texts import explained_substitutes

_SHARES = (0.12, 0.19, 0.09, 0.11, 0.11, 0.11, 0.12, 0.15)


def build(data: CaseloadData, out: BinaryIO) -> int:
    """Write the list as a PDF; returns the number of pages."""
    title = t("Caseload")
    as_of = t("As of {date}", date=date_long(data.as_of))
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {as_of}",
        confidential=t("Confidential: for staff only. Names clients of the agency."),
    )
    cases = sum(len(worker.rows) for worker in data.workers)
    people = sum(1 for worker in data.workers if worker.worker)
    summary = t(
        "{as_of} · {cases} · {workers}",
        as_of=as_of,
        cases=tn("{n} open case", "{n} open cases", cases),
        workers=tn("{n} worker", "{n} workers", people),
    )
    story: list[Flowable] = [paragraph(title, "title"), paragraph(summary, "small")]
    for worker in data.workers:
        story += _worker(worker.worker, worker.rows, printed.text_width)
    if not data.workers:
        story.append(paragraph(t("There are no open cases."), "missing"))
    story += explained_substitutes(data)
    return printed.write(story)


def _worker(name: str, rows: tuple[CaseloadRow, ...], width: float) -> list[Flowable]:
    words = tn("{n} case", "{n} cases", len(rows))
    title = t("{worker} – {cases}", worker=name or t("Nobody assigned"), cases=words)
    if not rows:
        return [heading(title), paragraph(t("No open cases."), "missing")]
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
    body = [_row(row) for row in rows]
    return [heading(title), *table(heads, body, shares(width, _SHARES), numbers=(5,))]


def _row(row: CaseloadRow) -> tuple[str, ...]:
    hearing = "–"
    if row.next_hearing_at:
        at = row.next_hearing_at
        hearing = f"{date_short(at.date())}\n{time_short(at)}"
    deadline = _day(row.next_deadline) or "–"
    if row.next_deadline_title:
        deadline = f"{deadline}\n{row.next_deadline_title}"
    number = f"{row.number}\n{t('Restricted')}" if row.restricted else row.number
    client = f"{row.client}\n{row.programs}" if row.programs else row.client
    return (
        number,
        client,
        label(row.status),
        date_short(row.opened_on),
        _day(row.last_contact_on) or t("Never"),
        "–" if row.days_silent is None else str(row.days_silent),
        hearing,
        deadline,
    )


def _day(day: date | None) -> str:
    return date_short(day) if day else ""
