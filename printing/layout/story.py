"""Pieces of which documents are made: paragraphs, facts in pairs, long tables, signatures."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from db.texts import t
from printing.layout.fonts import markup
from printing.layout.styles import LINE, TINT, style

_ROWS_AT_ONCE = 500
_LONGEST_PARAGRAPH = 4000  # a longer one is laid out in pieces: layout time grows with its square


def paragraph(text: str, name: str = "body") -> Paragraph:
    """One paragraph of text as it is typed, escaped."""
    return Paragraph(markup(text), style(name))


def heading(text: str, name: str = "section") -> Paragraph:
    """A heading that stays with what follows."""
    return Paragraph(markup(text), style(name))


def prose(text: str, name: str = "body") -> list[Flowable]:
    """A text of any length, a paragraph for each blank line; "Not recorded" for an empty one."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    found: list[Flowable] = []
    for part in parts:
        while part:
            piece, part = _piece(part)
            found.append(paragraph(piece, name))
    return found or [paragraph(t("Not recorded"), "small")]


def _piece(text: str) -> tuple[str, str]:
    if len(text) <= _LONGEST_PARAGRAPH:
        return text, ""
    cut = max(text.rfind(end, 0, _LONGEST_PARAGRAPH) for end in ("\n", ". ", " "))
    cut = cut + 1 if cut > 0 else _LONGEST_PARAGRAPH
    return text[:cut].rstrip(), text[cut:].lstrip()


def pairs(rows: Iterable[tuple[str, str]], width: float, label_width: float = 120) -> Table:
    """Labels at the left, what is known at the right; an empty value reads "Not recorded"."""
    cells = [
        [
            paragraph(label, "head"),
            paragraph(value, "cell") if value else paragraph(t("Not recorded"), "small"),
        ]
        for label, value in rows
    ]
    table = Table(cells, [label_width, width - label_width], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    numbers: Sequence[int] = (),
) -> list[Flowable]:
    """A table of any length. Columns in `numbers` are right-aligned.

    Long ones are laid out in pieces of some hundred rows: the cost of one large table grows with
    the square of its rows.
    """
    head = [paragraph(text, "head") for text in heads]
    found: list[Flowable] = []
    for start in range(0, max(1, len(rows)), _ROWS_AT_ONCE):
        body = [
            [
                paragraph(text, "number" if column in numbers else "cell")
                for column, text in enumerate(row)
            ]
            for row in rows[start : start + _ROWS_AT_ONCE]
        ]
        shown = [head, *body] if start == 0 else body
        made = Table(shown, widths, repeatRows=1 if start == 0 else 0, hAlign="LEFT")
        look = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        if start == 0:
            look.append(("BACKGROUND", (0, 0), (-1, 0), TINT))
        made.setStyle(TableStyle(look))
        found.append(made)
    return found


def gap(points: float) -> Spacer:
    """Empty room."""
    return Spacer(1, points)


def signatures(people: Sequence[tuple[str, str]], width: float) -> list[Flowable]:
    """A line for each person to sign on, with name, title and a place for the date."""
    column = (width - 24) / 2
    line = Table([["", ""]], [column * 0.68, column * 0.32], [30])
    line.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (0, 0), 0.7, LINE),
                ("LINEBELOW", (1, 0), (1, 0), 0.7, LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    cells = []
    for name, title in people:
        under = Table(
            [[paragraph(name, "cell"), paragraph(t("Date"), "small")]],
            [column * 0.68, column * 0.32],
        )
        under.setStyle(TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        cells.append([line, under, paragraph(title, "small")])
    while len(cells) < 2:
        cells.append([gap(1)])
    made = Table([cells], [column + 12, column + 12])
    made.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    )
    return [gap(18), made]
