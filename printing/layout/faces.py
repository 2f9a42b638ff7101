"""A font that remembers how wide words are."""

from io import BufferedIOBase

from reportlab.pdfbase.ttfonts import TTFont

_MOST_WORDS = 50_000


class Face(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """A TrueType font. Adding up letters took half of a report's time, and words come again."""

    def __init__(self, name: str, file: BufferedIOBase) -> None:
        super().__init__(name, file)
        self._widths: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """The width of text in points at a size."""
        known = self._widths.get(text)
        if known is None:
            letters = self.face.charWidths
            other = self.face.defaultWidth
            known = 0.001 * sum(letters.get(ord(char), other) for char in text)
            if len(self._widths) >= _MOST_WORDS:
                self._widths = {}
            if len(text) < 40:
                self._widths[text] = known
        return known * size
