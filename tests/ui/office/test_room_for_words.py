"""The forms of the section "Office" in Spanish and at large text: nothing is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from db.texts import use
from tests.ui.office.conftest import Front
from ui.pages.office import OfficePage
from ui.theme.look import apply
from ui.widgets.form import Form


@pytest.fixture
def spanish_page(sit_down: Front, qapp: QApplication) -> Iterator[OfficePage]:
    apply(qapp, "light", 150)
    use("es")
    try:
        yield sit_down("dana")
    finally:
        use("en")
        apply(qapp, "light", 100)


@pytest.mark.parametrize(
    ("part", "width"),
    [("office", 1012), ("office", 1200), ("updates", 1012), ("me", 1012), ("me", 1200)],
)
def test_labels_are_whole_and_nothing_is_aside_in_spanish_at_large_text(
    spanish_page: OfficePage, part: str, width: int, qtbot: QtBot
) -> None:
    page = spanish_page
    page.show_part(part)
    page.resize(width, 700)
    labels = [
        field.label
        for form in page.part.findChildren(Form)
        for field in form.fields()
        if field.label is not None and field.isVisible()
    ]
    assert labels

    def whole() -> bool:
        return all(
            label.width() >= label.sizeHint().width()
            and label.mapTo(page.part, QPoint(label.width(), 0)).x() <= page.part.width()
            for label in labels
        )

    qtbot.waitUntil(whole)
    rooms = page.part.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: all(one.horizontalScrollBar().maximum() == 0 for one in rooms))
