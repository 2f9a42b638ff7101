"""Text as people type it, made ready for paper: every script shown, or said not to be.

A character that no embedded font has would print as an empty box, or as nothing. It is described
in words instead, in square brackets, and `SUBSTITUTES` explains that at the document's end.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape

from db.texts import t, tn
from printing.layout.fonts import EAST_ASIAN, SANS, bold, letters_of
from printing.layout.right_to_left import HAS_RIGHT, RIGHT, visual

# What every face of ours has, and what needs no thought: most texts are this alone.
_PLAIN = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026]*")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_RIGHT_RUN = re.compile(rf"[{RIGHT}](?:[\W\d_{RIGHT}]*[{RIGHT}])?")
_NO_BREAK = "\u00a0"
_SPACES = f" \n{_NO_BREAK}"


def is_plain(text: str) -> bool:
    """Whether every font of ours shows the text as it stands, each character for itself."""
    return _PLAIN.fullmatch(text) is not None


def clean(text: str) -> str:
    """Text without what cannot be written: control and formatting characters, half characters.

    Line ends become newlines, tabs spaces, and accents join their letters where they can.
    """
    if is_plain(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    text = _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", text)


def printable(text: str, font: str) -> str:
    """Cleaned text in which every character can be shown by the font or by one that helps it."""
    text = clean(text)
    if is_plain(text):
        return text
    shown: list[str] = []
    missing = ""
    for char in text:
        if char == "\n" or font_for(char, font):
            if missing:
                shown.append(_described(missing))
                missing = ""
            shown.append(char)
        else:
            missing += char
    if missing:
        shown.append(_described(missing))
    return "".join(shown)


def has_substitutes(text: str, font: str = SANS) -> bool:
    """Whether something in the text is described in words instead of being shown."""
    if is_plain(text):
        return False
    return any(char != "\n" and not font_for(char, font) for char in clean(text))


def markup(text: str, font: str, longest_run: int = 40) -> str:
    """ReportLab's paragraph markup for text as it was typed; nothing in it is taken as markup.

    A run from right to left in other text is turned and kept on one line, in pieces of at most
    `longest_run` characters, a line each.
    """
    text = printable(text, font)
    if is_plain(text):
        return _escaped(text)
    text = "\n".join(_with_runs_turned(line, longest_run) for line in text.split("\n"))
    return "".join(
        _escaped(part) if helper == font else f'<font name="{helper}">{_escaped(part)}</font>'
        for helper, part in parts(text, font)
    )


def one_line(text: str, font: str) -> tuple[tuple[str, str], ...]:
    """Fonts and texts of one line, in the order in which they are drawn from the left."""
    line = " ".join(printable(text, font).split())
    return tuple(parts(_with_runs_turned(line, len(line) or 1), font))


def parts(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Stretches of printable text with the font that shows them."""
    if is_plain(text):
        yield font, text
        return
    helper, start = "", 0
    for place, char in enumerate(text):
        if char in _SPACES and helper and (char == "\n" or char in letters_of(helper)):
            continue
        found = font_for(char, font) or font
        if found != helper:
            if place > start:
                yield helper, text[start:place]
            helper, start = found, place
    if text[start:]:
        yield helper, text[start:]


def font_for(char: str, font: str) -> str:
    """The font that shows a character: the wanted one, one that helps it, or "" for none."""
    if char in letters_of(font):
        return font
    helper = bold(SANS) if font.endswith("-Bold") else SANS
    if char in letters_of(helper):
        return helper
    return EAST_ASIAN if char in letters_of(EAST_ASIAN) else ""


def substitutes() -> str:
    """The line that explains square brackets to a reader."""
    return t(
        "Words in square brackets such as “[3 letters in Devanagari]” stand for characters of the "
        "original text that cannot be printed here."
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def _with_runs_turned(line: str, longest_run: int) -> str:
    if not HAS_RIGHT.search(line):
        return line
    return _RIGHT_RUN.sub(lambda run: _turned(run.group(), longest_run), line)


def _turned(run: str, longest: int) -> str:
    pieces: list[str] = []
    for word in run.split():
        if pieces and len(pieces[-1]) + 1 + len(word) <= longest:
            pieces[-1] += " " + word
        else:
            pieces.append(word)
    return "\n".join(visual(piece, from_right=True).replace(" ", _NO_BREAK) for piece in pieces)


def _described(missing: str) -> str:
    """What stands for characters that cannot be shown: a symbol's name, or how many letters."""
    bases = [char for char in missing if not unicodedata.category(char).startswith("M")]
    first = bases[0] if bases else missing[0]
    name = unicodedata.name(first, "")
    if not name:
        return t("[unknown character]")
    if unicodedata.category(first)[0] in "LM":
        script = name.split()[0].title()
        return tn(
            "[{n} letter in {script}]", "[{n} letters in {script}]", len(bases) or 1, script=script
        )
    names = dict.fromkeys(unicodedata.name(char, "").lower() for char in bases[:3])
    return "[" + ", ".join(filter(None, names)) + "]"
