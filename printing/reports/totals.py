"""The office's totals of a period on paper: numbers, and no person."""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.totals import TotalRow, TotalsData
from db.texts import label, t
from db.texts.dates import date_long, number
from printing.layout.document import Printed
from printing.layout.prose import heading, paragraph
from printing.layout.tables import pairs, shares, table
from printing.titles import period_words, total_words

_SHARES = (0.78, 0.22)


def build(data: TotalsData, out: BinaryIO) -> int:
    """Write them as a PDF; returns the number of pages."""
    title = t("Totals of a period")
    period = period_words(data.first_day, data.last_day)
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {period}",
        confidential=t("Totals only: no person is named."),
    )
    width = printed.text_width
    made = (t("Made"), date_long(data.made_on))
    story: list[Flowable] = [
        paragraph(title, "title"),
        *pairs([(t("Period"), period), made], width),
    ]
    for group in data.groups:
        rows = [_row(row) for row in group.rows]
        heads = (t("What"), t("Number"))
        story += [heading(label(group.part))]
        story += table(heads, rows, shares(width, _SHARES), numbers=(1,))
    return printed.write(story)


def _row(row: TotalRow) -> tuple[str, str]:
    return total_words(row), number(row.number)
