"""Lines to sign on."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table, TableStyle

from db.texts import t
from printing.layout.fonts import SANS
from printing.layout.prose import gap, paragraph
from printing.layout.styles import CELL_LEADING, CELL_SIZE, INK


def signature_lines(people: Sequence[tuple[str, str]], width: float) -> list[Flowable]:
    """A line for each person, with room for the date; under it the name and the title.

    Two stand side by side. A person whose name is not known signs above the title.
    """
    between = 24.0
    column = (width - between) / 2
    found: list[Flowable] = []
    for start in range(0, len(people), 2):
        blocks = [_block(name, title, column) for name, title in people[start : start + 2]]
        if len(blocks) == 1:
            blocks.append([gap(1)])
        made = Table([[blocks[0], "", blocks[1]]], [column, between, column], hAlign="LEFT")
        made.setStyle(_flush())
        found += [gap(26), made]
    return found


def _block(name: str, title: str, width: float) -> list[Flowable]:
    signs, dates = width * 0.7, width * 0.3
    under = Table(
        [
            [paragraph(name or " ", "cell_bold"), "", paragraph(t("Date"), "cell")],
            [paragraph(title, "cell"), "", ""],
        ],
        [signs - 8, 8, dates],
        hAlign="LEFT",
    )
    under.setStyle(
        TableStyle(
            [
                *_flush().getCommands(),
                ("LINEABOVE", (0, 0), (0, 0), 0.7, INK),
                ("LINEABOVE", (2, 0), (2, 0), 0.7, INK),
                ("TOPPADDING", (0, 0), (-1, 0), 3),
            ]
        )
    )
    return [under]


def _flush() -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONT", (0, 0), (-1, -1), SANS, CELL_SIZE, CELL_LEADING),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
