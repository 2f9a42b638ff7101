"""Paragraph and table styles: quiet, dense enough, readable on the third copy of a copy."""

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from printing.layout.fonts import BODY, BOLD, register_fonts

INK = HexColor("#1A2027")
SOFT = HexColor("#55606B")
LINE = HexColor("#B9C0C8")
TINT = HexColor("#F1F3F5")


@cache
def style(name: str) -> ParagraphStyle:
    """A style by name: body, small, cell, head, number, title, section, topic, note, center."""
    register_fonts()
    body = ParagraphStyle(
        "body",
        fontName=BODY,
        fontSize=9.5,
        leading=13.5,
        textColor=INK,
        spaceAfter=5,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )
    made = {
        "body": body,
        "small": ParagraphStyle("small", body, fontSize=8, leading=10.5, textColor=SOFT),
        "cell": ParagraphStyle("cell", body, fontSize=8.5, leading=11, spaceAfter=0),
        "head": ParagraphStyle(
            "head", body, fontName=BOLD, fontSize=8, leading=10, spaceAfter=0, textColor=SOFT
        ),
        "number": ParagraphStyle(
            "number", body, fontSize=8.5, leading=11, spaceAfter=0, alignment=TA_RIGHT
        ),
        "title": ParagraphStyle(
            "title", body, fontName=BOLD, fontSize=15, leading=19, spaceAfter=4
        ),
        "section": ParagraphStyle(
            "section",
            body,
            fontName=BOLD,
            fontSize=11.5,
            leading=15,
            spaceBefore=11,
            spaceAfter=5,
            keepWithNext=1,
        ),
        "topic": ParagraphStyle(
            "topic",
            body,
            fontName=BOLD,
            fontSize=9.5,
            leading=13,
            spaceBefore=6,
            spaceAfter=2,
            keepWithNext=1,
        ),
        "source": ParagraphStyle(
            "source",
            body,
            fontSize=8,
            leading=11,
            textColor=SOFT,
            spaceBefore=3,
            spaceAfter=1,
            keepWithNext=1,
        ),
        "note": ParagraphStyle("note", body, leftIndent=10),
        "center": ParagraphStyle("center", body, alignment=TA_CENTER),
        "caption": ParagraphStyle("caption", body, fontName=BOLD, alignment=TA_CENTER),
    }
    return made[name]
