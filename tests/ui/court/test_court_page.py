"""Hearings in a list, and what becomes of the one in front."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.operations.calendar.hearings import Attending, set_hearing
from db.operations.court.hearings import HearingForm
from db.queries.calendar.range_view import CalendarRange, calendar_days
from db.queries.court.docket import DocketSpan
from db.queries.court.hearing_view import hearing_view
from db.queries.court.lists import hearing_list, order_list
from db.rules.codes import AppointmentStatus, HearingKind, OrderStatus, ResourceKind, Role
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client
from tests.ui.court_office import a_hearing, dialog_in_front, dialogs, press
from tests.ui.real_office import real_context
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.order import OrderDialog
from ui.dialogs.court.outcome import ContinueDialog, OutcomeDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.court import CourtPage
from ui.window_context import WindowContext


@pytest.fixture
def page(qtbot: QtBot, real: WindowContext, case_id: UUID) -> CourtPage:
    page = CourtPage(real)
    qtbot.addWidget(page)
    real.runner.changed.connect(page.refresh)
    page.show()
    return page


def rows(page: CourtPage, qtbot: QtBot) -> list[list[str]]:
    model = page.list.model
    columns = [column.key for column in model.columns]
    shown = [columns.index(key) for key in ("case", "client", "kind", "report")]

    def read() -> list[list[str]]:
        return [
            [str(model.index(row, column).data()) for column in shown]
            for row in range(model.rowCount())
        ]

    qtbot.waitUntil(lambda: all("…" not in line for line in read()))
    return read()


def in_the_calendar(bench: Bench, case_id: UUID, days: int = 3, minutes: int = 60) -> UUID:
    """A hearing that stands in the user's calendar."""
    at = bench.now + timedelta(days=days)
    form = HearingForm(new_id(), case_id, HearingKind.PERMANENCY, at, judge="Hon. C. Mbeki")
    attending = Attending(new_id(), bench.user.id, minutes)
    bench.write(set_hearing, form, attending, None, "The court set the time.")
    return form.id


def appointment_of(bench: Bench, hearing_id: UUID) -> Appointment:
    view = bench.read(hearing_view, hearing_id)
    assert view.row.appointment_id is not None
    found: Appointment = bench.session.get_one(Appointment, view.row.appointment_id)
    bench.session.refresh(found)
    return found


def test_what_comes_and_what_has_been_are_apart(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    coming, past = a_hearing(bench, case_id, 5), a_hearing(bench, case_id, -40)
    page.refresh(None)
    assert rows(page, qtbot) == [["2025-0001", "Reyes, Noah", "Review hearing", "Not begun"]]
    assert page.list.current_id() == coming
    page.span.setCurrentIndex(1)
    assert list(page.list.model.ids()) == [past]
    page.span.setCurrentIndex(2)
    assert set(page.list.model.ids()) == {coming, past}


def test_mine_are_those_of_the_cases_that_i_work_on(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    mine = a_hearing(bench, case_id, 5)
    other = a_case(bench, a_client(bench, "Ida", "Moss"), bench.worker("ben").id)
    theirs = a_hearing(bench, other, 6)
    page.refresh(None)
    assert list(page.list.model.ids()) == [mine, theirs]
    page.whose.setCurrentIndex(1)
    assert list(page.list.model.ids()) == [mine]
    page.whose.setCurrentIndex(0)
    page.list.search.setText("moss")
    page.list.search.search_now()
    assert list(page.list.model.ids()) == [theirs]


def test_a_hearing_is_entered_with_the_time_that_it_takes(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    page.new_hearing()
    dialog = dialog_in_front(HearingDialog)
    dialog.save()
    assert dialog.form.field("case").error.text()
    field = dialog.form.field("case").control
    field.setFocus()
    field.setText("2025-00")
    field._ask()
    field._settle()
    assert field.value() == case_id
    day = date(2026, 3, 12)
    dialog.form.set_values(
        {"kind": HearingKind.REVIEW, "day": day, "worker": bench.user.id}, clean=False
    )
    dialog.form.field("starts_at").control.setText("9:30")
    dialog.form.set_values({"due": date(2026, 3, 9)}, clean=False)
    dialog.save()
    assert not dialogs()
    (row,) = bench.read(hearing_list, case_id)
    view = bench.read(hearing_view, row.id)
    assert view.attending == ("Ana",)
    assert (view.starts_at.date(), view.starts_at.hour) == (day, 9)
    assert view.due is not None and view.due.due_on == date(2026, 3, 9)
    days = bench.read(calendar_days, CalendarRange(ResourceKind.WORKER, day, day))
    assert len(days.items) == 1
    assert page.list.current_id() == row.id


def test_a_time_that_is_taken_asks_for_a_reason(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    ben = bench.worker("Ben")
    page.new_hearing()
    dialog = dialog_in_front(HearingDialog)
    sunday = date(2026, 3, 8)
    values = {"kind": HearingKind.MOTION, "day": sunday, "worker": ben.id}
    dialog.form.set_values({"case": (case_id, "2025-0001"), **values}, clean=False)
    dialog.form.field("starts_at").control.setText("10:00")
    dialog.save()
    reason = dialog_in_front(ReasonDialog)
    reason.reason.setText("The court sits on Sunday.")
    reason._give()
    assert not dialogs()
    (row,) = bench.read(hearing_list, case_id)
    assert appointment_of(bench, row.id).override_reason == "The court sits on Sunday."


def test_continuing_a_hearing_moves_its_appointment(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    hearing_id = in_the_calendar(bench, case_id, days=3, minutes=90)
    page.refresh(None)
    page.pane.continue_button.click()
    dialog = dialog_in_front(ContinueDialog)
    dialog.form.set_values({"day": date(2026, 3, 24)}, clean=False)
    dialog.save()
    (row,) = bench.read(hearing_list, case_id)
    assert row.id == hearing_id
    assert row.starts_at.astimezone(bench.zone).date() == date(2026, 3, 24)
    appointment = appointment_of(bench, hearing_id)
    assert appointment.starts_at == int(row.starts_at.timestamp())
    assert appointment.ends_at - appointment.starts_at == 90 * 60
    assert "March 24" in page.pane.when.text()


def test_continuing_one_that_was_held_keeps_it_and_enters_the_next(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    held = in_the_calendar(bench, case_id, days=1)
    bench.pass_time(days=2)
    page.span.setCurrentIndex(1)
    page.open_record("hearing", held)
    page.pane.continue_button.click()
    dialog = dialog_in_front(ContinueDialog)
    dialog.form.set_values({"day": date(2026, 3, 24)}, clean=False)
    dialog.save()
    coming, past = bench.read(hearing_list, case_id)
    assert (past.id, past.outcome) == (held, "Continued.")
    assert coming.judge == "Hon. C. Mbeki"
    assert appointment_of(bench, coming.id).starts_at == int(coming.starts_at.timestamp())


def test_vacating_frees_the_time_and_can_be_undone(
    qtbot: QtBot, page: CourtPage, real: WindowContext, bench: Bench, case_id: UUID
) -> None:
    said: list[object] = []
    real.on_notify = lambda text, undo: said.append(undo)
    hearing_id = in_the_calendar(bench, case_id)
    page.refresh(None)
    page.pane.vacate_button.click()
    press("Vacate hearing")
    assert bench.read(hearing_list, case_id)[0].vacated
    assert appointment_of(bench, hearing_id).status is AppointmentStatus.CANCELLED_BY_OFFICE
    (undo,) = said
    assert callable(undo)
    undo()
    assert not bench.read(hearing_list, case_id)[0].vacated
    assert appointment_of(bench, hearing_id).status is AppointmentStatus.CONFIRMED


def test_the_outcome_and_an_order_are_written_down(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    hearing_id = a_hearing(bench, case_id, -2)
    page.span.setCurrentIndex(1)
    assert page.list.current_id() == hearing_id
    page.pane.outcome_button.click()
    dialog = dialog_in_front(OutcomeDialog)
    dialog.form.set_values({"outcome": "Reunification continues."}, clean=False)
    dialog.save()
    assert page.pane.outcome_text.text() == "Reunification continues."
    assert page.pane.made.adding is not None
    page.pane.made.adding.click()
    order = dialog_in_front(OrderDialog)
    assert order.form.value("hearing_id") == hearing_id
    assert order.form.value("ordered_on") == date(2026, 2, 28)
    order.form.set_values({"text": "Weekly visits.", "due_on": date(2026, 3, 1)}, clean=False)
    order.save()
    (row,) = bench.read(order_list, case_id)
    assert (row.text, row.hearing_id, row.overdue) == ("Weekly visits.", hearing_id, True)
    page.pane.made._change(row)
    again = dialog_in_front(OrderDialog)
    again.form.set_values(
        {"status": OrderStatus.IMPLEMENTED, "remark": "Every Saturday."}, clean=False
    )
    again.save()
    (row,) = bench.read(order_list, case_id)
    assert (row.status, row.remark) == (OrderStatus.IMPLEMENTED, "Every Saturday.")


def test_two_people_who_change_a_hearing_choose_field_by_field(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    from db.operations.court.hearings import change_hearing
    from ui.dialogs.stale import StaleDialog

    hearing_id = a_hearing(bench, case_id, 5)
    page.refresh(None)
    page.pane.edit()
    dialog = dialog_in_front(HearingDialog)
    dialog.form.set_values({"judge": "Hon. Mine"}, clean=False)
    at = bench.now + timedelta(days=5)
    theirs = HearingForm(
        hearing_id, case_id, HearingKind.REVIEW, at, judge="Hon. Theirs", version=1
    )
    bench.write(change_hearing, theirs)
    dialog.save()
    stale = dialog_in_front(StaleDialog)
    assert {one.name for one in stale._differences} == {"judge", "court"}
    stale._save()
    assert not dialogs()
    assert bench.read(hearing_list, case_id)[0].judge == "Hon. Mine"


def test_who_only_reads_cases_is_offered_no_change(
    qtbot: QtBot, bench: Bench, case_id: UUID, tmp_path: Path
) -> None:
    a_hearing(bench, case_id, 5)
    auditor = bench.as_role(Role.RECEPTIONIST, "rita")
    page = CourtPage(real_context(auditor, tmp_path))
    qtbot.addWidget(page)
    assert [one.text() for one in page.page_actions()] == ["Court report"]
    assert page.pane.made.adding is not None and page.pane.made.adding.isHidden()


def test_a_hearing_that_the_filter_leaves_out_is_shown_all_the_same(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    past = a_hearing(bench, case_id, -40)
    a_hearing(bench, case_id, 10)
    page.refresh(None)
    page.open_record("hearing", past)
    assert page.list.current_id() == past
    assert page.pane.view is not None and page.pane.view.row.id == past
    assert page.span.value() is DocketSpan.ALL


def test_the_new_hearing_is_in_front(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    a_hearing(bench, case_id, 5)
    page.refresh(None)
    page.new_hearing()
    dialog = dialog_in_front(HearingDialog)
    values = {"case": (case_id, "2025-0001"), "kind": HearingKind.MOTION}
    dialog.form.set_values({**values, "day": date(2026, 4, 1)}, clean=False)
    dialog.form.field("starts_at").control.setText("9")
    dialog.save()
    assert page.list.current_id() == dialog.record_id
    assert page.pane.heading.text() == "Motion hearing"


def test_a_caseworker_begins_with_the_hearings_of_the_own_cases(
    qtbot: QtBot, bench: Bench, case_id: UUID, tmp_path: Path
) -> None:
    a_hearing(bench, case_id, 5)
    mei = bench.as_role(Role.CASEWORKER, "mei")
    own = a_hearing(bench, a_case(bench, a_client(bench, "Ida", "Moss"), mei.user.id), 6)
    page = CourtPage(real_context(mei, tmp_path))
    qtbot.addWidget(page)
    page.refresh(None)
    assert list(page.list.model.ids()) == [own]
    page.whose.setCurrentIndex(0)
    assert len(page.list.model.ids()) == 2


def test_who_looked_at_a_hearing_is_in_the_audit_log(
    qtbot: QtBot, page: CourtPage, bench: Bench, case_id: UUID
) -> None:
    hearing = a_hearing(bench, case_id, 5)
    page.refresh(None)
    page.open_record("hearing", hearing)
    page.refresh(None)
    seen = bench.session.query(AuditEvent).filter_by(action="case.viewed").all()
    assert [(one.record_id, one.user_id) for one in seen] == [(case_id, bench.user.id)]
