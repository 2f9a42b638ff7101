"""Who saw, changed and gave out a client's file in a period, in words, for the client."""

from collections import defaultdict
from collections.abc import Sequence
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.file_access import AccessLine, FileAccessData
from db.texts import label, t, tn
from db.texts.audit_acts import act_words
from db.texts.dates import date_short, time_short
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import shares, table
from printing.reports.client_paper import head, printed_for
from printing.reports.disclosures import disclosure_parts
from printing.texts import explained_substitutes

_PEOPLE = (0.30, 0.20, 0.12, 0.12, 0.13, 0.13)
_LINES = (0.20, 0.26, 0.38, 0.16)


def build(data: FileAccessData, out: BinaryIO) -> int:
    """Write it as a PDF; returns the number of pages."""
    title = t("Who saw this file")
    printed = printed_for(data, title, out)
    width = printed.text_width
    cases = ", ".join(data.cases) or t("No case")
    story: list[Flowable] = [
        *head(data, title, width, (t("Cases"), cases)),
        gap(4),
        paragraph(
            t(
                "It covers the client’s own page and the cases named above. One line stands for "
                "all that the same person looked at within fifteen minutes."
            ),
            "small",
        ),
        heading(t("Who")),
        *_people(data.lines, width),
        heading(t("What was done")),
        *_lines(data.lines, width),
        *disclosure_parts(data.disclosures, width),
        *explained_substitutes(data),
    ]
    return printed.write(story)


def _people(lines: Sequence[AccessLine], width: float) -> list[Flowable]:
    by: dict[tuple[str, str], list[AccessLine]] = defaultdict(list)
    for line in lines:
        by[line.staff, label(line.role)].append(line)
    if not by:
        return [paragraph(t("Nobody opened or changed the file in this period."), "missing")]
    heads = (t("Name"), t("Role"), t("Looked"), t("Changed"), t("First"), t("Last"))
    rows = []
    for (staff, role), theirs in sorted(by.items()):
        looked = sum(1 for line in theirs if _is_look(line))
        first, last = theirs[0].at.date(), theirs[-1].at.date()
        rows.append(
            (
                staff,
                role,
                str(looked),
                str(len(theirs) - looked),
                date_short(first),
                date_short(last),
            )
        )
    return list(table(heads, rows, shares(width, _PEOPLE), numbers=(2, 3)))


def _lines(lines: Sequence[AccessLine], width: float) -> list[Flowable]:
    if not lines:
        return [paragraph(t("Nothing in this period."), "missing")]
    heads = (t("When"), t("Who"), t("What"), t("Case"))
    rows = [
        (
            f"{date_short(line.at.date())} {time_short(line.at)}",
            line.staff,
            act_words(line.act),
            line.number,
        )
        for line in lines
    ]
    counted = tn("{n} line", "{n} lines", len(lines))
    return [paragraph(counted, "small"), gap(2), *table(heads, rows, shares(width, _LINES))]


def _is_look(line: AccessLine) -> bool:
    return ".viewed" in line.act
