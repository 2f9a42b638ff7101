"""Running text of any length: headings, paragraphs, and what is said when there is none."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer

from db.texts import t
from printing.layout.from_the_right import FromTheRight
from printing.layout.right_to_left import HAS_RIGHT, reads_from_right
from printing.layout.styles import style
from printing.layout.writing import clean, markup

# A longer paragraph is laid out in pieces: the time for one grows with the square of its length.
_LONGEST_PARAGRAPH = 4000
_LONGEST_SOURCE = 800
_ROOM_AFTER = 48.0
_ENDLESS = 1_000_000.0


def introduce(story: Sequence[Flowable], width: float) -> None:
    """Tell each heading how much must fit below it: one that introduces another, all of both."""
    for number in range(len(story) - 2, -1, -1):
        above, below = story[number], story[number + 1]
        if isinstance(above, Introduction):
            needs = getattr(below, "needs", None)
            above.room = _ROOM_AFTER if needs is None else needs(width)


class Introduction(Paragraph):  # type: ignore[misc]  # ReportLab ships no types
    """A paragraph that does not stand at a page's end without a few lines of what follows.

    ReportLab's own keepWithNext would carry a whole table to the next page. `room` is how much
    must fit below it: see `introduce`.
    """

    room = _ROOM_AFTER

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide, high = super().wrap(width, height)
        if high <= height < high + self.room:
            return wide, height + 1
        return wide, high

    def needs(self, width: float) -> float:
        """How much room it takes with what must stand below it."""
        _, high = super().wrap(width, _ENDLESS)
        return float(self.getSpaceBefore() + high + self.getSpaceAfter() + self.room)

    def split(self, width: float, height: float) -> list[Flowable]:
        return []


class Heading(Introduction):
    """A heading that also stands in the document's outline.

    The outline is read beside the page and by screen readers: only fixed words belong in it,
    never a client's name.
    """

    def __init__(self, words: str, name: str, level: int) -> None:
        chosen = style(name)
        super().__init__(markup(words, chosen.fontName), chosen)
        self.words = words
        self.level = level


def paragraph(text: str, name: str = "body") -> Flowable:
    """One paragraph of text as it was typed, which fits on a page."""
    chosen = style(name)
    if HAS_RIGHT.search(text) and reads_from_right(clean(text)):
        return FromTheRight(text, chosen)
    return Paragraph(markup(text, chosen.fontName), chosen)


def introduction(text: str, name: str = "small") -> Introduction:
    """A short paragraph that stays with what follows."""
    chosen = style(name)
    return Introduction(markup(text, chosen.fontName), chosen)


def source(text: str) -> Flowable:
    """Where what follows comes from; stays with it. Cut if it is absurdly long."""
    chosen = style("source")
    words = clean(text)
    if len(words) > _LONGEST_SOURCE:
        words = words[:_LONGEST_SOURCE].rstrip() + "…"
    return Introduction(markup(words, chosen.fontName), chosen)


def heading(words: str, level: int = 0) -> Heading:
    """A section's heading (level 0) or a topic's (level 1); stays with what follows."""
    return Heading(words, ("section", "topic")[level], level)


def prose(text: str, name: str = "body") -> list[Flowable]:
    """A text of any length, parted at blank lines; "Not recorded" where there is none."""
    pieces = pieces_of(text)
    if not pieces:
        return [paragraph(t("Not recorded"), "missing")]
    return [paragraph(piece, name) for piece in pieces]


def pieces_of(text: str) -> list[str]:
    """The paragraphs of a text, long ones cut where a sentence, or else a word, ends."""
    found: list[str] = []
    for part in clean(text).split("\n\n"):
        start, end = 0, len(part.rstrip())
        while start < end:
            stop = _stop(part, start, end)
            piece = part[start:stop].strip()
            if piece:
                found.append(piece)
            start = stop
    return found


def _stop(text: str, start: int, end: int) -> int:
    if end - start <= _LONGEST_PARAGRAPH:
        return end
    limit = start + _LONGEST_PARAGRAPH
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + _LONGEST_PARAGRAPH // 2, limit)
        if found > 0:
            return found + len(mark)
    return limit


def gap(points: float) -> Spacer:
    """Empty room."""
    return Spacer(1, points)
