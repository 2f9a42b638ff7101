"""Pages in a small window with large words: what belongs to a list stays whole and in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QTextEdit
from pytestqt.qtbot import QtBot

from db.texts import use
from tests.drivers import sample
from tests.ui.test_every_form_has_room import cut
from ui.pages.clients.small_list import list_header
from ui.pages.importing.outcomes import Outcomes
from ui.pages.importing.page import ImportPage
from ui.theme.look import apply
from ui.widgets.access_keys import assign
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.inputs import Tick
from ui.widgets.splitter import Splitter
from ui.widgets.text import Text
from ui.window_context import WindowContext


@pytest.fixture(autouse=True)
def large_words(qapp: QApplication, dressed: None) -> None:
    use("es")
    apply(qapp, "light", 150)


def test_the_buttons_of_a_heading_go_on_below_it_and_none_is_cut(
    context: WindowContext, qtbot: QtBot
) -> None:
    buttons = [Button(words) for words in ("Hoja de firmas", "Notas…", "Asistencia…", "Sesión…")]
    header = list_header("Sesiones", Outcomes(context.settings), *buttons)
    qtbot.addWidget(header)
    header.resize(430, 200)
    header.show()
    heading = next(one for one in header.findChildren(Text) if one.text() == "Sesiones")
    left = {button.mapTo(header, QPoint()).x() for button in buttons}
    assert cut(header) == []
    assert min(left) == heading.mapTo(header, QPoint()).x(), "they begin where the heading does"


def test_a_small_window_takes_from_the_list_before_what_stands_beside_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    apply_at = {100: (360, 700), 150: (540, 900)}
    for percent, (least, wide) in apply_at.items():
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply(application, "light", percent)
        first, last = QTextEdit(), QTextEdit()
        settings = sample.context(tmp_path).settings
        split = Splitter("a page", settings, first, last, sizes=(648, 420), least=360)
        qtbot.addWidget(split)
        split.resize(wide, 300)
        split.show()
        assert last.width() >= least
        assert first.width() < 648


def test_the_last_letter_beside_a_tick_is_not_cut(qtbot: QtBot) -> None:
    tick = Tick("También los revisados")
    row = Flow(tick)
    qtbot.addWidget(row)
    row.resize(600, 60)
    row.show()
    assign(row)
    own = QCheckBox.sizeHint(tick).width()
    assert tick.width() >= own + tick.fontMetrics().height() // 4


def test_before_a_file_is_read_the_import_says_so_and_its_steps_are_whole(
    tmp_path: Path, qtbot: QtBot
) -> None:
    page = ImportPage(sample.context(tmp_path))
    qtbot.addWidget(page)
    page.resize(960, 640)
    page.show()
    assert page.outcomes.nothing_yet.isVisible()

    def whole() -> None:
        assert cut(page) == []

    qtbot.waitUntil(whole)
