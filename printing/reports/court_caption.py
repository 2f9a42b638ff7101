"""The head of a court report: the court, whose matter it is, which hearing it is for."""

from reportlab.platypus import Flowable, Table, TableStyle

from db.queries.report_data.court_report import CourtReportData
from db.rules.names import fold
from db.texts import label, t, tn
from db.texts.dates import date_long, time_short
from printing.layout.fonts import SANS
from printing.layout.prose import gap, paragraph
from printing.layout.styles import CELL_LEADING, CELL_SIZE, INK
from printing.layout.tables import pairs


def caption(data: CourtReportData, width: float) -> list[Flowable]:
    """The caption as courts are used to it: the matter at the left, its numbers at the right."""
    head = data.caption
    story: list[Flowable] = [
        gap(4),
        paragraph(t("In the {court}", court=head.court).upper(), "court")
        if head.court
        else paragraph(t("Court: not recorded"), "missing"),
    ]
    if head.county:
        story.append(paragraph(_county(head.county).upper(), "court"))
    left_width = width * 0.46
    right_width = width - left_width
    matter = head.in_the_matter_of or ", ".join(person.name for person in data.people)
    left: list[Flowable] = [
        paragraph(t("In the matter of"), "small"),
        paragraph(matter, "court_matter") if matter else paragraph(t("Not recorded"), "missing"),
    ]
    right = pairs(
        [
            (t("Docket number"), head.docket),
            (t("Hearing"), label(head.hearing)),
            (t("Date and time"), _when(data)),
            (t("Courtroom"), head.courtroom),
            (t("Judge"), head.judge),
        ],
        right_width - 14,
        84,
    )
    block = Table([[left, right]], [left_width, right_width], hAlign="LEFT")
    block.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), SANS, CELL_SIZE, CELL_LEADING),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 0.7, INK),
                ("LINEBELOW", (0, 0), (-1, 0), 0.7, INK),
                ("LINEAFTER", (0, 0), (0, 0), 0.7, INK),
                ("LEFTPADDING", (0, 0), (0, 0), 0),
                ("LEFTPADDING", (1, 0), (1, 0), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return [
        *story,
        gap(8),
        block,
        gap(6),
        paragraph(t("Report to the court"), "title_center"),
        paragraph(label(head.hearing), "subtitle_center"),
        *pairs(
            [
                (t("Agency's case number"), data.case_number),
                (t("Date written"), date_long(data.written_on)),
                (t("Written by"), _writer(data)),
                (t("Period covered"), _period(data)),
            ],
            width,
        ),
        *_unsigned(data),
    ]


def _county(county: str) -> str:
    """Offices write "Hampshire" or "Hampshire County"."""
    if {"county", "parish", "borough", "condado"} & set(fold(county).split()):
        return county
    return t("County of {county}", county=county)


def _when(data: CourtReportData) -> str:
    at = data.caption.hearing_at
    return t("{date}, {time}", date=date_long(at.date()), time=time_short(at))


def _writer(data: CourtReportData) -> str:
    writer = data.worker
    return f"{writer.name}, {writer.title}" if writer.title else writer.name


def _period(data: CourtReportData) -> str:
    last = date_long(min(data.written_on, data.caption.hearing_at.date()))
    if data.since is None:
        return t("From the opening of the case to {last}", last=last)
    return t("From the last hearing on {first} to {last}", first=date_long(data.since), last=last)


def _unsigned(data: CourtReportData) -> list[Flowable]:
    if not data.unsigned:
        return []
    words = tn(
        "{n} contact note of this period is not signed yet and is not part of this report.",
        "{n} contact notes of this period are not signed yet and are not part of this report.",
        data.unsigned,
    )
    return [gap(4), paragraph(words, "alert")]
