"""A printed document: letterhead on the first page, a quiet head after it, page x of y.

The total of pages is a form that is drawn on each page and filled after the last, so one pass is
enough. The same story gives the same bytes: no clock, no random ids. Metadata say what kind of
document it is and nothing of whom it is about.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from db.queries.report_data.office import Letterhead
from db.texts import t
from printing.layout.fonts import BODY, BOLD, plain, register_fonts
from printing.layout.styles import INK, LINE, SOFT

_MARGIN = 0.9 * inch
_TOTAL = "pages-in-all"


class Printed(BaseDocTemplate):
    """One document in the making."""

    def __init__(
        self,
        out: BinaryIO,
        letterhead: Letterhead,
        *,
        title: str,
        reference: str = "",
        confidential: bool = True,
    ) -> None:
        register_fonts()
        size = A4 if letterhead.paper == "a4" else LETTER
        super().__init__(
            out,
            pagesize=size,
            title=title,
            author=letterhead.name,
            subject="",
            creator="Caseroom",
            producer="Caseroom",
            invariant=1,
            pageCompression=1,
        )
        self.letterhead = letterhead
        self.reference = reference
        self.confidential = confidential
        width, height = size
        lines = len(letterhead.lines)
        first = Frame(
            _MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN - 26 - 11 * lines,
            0, 0, 0, 0, id="first",
        )  # fmt: skip
        later = Frame(
            _MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN - 8, 0, 0, 0, 0, id="later"
        )
        self.addPageTemplates(
            [
                PageTemplate("first", [first], onPage=self._first_page),
                PageTemplate("later", [later], onPage=self._later_page),
            ]
        )

    @property
    def text_width(self) -> float:
        """The width between the margins, in points."""
        return float(self.pagesize[0] - 2 * _MARGIN)

    def write(self, story: Sequence[Flowable]) -> int:
        """Lay the story out; returns the number of pages."""
        self.build([NextPageTemplate("later"), *story])
        return int(self.page)

    def afterPage(self) -> None:  # ReportLab's name
        """Nothing to do after a page; the total is written at the end."""

    def _endBuild(self) -> None:  # ReportLab's name
        canvas: Any = self.canv
        canvas.beginForm(_TOTAL, 0, 0, 60, 14)
        canvas.setFont(BODY, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(0, 3, str(self.page))
        canvas.endForm()
        super()._endBuild()

    def _first_page(self, canvas: Canvas, _: object) -> None:
        width, height = self.pagesize
        y = height - _MARGIN
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 14)
        canvas.drawString(_MARGIN, y - 4, plain(self.letterhead.name))
        canvas.setFont(BODY, 8.5)
        canvas.setFillColor(SOFT)
        for number, line in enumerate(self.letterhead.lines):
            canvas.drawString(_MARGIN, y - 18 - 11 * number, plain(line))
        rule = y - 14 - 11 * len(self.letterhead.lines)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.7)
        canvas.line(_MARGIN, rule, width - _MARGIN, rule)
        self._foot(canvas)

    def _later_page(self, canvas: Canvas, _: object) -> None:
        width, height = self.pagesize
        y = height - _MARGIN + 6
        canvas.setFont(BODY, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(_MARGIN, y, plain(self.letterhead.name))
        canvas.drawRightString(width - _MARGIN, y, plain(self.reference))
        self._foot(canvas)

    def _foot(self, canvas: Canvas) -> None:
        width, _ = self.pagesize
        y = 0.5 * inch
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(_MARGIN, y + 14, width - _MARGIN, y + 14)
        canvas.setFont(BODY, 8)
        canvas.setFillColor(SOFT)
        if self.confidential:
            canvas.drawString(_MARGIN, y + 3, plain(t("Confidential")))
        words = t("Page {page} of", page=canvas.getPageNumber()) + " "
        right = width - _MARGIN - 14
        canvas.drawRightString(right, y + 3, words)
        canvas.saveState()
        canvas.translate(right, y)
        canvas.doForm(_TOTAL)
        canvas.restoreState()


def page_count(pdf: bytes) -> int:
    """How many pages a finished document has."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)
