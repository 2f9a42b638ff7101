"""The head of a first page: logo and name at the left, address and telephone at the right."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from db.queries.report_data.office import Letterhead
from printing.layout.fonts import SANS, SERIF, bold
from printing.layout.lines import draw_line
from printing.layout.styles import INK, SOFT

_LINE = 10.5
_MOST_LINES = 6
_LOGO_HEIGHT = 40.0
_LOGO_WIDTH = 120.0


def height(letterhead: Letterhead) -> float:
    """How much of the page it takes, in points, with the air under it."""
    lines = min(len(_lines(letterhead)), _MOST_LINES)
    taken = max(18.0, lines * _LINE)
    if _logo(letterhead.logo):
        taken = max(taken, _LOGO_HEIGHT)
    return taken + 26


def draw(canvas: Any, letterhead: Letterhead, left: float, top: float, width: float) -> None:
    """Draw it from `top` down, between `left` and `left + width`."""
    x = left
    logo = _logo(letterhead.logo)
    if logo is not None:
        wide, high = _fitted(*logo.getSize())
        canvas.drawImage(logo, left, top - high, wide, high, mask="auto")
        x += wide + 12
    lines = _lines(letterhead)[:_MOST_LINES]
    room = width * (0.6 if lines else 1.0) - (x - left)
    draw_line(canvas, letterhead.name, bold(SERIF), 15, INK, x, top - 14, room)
    for number, line in enumerate(lines):
        y = top - 8 - _LINE * number
        draw_line(canvas, line, SANS, 8, SOFT, left + width, y, width * 0.38, from_right=True)
    y = top - height(letterhead) + 16
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1)
    canvas.line(left, y, left + width, y)


def _lines(letterhead: Letterhead) -> list[str]:
    return [line for line in letterhead.lines if line.strip()]


def _fitted(wide: float, high: float) -> tuple[float, float]:
    scale = min(_LOGO_WIDTH / max(wide, 1), _LOGO_HEIGHT / max(high, 1))
    return wide * scale, high * scale


@lru_cache(maxsize=4)
def _logo(picture: bytes | None) -> Any:
    """The picture, or None where there is none or it cannot be read."""
    if not picture:
        return None
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    try:
        with Image.open(BytesIO(picture)) as opened:
            opened.load()
            return ImageReader(opened.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
