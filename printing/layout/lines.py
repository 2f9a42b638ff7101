"""Single lines drawn on the page itself: heads, feet, letterheads."""

from typing import Any

from printing.layout.fonts import text_width
from printing.layout.writing import one_line


def draw_line(
    canvas: Any,
    text: str,
    font: str,
    size: float,
    color: Any,
    x: float,
    y: float,
    room: float,
    *,
    from_right: bool = False,
) -> None:
    """Draw a text on one line, from `x` to the right or, `from_right`, ending there.

    What is wider than `room` is set smaller, to half its size at the least, and then cut.
    """
    stretches, wide = _measured(text, font, size)
    if wide > room:
        size = max(size / 2, size * room / wide)
        stretches, wide = _measured(text, font, size)
        while wide > room and text:
            text = text[: int(len(text) * room / wide)][:-1]
            stretches, wide = _measured(text.rstrip() + "…", font, size)
    if from_right:
        x -= wide
    canvas.setFillColor(color)
    for face, part in stretches:
        canvas.setFont(face, size)
        canvas.drawString(x, y, part)
        x += text_width(part, face, size)


def _measured(text: str, font: str, size: float) -> tuple[tuple[tuple[str, str], ...], float]:
    stretches = one_line(text, font)
    return stretches, sum(text_width(part, face, size) for face, part in stretches) - 0.01
