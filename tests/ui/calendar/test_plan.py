"""Leave is entered, appointments break: a plan is shown, changed by keys, carried out, undone."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.models.staff import Staff
from db.operations.calendar.book import book
from db.rules.codes import AppointmentStatus, Role
from tests.db.calendar.made import at, booked, form
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.ui.calendar.desk import Desk, labels, row
from tests.ui.calendar.desk import desk as a_desk
from ui.dialogs.plan.dialog import PlanDialog
from ui.dialogs.plan.telling import WhomToTellDialog
from ui.pages.office.closure_dialogs import new_closure
from ui.pages.office.leave_dialog import LeaveDialog

NO_SIZE_HINTS = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
pytestmark = NO_SIZE_HINTS


def enter_leave(desk: Desk, staff: UUID, first: str = "3/3", last: str = "") -> QWidget:
    """On a page, which is given back: what opens over it lives as long as it does."""
    page = QWidget()
    desk.qtbot.addWidget(page)
    dialog = LeaveDialog(desk.context, [(staff, "Mei")], page)
    dialog.begin(staff)
    dialog.form.field("first").control.setText(first)
    dialog.form.field("last").control.setText(last)
    dialog.button.click()
    return page


def shown(plan: PlanDialog) -> list[list[str]]:
    model = plan.model
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def a_team(desk: Desk) -> tuple[Staff, Staff]:
    mei, ben = desk.bench.worker("Mei"), desk.bench.worker("Ben")
    for one in (mei, ben):
        desk.bench.session.get_one(Staff, one.id).team = "Intake"
    desk.bench.session.commit()
    return mei, ben


def workers(desk: Desk, one: UUID) -> set[UUID]:
    return {t.resource_id for t in row(desk.bench, one).taken}


def test_leave_that_breaks_nothing_shows_no_plan(desk: Desk) -> None:
    mei, _ = a_team(desk)
    page = enter_leave(desk, mei.id)
    assert page and not desk.dialogs()


def test_a_plan_is_changed_by_keys_carried_out_and_undone(desk: Desk) -> None:
    mei, ben = a_team(desk)
    one = booked(desk.bench, workers=(mei.id,), client_id=on_file(desk.bench))
    two = booked(desk.bench, "11:00", "12:00", workers=(mei.id,))
    three = booked(desk.bench, "14:00", "15:00", workers=(mei.id,))
    page = enter_leave(desk, mei.id)
    plan: PlanDialog = desk.front(PlanDialog)
    assert plan.parentWidget() is page
    assert "3 appointments break. Here is a plan for them." in labels(plan)
    assert shown(plan)[0][:4] == [
        "Tue, Mar 3, 9:00\u00a0AM", "Office visit: Ada Lovelace", "Mei",
        "Move to Tue, Mar 10, 9:00\u00a0AM",
    ]  # fmt: skip
    assert "Mei is away on 3/3/2026" in shown(plan)[0][4]
    desk.qtbot.keyClick(plan.table, Qt.Key.Key_Down)
    while "Ben takes it" not in shown(plan)[1][3]:
        desk.qtbot.keyClick(plan.table, Qt.Key.Key_Right)
    assert plan.way.currentText() == "Ben takes it"
    desk.qtbot.keyClick(plan.table, Qt.Key.Key_Down)
    desk.qtbot.keyClick(plan.table, Qt.Key.Key_Left)
    assert shown(plan)[2][3] == "Leave it as it is"
    plan.way.setCurrentIndex(plan.way.count() - 2)
    assert shown(plan)[2][3] == "Call it off"
    desk.qtbot.keyClick(plan.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told: WhomToTellDialog = desk.front(WhomToTellDialog)
    assert "1 client is to be told what has changed." in labels(told)
    assert [str(told.model.index(0, column).data()) for column in range(3)] == [
        "Ada Lovelace",
        "Tue, Mar 10, 9:00\u00a0AM, and not Tue, Mar 3, 9:00\u00a0AM",
        "Not to be contacted",
    ]
    told.reject()
    assert not desk.dialogs()
    assert desk.said[-1] == ("The plan is carried out: 1 moved, 1 given to others, 1 called off.")
    assert row(desk.bench, one).starts_at == int(at(desk.bench, "9:00", 10).timestamp())
    assert workers(desk, two) == {ben.id}
    assert row(desk.bench, three).status is AppointmentStatus.CANCELLED_BY_OFFICE
    desk.undo[-1]()
    assert row(desk.bench, one).starts_at == int(at(desk.bench, "9:00").timestamp())
    assert workers(desk, two) == {mei.id}
    assert row(desk.bench, three).status is AppointmentStatus.CONFIRMED


def test_what_was_taken_meanwhile_is_said_in_the_plan_and_nothing_is_done(desk: Desk) -> None:
    mei, ben = a_team(desk)
    one = booked(desk.bench, workers=(mei.id,))
    page = enter_leave(desk, mei.id)
    plan: PlanDialog = desk.front(PlanDialog)
    assert plan.parentWidget() is page
    while "Ben takes it" not in shown(plan)[0][3]:
        desk.qtbot.keyClick(plan.table, Qt.Key.Key_Right)
    booked(desk.bench, workers=(ben.id,))
    plan.save_button.click()
    assert "Ben is already booked" in plan.refusal.text()
    assert plan.isVisible() and plan.save_button.isEnabled()
    assert workers(desk, one) == {mei.id}


def test_an_appointment_may_stay_in_spite_of_the_leave(desk: Desk) -> None:
    mei, _ = a_team(desk)
    one = booked(desk.bench, workers=(mei.id,))
    page = enter_leave(desk, mei.id)
    plan: PlanDialog = desk.front(PlanDialog)
    assert plan.parentWidget() is page
    desk.qtbot.keyClick(plan.table, Qt.Key.Key_Left)
    assert plan.steps() == ()
    plan.save_button.click()
    assert not desk.dialogs() and row(desk.bench, one).version == 1


def test_a_closure_offers_its_plan_as_well(desk: Desk) -> None:
    mei, _ = a_team(desk)
    booked(desk.bench, workers=(mei.id,))
    page = QWidget()
    desk.qtbot.addWidget(page)
    dialog: Any = new_closure(desk.context, page)
    dialog.form.field("name").control.setText("Snow")
    dialog.form.field("first_day").control.setText("3/3")
    dialog.button.click()
    plan: PlanDialog = desk.front(PlanDialog)
    assert plan.parentWidget() is page
    assert "Snow" in shown(plan)[0][4]


def test_of_a_hidden_appointment_only_its_time_and_worker_are_told(
    desk: Desk, tmp_path: Any, qtbot: Any
) -> None:
    mei, _ = a_team(desk)
    client = on_file(desk.bench)
    secret = form(desk.bench, workers=(mei.id,), client_id=client, subject="Secret")
    desk.bench.write(book, secret)
    case_on_file(desk.bench, client, restricted=True)
    outsider = a_desk(desk.bench.as_role(Role.RECEPTIONIST), tmp_path, qtbot)
    page = enter_leave(outsider, mei.id)
    plan: PlanDialog = outsider.front(PlanDialog)
    assert plan.parentWidget() is page
    assert plan.hidden.text() == (
        "1 appointment that you may not see breaks too: Tue, Mar 3, 9:00\u00a0AM. "
        "Pass it on to Mei."
    )
    words = labels(plan)
    assert "Ada" not in words and "Secret" not in words
