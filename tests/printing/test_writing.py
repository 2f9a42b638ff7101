"""Every script is shown, or said not to be shown; nothing is taken for markup."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from reportlab.platypus import Paragraph

from printing.layout.fonts import EAST_ASIAN, SANS, SERIF, letters_of
from printing.layout.styles import style
from printing.layout.writing import (
    clean,
    font_for,
    has_substitutes,
    is_plain,
    markup,
    one_line,
    printable,
)

FACES = (SERIF, f"{SERIF}-Bold", f"{SERIF}-Italic", SANS, f"{SANS}-Bold", f"{SANS}-Italic")


def test_every_face_has_all_that_is_called_plain() -> None:
    plain = [chr(code) for code in range(0x20, 0x2100) if is_plain(chr(code))]
    assert len(plain) > 300
    for face in FACES:
        assert [char for char in plain if char not in letters_of(face)] == []


@pytest.mark.parametrize(
    "name",
    ["Zoë Đặng", "Łukasz Żółć", "Νίκος", "Олександр", "Արամ", "გიორგი", "ສົມພອນ", "Nguyễn Thị Hồng"],
)
def test_names_in_these_scripts_are_shown_as_they_are(name: str) -> None:
    assert printable(name, SERIF) == unicodedata.normalize("NFC", name)
    assert not has_substitutes(name)


@pytest.mark.parametrize("name", ["王小明", "山田太郎", "やまだ", "김민수"])
def test_east_asian_names_are_shown_in_a_font_that_has_them(name: str) -> None:
    assert {font_for(char, SERIF) for char in name} == {EAST_ASIAN}
    assert markup(name, SERIF) == f'<font name="{EAST_ASIAN}">{name}</font>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("अनिता", "[3 letters in Devanagari]"),
        ("አበበ", "[3 letters in Ethiopic]"),
        ("ก", "[1 letter in Thai]"),
        ("well 👍", "well [thumbs up sign]"),
        ("\ue000", "[unknown character]"),
    ],
)
def test_what_no_font_has_is_described_instead(typed: str, shown: str) -> None:
    assert printable(typed, SERIF) == shown
    assert has_substitutes(typed)


def test_markup_in_a_text_is_printed_as_it_was_typed() -> None:
    assert markup("<b>&amp;</b>\n<para>", SERIF) == "&lt;b&gt;&amp;amp;&lt;/b&gt;<br/>&lt;para&gt;"


def test_control_characters_and_halves_are_taken_out() -> None:
    assert clean("a\x00b\x07\u202ec\ufeff\ud800d\r\ne\u2028f\tg") == "abc\ufffdd\ne\nf    g"


def test_accents_that_stand_apart_join_their_letters() -> None:
    assert clean("Jose\u0301") == "José"


@given(some.text(max_size=200))
def test_any_text_can_be_laid_out_and_every_character_of_it_shown(text: str) -> None:
    shown = printable(text, SERIF)
    assert all(char == "\n" or font_for(char, SERIF) for char in shown)
    Paragraph(markup(text, SERIF), style("body")).wrap(300, 10_000)
    "".join(part for _, part in one_line(text, SERIF)).encode()
