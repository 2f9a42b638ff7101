"""The accounting of disclosures: what left of a client's file, to whom and what for.

Contents: 45 CFR 164.528(b)(2): date, who received it, what it was, and the purpose.
"""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.file_access import DisclosureLine, DisclosuresData
from db.rules.codes import DisclosurePurpose
from db.texts import label, t, tn
from db.texts.dates import date_short, time_short
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import shares, table
from printing.reports.client_paper import head, printed_for
from printing.texts import explained_substitutes
from printing.titles import document_words, left_words

_SHARES = (0.14, 0.22, 0.24, 0.17, 0.23)


def build(data: DisclosuresData, out: BinaryIO) -> int:
    """Write it as a PDF; returns the number of pages."""
    title = t("Accounting of disclosures")
    printed = printed_for(data, title, out)
    width = printed.text_width
    story: list[Flowable] = [
        *head(data, title, width),
        *disclosure_parts(data.lines, width),
        *explained_substitutes(data),
    ]
    return printed.write(story)


def disclosure_parts(lines: Sequence[DisclosureLine], width: float) -> list[Flowable]:
    """What went to others, then what was made for the office's own use."""
    outside = [line for line in lines if line.purpose is not DisclosurePurpose.INTERNAL]
    inside = [line for line in lines if line.purpose is DisclosurePurpose.INTERNAL]
    return [
        heading(t("Given to others")),
        *_part(outside, width, t("Nothing was given to others in this period.")),
        heading(t("Printed, saved or exported for the office’s own use")),
        *_part(inside, width, t("Nothing in this period.")),
    ]


def _part(lines: Sequence[DisclosureLine], width: float, nothing: str) -> list[Flowable]:
    if not lines:
        return [paragraph(nothing, "missing")]
    heads = (t("When"), t("What"), t("To whom"), t("What for"), t("By"))
    counted = tn("{n} time", "{n} times", len(lines))
    rows = [_row(line) for line in lines]
    return [paragraph(counted, "small"), gap(2), *table(heads, rows, shares(width, _SHARES))]


def _row(line: DisclosureLine) -> tuple[str, ...]:
    case = t("case {number}", number=line.number) if line.number else ""
    what = "\n".join(part for part in (document_words(line.document), case) if part)
    purpose = "\n".join(part for part in (label(line.purpose), line.remark) if part)
    return (
        f"{date_short(line.at.date())}\n{time_short(line.at)}",
        what,
        line.recipient,
        purpose,
        f"{line.staff}\n{left_words(line.left_as)}",
    )
