"""The fonts that every document embeds, so that it looks the same on every computer.

Serif for what is read, sans for tables and headings, a fixed one for codes, and one that knows
Chinese, Japanese and Korean. What none of them knows is described in words: see `writing`. Those
that few ask for are packed: half of 5 MB on each PC.
"""

import gzip
from functools import cache
from io import BufferedIOBase
from pathlib import Path
from threading import Lock

_FOLDER = Path(__file__).parent / "fonts"

SERIF = "Caseroom-Serif"
SANS = "Caseroom-Sans"
MONO = "Caseroom-Mono"
EAST_ASIAN = "Caseroom-EastAsian"

_FILES = {
    SERIF: "DejaVuSerifCondensed.ttf",
    f"{SERIF}-Bold": "DejaVuSerifCondensed-Bold.ttf",
    f"{SERIF}-Italic": "DejaVuSerifCondensed-Italic.ttf",
    SANS: "DejaVuSansCondensed.ttf",
    f"{SANS}-Bold": "DejaVuSansCondensed-Bold.ttf",
    f"{SANS}-Italic": "DejaVuSansCondensed-Oblique.ttf",
    MONO: "DejaVuSansMono.ttf",
    EAST_ASIAN: "DroidSansFallback.ttf.gz",
}
_registering = Lock()


def font_file(name: str) -> BufferedIOBase:
    """One of the files of fonts, unpacked, to be read; the caller closes it."""
    file = _FOLDER / name
    return gzip.open(file) if file.suffix == ".gz" else file.open("rb")


def bold(family: str) -> str:
    """The bold face of `SERIF` or `SANS`."""
    return f"{family}-Bold"


def italic(family: str) -> str:
    """The italic face of `SERIF` or `SANS`."""
    return f"{family}-Italic"


@cache
def letters_of(font: str) -> frozenset[str]:
    """The characters that a font can show. Registers the font with ReportLab."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily

    from printing.layout.faces import Face

    with _registering:
        with font_file(_FILES[font]) as file:
            face = Face(font, file)
        registerFont(face)
        registerFontFamily(font, normal=font, bold=font, italic=font, boldItalic=font)
    return frozenset(chr(code) for code in face.face.charToGlyph)


def register() -> None:
    """Make the fonts known to ReportLab; the East Asian one follows when it is needed."""
    for font in _FILES:
        if font != EAST_ASIAN:
            letters_of(font)


def text_width(text: str, font: str, size: float) -> float:
    """The width of text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    letters_of(font)
    width: float = stringWidth(text, font, size)
    return width
