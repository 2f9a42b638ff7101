"""Every control of the page and of its dialogs has a name of its own."""

from collections import Counter
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.operations.court.orders import OrderForm, add_order
from db.queries.court.hearing_view import hearing_view
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.ui.court_office import a_hearing
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.outcome import ContinueDialog, OutcomeDialog
from ui.dialogs.court.placement import PlacementDialog
from ui.dialogs.court.report_text import ReportTextDialog
from ui.pages.court import CourtPage
from ui.window_context import WindowContext

_KINDS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView)


def names(window: QWidget) -> Counter[str]:
    """The names of the controls that can be seen: their own, or that of the label beside them."""
    labelled = {
        label.buddy(): label.text().replace("&", "")
        for label in window.findChildren(QLabel)
        if label.buddy() is not None
    }
    found: Counter[str] = Counter()
    for kind in _KINDS:
        for control in window.findChildren(kind):
            inside = isinstance(control.parentWidget(), QComboBox | QLineEdit | QTableView)
            if inside or not control.isVisibleTo(window):
                continue  # a part of a control that has a name
            own = control.accessibleName() or labelled.get(control, "")
            if isinstance(control, QAbstractButton):
                own = own or control.text().replace("&", "")
            found[own or f"nameless {type(control).__name__}"] += 1
    return found


def held(bench: Bench, case_id: UUID) -> UUID:
    hearing = a_hearing(bench, case_id, -2)
    for day in (date(2026, 2, 27), date(2026, 2, 28)):
        form = OrderForm(new_id(), case_id, day, "Weekly visits.", hearing_id=hearing)
        bench.write(add_order, form)
    return hearing


def test_the_page(qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID) -> None:
    hearing = held(bench, case_id)
    page = CourtPage(real)
    qtbot.addWidget(page)
    page.refresh(None)
    page.open_record("hearing", hearing)
    page.show()
    found = names(page)
    assert not [name for name in found if name.startswith("nameless")], found
    assert not {name: n for name, n in found.items() if n > 1}


def test_its_dialogs(qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID) -> None:
    view = bench.read(hearing_view, held(bench, case_id))
    dialogs = [
        HearingDialog.new(real),
        HearingDialog.edit(real, view),
        ContinueDialog(real, view),
        OutcomeDialog(real, view),
        OrderDialog(real, case_id, order=view.orders[0]),
        PlacementDialog(real, case_id),
        ReportTextDialog(real, case_id, view.row.id, "Review hearing"),
    ]
    for dialog in dialogs:
        dialog.open()
        found = names(dialog)
        assert not [name for name in found if name.startswith("nameless")], (dialog, found)
        assert not {name: n for name, n in found.items() if n > 1}, dialog
        dialog._drop()
