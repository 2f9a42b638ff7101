"""Colors that can be told apart, icons that are there, a look that switches live."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from db.texts import use
from ui.navigation import Navigation
from ui.pages.registry import SECTIONS
from ui.theme import icons
from ui.theme.look import announcer, apply, look
from ui.theme.tokens import CONTRAST, DARK, LIGHT, Tokens, Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Scrolled
from ui.widgets.text import Text


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_every_text_can_be_read_on_every_surface_it_stands_on(tokens: Tokens) -> None:
    surfaces = [tokens.window, tokens.surface, tokens.hover, tokens.tint]
    for surface in surfaces:
        assert contrast(tokens.text, surface) >= 5.2
        assert contrast(tokens.secondary, surface) >= 5.2
    for tone in Tone:
        assert contrast(tokens.ink(tone), tokens.paper(tone)) >= 5.2
    assert contrast(tokens.on_accent, tokens.accent) >= 5.2


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_outlines_and_the_focus_ring_stand_out_from_what_is_behind_them(tokens: Tokens) -> None:
    for surface in (tokens.window, tokens.surface):
        assert contrast(tokens.border, surface) >= 3
        assert contrast(tokens.accent, surface) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", ["", "primary", "danger"])
def test_what_cannot_be_pressed_now_can_be_read_and_told_from_what_can(
    qapp: QApplication, qtbot: QtBot, scheme: str, kind: str
) -> None:
    apply(qapp, scheme)
    button = Button("Install now", kind=kind)
    qtbot.addWidget(button)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    disabled = button.grab().toImage()
    assert disabled != enabled
    inside = range(6, disabled.width() - 6), range(6, disabled.height() - 6)
    found = {disabled.pixelColor(x, y).name() for x in inside[0] for y in inside[1]}
    shades = sorted(found, key=luminance)
    assert contrast(shades[0], shades[-1]) >= 3


def test_switching_the_look_is_announced_and_changes_what_is_painted(
    qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(announcer().changed):
        apply(qapp, "dark", 150)
    assert look().tokens is DARK
    assert look().points() == 15
    assert qapp.palette().window().color().name().upper() == DARK.window


def test_the_text_size_stays_between_80_and_200_percent(qapp: QApplication) -> None:
    assert apply(qapp, "light", 10).percent == 80
    assert apply(qapp, "light", 999).percent == 200


def test_an_unknown_scheme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="pink"):
        apply(qapp, "pink")


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    names = [path.stem for path in Path(icons.__file__).parent.joinpath("icons").glob("*.svg")]
    assert len(names) > 50
    for name in names:
        image = icons.pixmap(name, "#000000", 20).toImage()
        painted = sum(image.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(20))
        assert painted > 3, name


def test_an_icon_follows_the_look_and_is_forgotten_with_its_button(
    qapp: QApplication, qtbot: QtBot
) -> None:
    button = QPushButton("Lock")
    qtbot.addWidget(button)
    icons.wear(button, "lock")
    before = button.icon().cacheKey()
    apply(qapp, "dark")
    assert button.icon().cacheKey() != before
    short_lived = QPushButton("Gone")
    icons.wear(short_lived, "lock")
    short_lived.deleteLater()
    qapp.processEvents()
    apply(qapp, "light")


def test_room_that_scrolls_does_so_only_where_its_words_do_not_fit(qtbot: QtBot) -> None:
    words = [Text("Words that go on for a line or so. " * 3, wrap=True) for _ in range(4)]
    room = Scrolled(*words)
    qtbot.addWidget(room)
    room.resize(900, 260)
    room.show()
    qtbot.waitExposed(room)
    assert room.verticalScrollBar().maximum() == 0
    room.resize(300, 260)
    assert room.verticalScrollBar().maximum() > 0
    assert all(text.height() >= text.heightForWidth(text.width()) for text in words)


@pytest.mark.parametrize("percent", [100, 150])
def test_the_name_of_the_section_in_front_is_whole_in_spanish_too(
    qapp: QApplication, qtbot: QtBot, percent: int
) -> None:
    apply(qapp, "light", percent)
    use("es")
    try:
        navigation = Navigation("Harbor House", SECTIONS)
    finally:
        use("en")
    qtbot.addWidget(navigation)
    navigation.mark("sealed")
    navigation.show()
    for button in navigation.findChildren(QToolButton):
        font = QFont(button.font())
        font.setWeight(QFont.Weight.DemiBold)  # as it is while its section is in front
        words = QFontMetrics(font).horizontalAdvance(button.text())
        assert words + button.iconSize().width() + 24 <= button.width()
