"""A hearing is continued onto what is booked: the plan makes room, and one step undoes both."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.appointment import Appointment
from db.operations.calendar.book import book
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.court.lists import hearing_list
from db.rules.codes import AppointmentKind
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.ui.court.test_court_page import in_the_calendar
from tests.ui.court_office import dialog_in_front
from ui.dialogs.court.outcome import ContinueDialog
from ui.dialogs.plan.dialog import PlanDialog
from ui.pages.court import CourtPage
from ui.window_context import WindowContext


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_plan_makes_room_for_a_hearing_that_is_continued(
    qtbot: QtBot, real: WindowContext, bench: Bench, case_id: UUID
) -> None:
    page = CourtPage(real)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    undo: list[object] = []
    real.on_notify = lambda _, how: undo.append(how)
    hearing_id = in_the_calendar(bench, case_id, days=3, minutes=90)
    (row,) = bench.read(hearing_list, case_id)
    at = row.starts_at.astimezone(bench.zone)
    then = datetime.combine(date(2026, 3, 24), at.time(), bench.zone)
    other = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.MEETING,
        starts_at=then,
        ends_at=then + timedelta(hours=1),
        workers=(bench.user.id,),
    )
    bench.write(book, other, "x")
    page.refresh(None)
    page.pane.continue_button.click()
    dialog = dialog_in_front(ContinueDialog)
    dialog.form.set_values({"day": then.date()}, clean=False)
    dialog.save()
    plan = dialog_in_front(PlanDialog)
    assert "is at the hearing then" in plan.why.text()
    plan.save_button.click()
    (row,) = bench.read(hearing_list, case_id)
    assert (row.id, row.starts_at) == (hearing_id, then)
    moved = bench.session.get_one(Appointment, other.id)
    bench.session.refresh(moved)
    assert moved.starts_at != int(then.timestamp())
    assert callable(undo[-1])
    undo[-1]()
    bench.session.refresh(moved)
    assert moved.starts_at == int(then.timestamp())
    (row,) = bench.read(hearing_list, case_id)
    assert row.starts_at == at
