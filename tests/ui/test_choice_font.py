"""A box that is typed into: its font, and what it may cost before the first paint."""

from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from tests.structure.test_start_up import OURS, _run
from ui.widgets.choice import Choice


def test_the_line_that_is_typed_into_has_the_font_of_its_box(qtbot: QtBot) -> None:
    box = Choice([(number, f"Room {number}") for number in range(20)])
    qtbot.addWidget(box)
    line = box.lineEdit()
    assert line is not None
    box.setFont(QFont("DejaVu Sans", 27))
    assert line.font().pointSize() == 27


def test_a_box_that_is_typed_into_no_more_may_have_another_font(qtbot: QtBot) -> None:
    box = Choice([(number, f"Room {number}") for number in range(20)])
    qtbot.addWidget(box)
    box.set_options([(1, "Room 1")])
    assert box.lineEdit() is None
    box.setFont(QFont("DejaVu Sans", 27))
    assert box.font().pointSize() == 27


def test_no_box_has_every_kind_of_event_made_before_the_first_paint() -> None:
    """Some fifty classes: they are made when any event is handed to Python as what it may be."""
    told = OURS.replace(
        "def tell():",
        """def tell():
    import PySide6.QtGui
    print("QWhatsThisClickedEvent" in vars(PySide6.QtGui))
    sys.stdout.flush()
    os._exit(0)
def untold():""",
    )
    assert _run(told).split() == ["False"]
