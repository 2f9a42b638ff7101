"""Arabic letters join, and the eye meets Hebrew and Arabic from the right."""

import unicodedata
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from printing.layout.fonts import SANS, SERIF, letters_of
from printing.layout.from_the_right import FromTheRight
from printing.layout.prose import paragraph
from printing.layout.right_to_left import joined, reads_from_right, visual
from printing.layout.styles import style
from printing.layout.writing import markup

MUHAMMAD = "\u0645\u062d\u0645\u062f"
SARAH = "\u05e9\u05e8\u05d4"


def test_letters_take_the_shape_that_their_place_asks_for() -> None:
    shapes = [unicodedata.name(char) for char in joined(MUHAMMAD)]
    assert [name.split()[-2] for name in shapes] == ["INITIAL", "MEDIAL", "MEDIAL", "FINAL"]


def test_a_letter_that_joins_on_one_side_only_parts_the_word() -> None:
    shapes = [unicodedata.name(char) for char in joined("\u062f\u0627\u0631")]  # dal alef reh
    assert [name.split()[-2] for name in shapes] == ["ISOLATED", "ISOLATED", "ISOLATED"]


def test_lam_and_alef_are_one_letter() -> None:
    assert joined("\u0644\u0627") == "\ufefb"
    assert joined("\u0628\u0644\u0627") == "\ufe91\ufefc"


def test_joined_letters_are_the_same_letters() -> None:
    assert unicodedata.normalize("NFKC", joined(MUHAMMAD)) == MUHAMMAD


def test_the_fonts_have_every_shape() -> None:
    letters = [chr(code) for code in range(0x621, 0x700) if chr(code) in letters_of(SANS)]
    assert len(letters) > 100
    for face in (SANS, f"{SANS}-Bold"):
        for letter in letters:
            assert set(joined(f"\u0628{letter}\u0628 {letter}")) <= letters_of(face)


@pytest.mark.parametrize(
    ("line", "from_right", "drawn"),
    [
        (SARAH, True, SARAH[::-1]),
        (f"{SARAH} 12", True, f"12 {SARAH[::-1]}"),
        (f"Name: {SARAH}, 12", False, f"Name: {SARAH[::-1]}, 12"),
        (f"({SARAH})", True, f"({SARAH[::-1]})"),
        (f"{SARAH} Bob", True, f"Bob {SARAH[::-1]}"),
    ],
)
def test_a_line_is_drawn_in_the_order_the_eye_meets_it(
    line: str, from_right: bool, drawn: str
) -> None:
    assert visual(line, from_right=from_right) == drawn


def test_a_mark_stays_after_its_letter() -> None:
    assert visual("\u05e9\u05b8\u05d4", from_right=True) == "\u05d4\u05e9\u05b8"


def test_a_name_in_other_text_stays_on_one_line() -> None:
    text = markup(f"Met {SARAH} {SARAH} at home", SERIF)
    assert "\u00a0" in text and "<br/>" not in text


def test_a_long_run_is_parted_so_that_its_beginning_comes_first() -> None:
    text = markup("See " + " ".join([SARAH, MUHAMMAD] * 20), SERIF, longest_run=20)
    assert text.count("<br/>") > 3
    assert text.index(SARAH[::-1]) < text.index("<br/>")


def test_a_paragraph_that_begins_from_the_right_is_set_so() -> None:
    assert reads_from_right(f"12. {SARAH} Bob")
    assert not reads_from_right(f"Bob {SARAH}")
    assert isinstance(paragraph(SARAH), FromTheRight)


def test_it_is_broken_into_lines_and_over_pages_in_reading_order() -> None:
    words = [f"{SARAH}{number}" for number in range(200)]
    text = FromTheRight(" ".join(words), style("body"))
    _, height = text.wrap(200, 1000)
    leading = style("body").leading
    first, second = text.split(200, leading * 5 + 1)
    assert first.wrap(200, 1000)[1] == leading * 5
    assert first.wrap(200, 1000)[1] + second.wrap(200, 1000)[1] == height


@given(some.text(alphabet=f"{SARAH}{MUHAMMAD} ab1().,\u064b\u05b8\n", max_size=120))
def test_nothing_is_lost_when_a_line_is_turned(line: str) -> None:
    kept = unicodedata.normalize("NFKC", visual(line, from_right=True))
    before = unicodedata.normalize("NFKC", joined(line))
    brackets = str.maketrans("()", "..")
    assert sorted(kept.translate(brackets)) == sorted(before.translate(brackets))


@given(some.text(alphabet=f"{SARAH}{MUHAMMAD} ab1()\n", max_size=400), some.floats(20, 400))
def test_a_paragraph_from_the_right_fits_any_width(text: str, width: float) -> None:
    from reportlab.pdfgen.canvas import Canvas

    made = FromTheRight(text, style("body"))
    made.wrap(width, 10_000)
    made.drawOn(Canvas(BytesIO()), 0, 0)
