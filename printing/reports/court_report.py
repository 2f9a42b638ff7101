"""The report for a hearing: what happened since the last one, the worker's view, what is asked.

Foster families' addresses and last names and protected contact details have no place in the data;
where somebody typed one of them all the same, `protected` keeps it from the paper.
"""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.court_report import CourtReportData
from db.texts import t
from printing.layout.document import Printed
from printing.layout.prose import heading, prose
from printing.reports.court_caption import caption
from printing.reports.court_facts import facts, orders
from printing.reports.court_opinion import assessment, closing, recommendations
from printing.reports.court_people import children, contacted, parties
from printing.reports.protected import guarded
from printing.texts import explained_substitutes


def build(data: CourtReportData, out: BinaryIO) -> int:
    """Write the report as a PDF; returns the number of pages.

    What is not known reads "Not recorded" instead of vanishing. A report with unsigned notes in
    its period, or one that is asked for as a draft, says DRAFT on each page. Raises `Refused`
    with "report.protected" when a protected detail stands in the worker's own words.
    """
    data = guarded(data)
    docket = data.caption.docket or data.case_number
    printed = Printed(
        out,
        data.letterhead,
        title=t("Court report"),
        reference=t("Court report · No. {number}", number=docket),
        confidential=t("Confidential court record: for the court and the parties only."),
        draft=data.draft or data.unsigned > 0,
    )
    width = printed.text_width
    story: list[Flowable] = [
        *caption(data, width),
        *children(data, width),
        *parties(data, width),
        *contacted(data, width),
        heading(t("Records reviewed")),
        *prose(data.records_reviewed),
        *orders(data, width),
        heading(t("Situation and background")),
        *prose("\n\n".join(filter(str.strip, (data.background, data.situation)))),
        *facts(data),
        *assessment(data),
        *closing(data, width, [*recommendations(data), *explained_substitutes(data)]),
    ]
    return printed.write(story)
