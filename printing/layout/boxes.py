"""A frame around something that must not be overlooked."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table, TableStyle

from printing.layout.fonts import SANS
from printing.layout.styles import CELL_LEADING, CELL_SIZE, INK


def boxed(content: Sequence[Flowable], width: float) -> Table:
    """The content in a frame; it must fit on a page."""
    made = Table([[list(content)]], [width], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), SANS, CELL_SIZE, CELL_LEADING),
                ("BOX", (0, 0), (-1, -1), 1, INK),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("RIGHTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (-1, -1), 10),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 16),
            ]
        )
    )
    return made
