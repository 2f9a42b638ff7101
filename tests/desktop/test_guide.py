"""The guide walks through the real window, and leaves nothing behind."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from db.office import NewOffice, create_office
from db.storage.keys.wrapping import Argon2
from desktop.guide import Guide
from ui.pages.registry import SECTIONS

CHEAP = Argon2(memory=64, time=1, lanes=1)


@pytest.mark.usefixtures("qapp")
def test_each_section_is_shown_in_the_look_that_was_asked_for(tmp_path: Path) -> None:
    form = NewOffice(
        "Harbor House", "America/New_York", "dana", "Dana Whitfield", "violet kettle mountain 52"
    )
    office = create_office(tmp_path / "office", form, device="test", cost=CHEAP).office
    try:
        pictures = dict(Guide(office, "dark", 100, (1280, 800)).visit())
    finally:
        office.close()
    titles = [section.title() for section in SECTIONS]
    assert [name for name in pictures if name in titles] == titles
    assert next(iter(pictures)) == "Sign in" and list(pictures)[-1] == "Lock"
    assert {
        "Week",
        "Month",
        "Agenda",
        "Take a message",
        "New walk-in",
        "Office: Staff",
    } <= pictures.keys()
    for name, picture in pictures.items():
        assert picture.width() >= 1280 or name == "Sign in", name
        corner = picture.toImage().pixelColor(2, picture.height() - 2)
        assert corner.lightness() < 128, name
    assert len({picture.toImage().cacheKey() for picture in pictures.values()}) == len(pictures)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]
