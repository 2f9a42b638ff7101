"""A paragraph that is read from right to left, broken into lines before it is turned."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from printing.layout.fonts import text_width
from printing.layout.right_to_left import joined, visual
from printing.layout.writing import parts, printable


class FromTheRight(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Text in Hebrew or Arabic, with whatever else stands in it, set flush right."""

    def __init__(
        self, text: str, style: ParagraphStyle, lines: Sequence[str] | None = None
    ) -> None:
        super().__init__()
        self.style = style
        self.text = printable(text, style.fontName)
        self._lines = list(lines) if lines is not None else None
        self._broken: list[str] = []
        self.keepWithNext = 0

    def getSpaceBefore(self) -> float:  # ReportLab's name
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # ReportLab's name
        return float(self.style.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        room = width - self.style.leftIndent - self.style.rightIndent
        self._broken = self._lines if self._lines is not None else self._break(room)
        self.height = len(self._broken) * self.style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fitting = int(height // self.style.leading)
        if fitting < 1:
            return []
        if fitting >= len(self._broken):
            return [self]
        return [
            FromTheRight("", self.style, self._broken[:fitting]),
            FromTheRight("", self.style, self._broken[fitting:]),
        ]

    def draw(self) -> None:
        canvas: Any = self.canv
        size = self.style.fontSize
        canvas.setFillColor(self.style.textColor)
        baseline = self.height - size
        for line in self._broken:
            stretches = list(parts(visual(line, from_right=True), self.style.fontName))
            x = self.width - self.style.rightIndent
            x -= sum(text_width(text, font, size) for font, text in stretches)
            for font, text in stretches:
                canvas.setFont(font, size)
                canvas.drawString(x, baseline, text)
                x += text_width(text, font, size)
            baseline -= self.style.leading

    def _break(self, room: float) -> list[str]:
        lines: list[str] = []
        for typed in self.text.split("\n"):
            line, used = "", 0.0
            for word in _short_enough(typed.split(), room, self._measured):
                wide = self._measured(word)
                space = self._measured(" ") if line else 0.0
                if line and used + space + wide > room:
                    lines.append(line)
                    line, used, space = "", 0.0, 0.0
                line = f"{line} {word}" if line else word
                used += space + wide
            lines.append(line)
        return lines

    def _measured(self, text: str) -> float:
        return sum(
            text_width(part, font, self.style.fontSize)
            for font, part in parts(joined(text), self.style.fontName)
        )


def _short_enough(words: list[str], room: float, measured: Any) -> list[str]:
    """The words, those too long for a line cut in pieces."""
    found: list[str] = []
    for word in words:
        while len(word) > 1 and measured(word) > room:
            cut = max(1, int(len(word) * room / measured(word)) - 1)
            found.append(word[:cut])
            word = word[cut:]
        found.append(word)
    return found
