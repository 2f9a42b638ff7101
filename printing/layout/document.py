"""A printed document: letterhead on the first page, a quiet head after it, page x of y.

The number of pages is a form that every page draws and that is filled after the last one, so one
pass is enough. The same story gives the same bytes: no clock, no random ids. The metadata say
what kind of document it is, and nothing of whom it is about.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.lib.units import inch
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from db.queries.report_data.office import Letterhead
from db.texts import language, t
from printing.layout import letterhead as head
from printing.layout.fonts import SANS, bold, register, text_width
from printing.layout.lines import draw_line
from printing.layout.prose import Heading, introduce
from printing.layout.styles import ALERT, FAINT, SOFT

_MARGIN = 0.95 * inch
_FOOT = 0.55 * inch
_TOTAL = "pages-in-all"


class Printed(BaseDocTemplate):  # type: ignore[misc]  # ReportLab ships no types
    """One document in the making.

    `title` says what kind of document it is; `reference` stands at the head of later pages and
    must name no client; `confidential` is the line at the foot; a `draft` says so on each page.
    Pages that lie `across` are wider than high.
    """

    def __init__(
        self,
        out: BinaryIO,
        letterhead: Letterhead,
        *,
        title: str,
        reference: str = "",
        confidential: str = "",
        draft: bool = False,
        across: bool = False,
    ) -> None:
        register()
        size = A4 if letterhead.paper == "a4" else LETTER
        if across:
            size = landscape(size)
        super().__init__(
            out,
            pagesize=size,
            title=title,
            author=letterhead.name,
            subject="",
            keywords="",
            creator="Caseroom",
            producer="Caseroom",
            lang=language(),
            invariant=1,
            initialFontName=SANS,
            pageCompression=1,
            displayDocTitle=True,
        )
        self.letterhead = letterhead
        self.reference = reference
        self.confidential = confidential
        self.draft = draft
        self._pages = 0
        self.addPageTemplates(
            [
                self._template("first", head.height(letterhead), self._first_page),
                self._template("later", 26, self._later_page),
            ]
        )

    @property
    def text_width(self) -> float:
        """The width between the margins, in points."""
        return float(self.pagesize[0] - 2 * _MARGIN)

    def write(self, story: Sequence[Flowable]) -> int:
        """Lay the story out; returns the number of pages."""
        introduce(story, self.text_width)
        self.build([NextPageTemplate("later"), *story])
        return self._pages

    def _template(self, name: str, taken: float, draw: Any) -> PageTemplate:
        width, height = self.pagesize
        above = 0.6 * inch + taken + (22 if self.draft else 0)
        below = _FOOT + 24
        frame = Frame(
            _MARGIN, below, width - 2 * _MARGIN, height - above - below, 0, 0, 0, 0, id=name
        )
        return PageTemplate(name, [frame], onPage=draw)

    def afterFlowable(self, flowable: Flowable) -> None:  # ReportLab's name
        """Headings become the document's outline."""
        if isinstance(flowable, Heading):
            key = f"part-{self.seq.next('part')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.words, key, flowable.level, closed=0)

    def _endBuild(self) -> None:  # ReportLab's name
        canvas: Any = self.canv
        self._pages = int(self.page)
        canvas.beginForm(_TOTAL, 0, 0, 60, 14)
        canvas.setFont(SANS, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(0, 3, str(self._pages))
        canvas.endForm()
        super()._endBuild()

    def _first_page(self, canvas: Any, _: object) -> None:
        width, height = self.pagesize
        top = height - 0.6 * inch
        head.draw(canvas, self.letterhead, _MARGIN, top, width - 2 * _MARGIN)
        self._draft_line(canvas, top - head.height(self.letterhead))
        self._foot(canvas)

    def _later_page(self, canvas: Any, _: object) -> None:
        width, height = self.pagesize
        top = height - 0.6 * inch
        room = (width - 2 * _MARGIN - 20) / 2
        draw_line(canvas, self.letterhead.name, SANS, 8, SOFT, _MARGIN, top - 8, room)
        draw_line(
            canvas, self.reference, SANS, 8, SOFT, width - _MARGIN, top - 8, room, from_right=True
        )
        _rule(canvas, _MARGIN, top - 14, width - _MARGIN)
        self._draft_line(canvas, top - 26)
        self._foot(canvas)

    def _draft_line(self, canvas: Any, y: float) -> None:
        if not self.draft:
            return
        width = self.pagesize[0]
        words = t("DRAFT – not signed")
        wide = text_width(words, bold(SANS), 10) + 24
        canvas.saveState()
        canvas.setStrokeColor(ALERT)
        canvas.setLineWidth(1)
        canvas.rect((width - wide) / 2, y - 12, wide, 18)
        canvas.setFillColor(ALERT)
        canvas.setFont(bold(SANS), 10)
        canvas.drawCentredString(width / 2, y - 6.5, words)
        canvas.restoreState()

    def _foot(self, canvas: Any) -> None:
        width = self.pagesize[0]
        _rule(canvas, _MARGIN, _FOOT + 12, width - _MARGIN)
        total = "\x00"
        words = t("Page {page} of {total}", page=canvas.getPageNumber(), total=total)
        before, _, after = words.partition(total)
        canvas.setFont(SANS, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(_MARGIN, _FOOT, before)
        x = _MARGIN + text_width(before, SANS, 8)
        canvas.saveState()
        canvas.translate(x, _FOOT - 3)
        canvas.doForm(_TOTAL)
        canvas.restoreState()
        if after:
            canvas.drawString(x + text_width("0000", SANS, 8), _FOOT, after)
        if self.letterhead.record_state:
            state = t("Record state {state}", state=self.letterhead.record_state)
            draw_line(canvas, state, SANS, 6.5, SOFT, _MARGIN, _FOOT - 11, width - 2 * _MARGIN)
        room = width - 2 * _MARGIN - 100
        draw_line(
            canvas, self.confidential, SANS, 8, SOFT, width - _MARGIN, _FOOT, room, from_right=True
        )


def _rule(canvas: Any, left: float, y: float, right: float) -> None:
    canvas.setStrokeColor(FAINT)
    canvas.setLineWidth(0.5)
    canvas.line(left, y, right, y)
