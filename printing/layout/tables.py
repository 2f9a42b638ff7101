"""Tables of any length whose cells may hold anything, and pairs of label and value."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from db.texts import t
from printing.layout.fonts import SANS, bold, text_width
from printing.layout.prose import gap, paragraph, prose, source
from printing.layout.styles import CELL_LEADING, CELL_SIZE, FAINT, INK, LINE, SOFT, TINT, style
from printing.layout.writing import clean, is_plain, markup

# One table of 10,000 rows takes six times as long to lay out as twenty of 500.
_ROWS_AT_ONCE = 500
# A cell cannot be broken over pages: what is longer than this many lines follows the table.
_LINES_IN_A_CELL = 25
_PADDING = 4
_AFTER_NUMBER = 10
_BELOW = 4
_ENDLESS = 1_000_000.0


class Rows(Table):  # type: ignore[misc]  # ReportLab ships no types
    """A table whose heads do not stand at a page's end without a row.

    ReportLab makes the parts of a parted one itself, so `begin` is set from outside.
    """

    begin: Table | None = None  # the heads and the first row

    def needs(self, width: float) -> float:
        """How much room the heads and the first row take."""
        return 0.0 if self.begin is None else float(self.begin.wrap(width, _ENDLESS)[1])


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    *,
    numbers: Sequence[int] = (),
    grey: Iterable[int] = (),
    room: float = 0,
) -> list[Flowable]:
    """A table with a head on each page. Columns in `numbers` are set flush right.

    Rows in `grey` are set back; `room` is left free below each, in points, to write in. What is too
    long for a cell follows the table in full, with a number that refers to it.
    """
    long_texts: list[str] = []
    head = [
        _head(text, width, column in numbers)
        for column, (text, width) in enumerate(zip(heads, widths, strict=True))
    ]
    body = [
        [
            _cell(text, width, column in numbers, long_texts)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]
    tinted = sorted(grey)
    found: list[Flowable] = []
    for start in range(0, max(1, len(body)), _ROWS_AT_ONCE):
        chunk = body[start : start + _ROWS_AT_ONCE]
        made = Rows([head, *chunk], widths, repeatRows=1, hAlign="LEFT")
        made.begin = Table([head, *chunk[:1]], widths)
        for part in (made, made.begin):
            part.setStyle(_look(numbers))
            part.setStyle(TableStyle([("BOTTOMPADDING", (0, 1), (-1, -1), _BELOW + room)]))
        here = [row - start + 1 for row in tinted if start <= row < start + len(chunk)]
        made.setStyle(TableStyle([("BACKGROUND", (0, row), (-1, row), TINT) for row in here]))
        found.append(made)
    return [*found, gap(4), *_continued(long_texts)]


def pairs(
    rows: Iterable[tuple[str, str]], width: float, label_width: float = 126
) -> list[Flowable]:
    """Labels at the left, what is known at the right; an empty value reads "Not recorded"."""
    long_texts: list[str] = []
    room = width - label_width
    cells = [
        [
            Paragraph(markup(label, bold(SANS)), style("cell_label")),
            _cell(value, room, False, long_texts)
            if clean(value).strip()
            else paragraph(t("Not recorded"), "cell_missing"),
        ]
        for label, value in rows
    ]
    if not cells:
        return []
    made = Table(cells, [label_width, room], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONT", (0, 0), (-1, -1), SANS, CELL_SIZE, CELL_LEADING),
                ("TEXTCOLOR", (0, 0), (-1, -1), INK),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return [made, *_continued(long_texts)]


def shares(width: float, parts: Sequence[float]) -> list[float]:
    """Column widths from shares of the whole."""
    whole = sum(parts)
    return [width * part / whole for part in parts]


def _head(text: str, width: float, number: bool) -> str | Flowable:
    room = width - 2 * _PADDING - (_AFTER_NUMBER if number else 0)
    if is_plain(text) and text_width(text, bold(SANS), 8) <= room:
        return text
    return Paragraph(markup(text, bold(SANS)), style("number_label" if number else "cell_label"))


def _cell(text: str, width: float, number: bool, long_texts: list[str]) -> str | Flowable:
    text = clean(text).strip()
    room = width - 2 * _PADDING - (_AFTER_NUMBER if number else 0)
    if is_plain(text) and "\n" not in text and text_width(text, SANS, CELL_SIZE) <= room:
        return text  # by far the quickest, and most cells are like this
    most = max(20, int(_LINES_IN_A_CELL * room / CELL_SIZE))
    lines = text.split("\n")
    if len(text) > most or len(lines) > _LINES_IN_A_CELL:
        long_texts.append(text)
        begin = "\n".join(lines[:3])[: min(most // 3, 400)].rstrip()
        text = t("{text} … (continued below: {n})", text=begin, n=len(long_texts))
    chosen = style("number" if number else "cell")
    longest_run = max(6, int(room / CELL_SIZE * 1.6))
    return Paragraph(markup(text, chosen.fontName, longest_run), chosen)


def _continued(texts: Sequence[str]) -> list[Flowable]:
    found: list[Flowable] = []
    for number, text in enumerate(texts, 1):
        found.append(source(t("Continued: {n}", n=number)))
        found += prose(text, "note")
    return found


def _look(numbers: Sequence[int]) -> TableStyle:
    look: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONT", (0, 1), (-1, -1), SANS, CELL_SIZE, CELL_LEADING),
        ("TEXTCOLOR", (0, 1), (-1, -1), INK),
        ("FONT", (0, 0), (-1, 0), bold(SANS), 8, 10),
        ("TEXTCOLOR", (0, 0), (-1, 0), SOFT),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, LINE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, FAINT),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW),
    ]
    for column in numbers:
        look += [
            ("ALIGN", (column, 0), (column, -1), "RIGHT"),
            ("RIGHTPADDING", (column, 0), (column, -1), _PADDING + _AFTER_NUMBER),
        ]
    return TableStyle(look)
