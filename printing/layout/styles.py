"""Paragraph styles: quiet, and readable on the third copy of a copy."""

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from printing.layout.fonts import MONO, SANS, SERIF, bold, italic, register

INK = HexColor("#14181D")
SOFT = HexColor("#4A545E")
LINE = HexColor("#8E98A3")
FAINT = HexColor("#C9CFD6")
TINT = HexColor("#EEF1F4")
ALERT = HexColor("#8C1D18")

CELL_SIZE = 8.5
CELL_LEADING = 11.0


@cache
def style(name: str) -> ParagraphStyle:
    """A style by its name, one of those made below."""
    return _styles()[name]


@cache
def _styles() -> dict[str, ParagraphStyle]:
    register()
    read = ParagraphStyle(
        "body",
        fontName=SERIF,
        fontSize=10,
        leading=14,
        textColor=INK,
        bulletFontName=SERIF,
        bulletFontSize=10,
        spaceAfter=6,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )
    cell = ParagraphStyle(
        "cell", read, fontName=SANS, fontSize=CELL_SIZE, leading=CELL_LEADING, spaceAfter=0
    )
    head = ParagraphStyle(
        "topic",
        read,
        fontName=bold(SANS),
        fontSize=10,
        leading=13,
        spaceBefore=8,
        spaceAfter=3,
    )
    made = (
        read,
        ParagraphStyle("missing", read, fontName=italic(SERIF), textColor=SOFT),
        ParagraphStyle("note", read, leftIndent=12),
        ParagraphStyle("item", read, leftIndent=20),
        ParagraphStyle("rationale", read, leftIndent=20, textColor=SOFT),
        ParagraphStyle(
            "small", read, fontName=SANS, fontSize=8, leading=10.5, textColor=SOFT, spaceAfter=4
        ),
        ParagraphStyle(
            "source",
            read,
            fontName=bold(SANS),
            fontSize=8,
            leading=11,
            textColor=SOFT,
            leftIndent=12,
            spaceBefore=4,
            spaceAfter=1,
        ),
        cell,
        ParagraphStyle("cell_small", cell, fontSize=7, leading=8.6),
        ParagraphStyle("cell_bold", cell, fontName=bold(SANS)),
        ParagraphStyle("cell_missing", cell, fontName=italic(SANS), textColor=SOFT),
        ParagraphStyle("cell_label", cell, fontName=bold(SANS), fontSize=8, textColor=SOFT),
        ParagraphStyle("number", cell, alignment=TA_RIGHT),
        ParagraphStyle("number_label", cell, fontName=bold(SANS), fontSize=8, leading=10,
                       textColor=SOFT, alignment=TA_RIGHT),
        ParagraphStyle("title", head, fontSize=15, leading=19, spaceBefore=0, spaceAfter=4),
        ParagraphStyle("title_center", head, fontSize=14, leading=18, spaceBefore=6, spaceAfter=0,
                       alignment=TA_CENTER),
        ParagraphStyle("subtitle_center", read, fontSize=11, spaceAfter=10, alignment=TA_CENTER),
        ParagraphStyle("section", head, fontSize=11.5, leading=15, spaceBefore=13, spaceAfter=4),
        head,
        ParagraphStyle("court", read, fontName=bold(SERIF), fontSize=11, leading=15, spaceAfter=0,
                       alignment=TA_CENTER),
        ParagraphStyle("court_matter", read, fontName=bold(SERIF), fontSize=11, leading=15),
        ParagraphStyle("alert", read, fontName=bold(SANS), fontSize=9, textColor=ALERT),
        ParagraphStyle("code", read, fontName=MONO, fontSize=16, leading=25, alignment=TA_CENTER),
    )  # fmt: skip
    return {each.name: each for each in made}
