"""The tray of those who wait: shown, found a time, carried into the grid, put back."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from db.models.calendar import AppointmentRequest
from db.operations.calendar.requests import change_request
from db.queries.calendar.waiting import RequestForm
from db.rules.codes import AppointmentKind, AppointmentStatus, RequestState
from tests.db.calendar.made import at, booked
from tests.db.calendar.test_waiting import asked
from tests.db.people_on_file import on_file
from tests.ui.calendar.desk import Desk, a_findable_client, fill, labels, row
from ui.dialogs.appointment import AppointmentDialog, CancelDialog, Prefill
from ui.dialogs.stale import StaleDialog
from ui.dialogs.waiting import WaitDialog
from ui.dialogs.withdrawing import WithdrawDialog
from ui.drafts import Draft
from ui.pages.calendar.page import CalendarPage
from ui.theme.tokens import Tone
from ui.widgets.calendar_view_grid import Ghost, Slot

K, M = Qt.Key, Qt.KeyboardModifier
S = AppointmentStatus


def request(desk: Desk, request_id: UUID) -> AppointmentRequest:
    found = desk.bench.session.get_one(AppointmentRequest, request_id)
    desk.bench.session.refresh(found)
    return found


def opened(desk: Desk) -> CalendarPage:
    """The page with its tray, the cursor in it."""
    page = desk.page()
    page.placing.toggle.trigger()
    return page


def names(page: CalendarPage) -> list[str]:
    return [entry.name for entry in page.tray.list.waiting.entries()]


def key(desk: Desk, page: CalendarPage, *keys: Any) -> None:
    page.tray.list.setFocus()
    for one in keys:
        pressed, held = one if isinstance(one, tuple) else (one, M.NoModifier)
        desk.qtbot.keyClick(page.tray.list, pressed, held)


def three_wait(desk: Desk) -> tuple[RequestForm, UUID, UUID]:
    """Ada waits for Mara; Bo for anybody and urgently; somebody not on file."""
    mara, ben = desk.bench.worker("mara").id, desk.bench.worker("ben").id
    ada = on_file(desk.bench, "Ada Lovelace")
    made = asked(desk.bench, ada, staff_id=mara, wish="mornings", subject="")
    asked(desk.bench, None, subject="A walk-in", staff_id=ben)
    desk.bench.pass_time(hours=24)
    asked(
        desk.bench, on_file(desk.bench, "Bo Diaz"), urgent=True, subject="Plan",
        latest=date(2026, 3, 13),
    )  # fmt: skip
    return made, mara, ben


def test_everybody_who_waits_is_a_named_item_and_one_filters_by_worker(desk: Desk) -> None:
    _, mara, _ = three_wait(desk)
    page = opened(desk)
    assert names(page) == [
        "Bo Diaz, urgent, Intake, 45 min, with anybody, Plan, until 3/13/2026, waiting since today",
        "Ada Lovelace, Intake, 45 min, with Mara, mornings, waiting since 3/2/2026 (1 day)",
        "A walk-in, Intake, 45 min, with Ben, waiting since 3/2/2026 (1 day)",
    ]
    assert page.tray.count.text() == "3 wait" and page.tray.list.hasFocus()
    page.tray.whose.set_value(mara)
    page.tray.whose.edited.emit()
    assert [name.split(",")[0] for name in names(page)] == ["Bo Diaz", "Ada Lovelace"]


def test_the_tray_stays_as_it_was_left_and_says_that_nobody_waits(desk: Desk) -> None:
    page = opened(desk)
    assert "Nobody waits" in labels(page.tray)
    assert desk.page().tray.isVisible()
    page.placing.toggle.trigger()
    assert not desk.page().tray.isVisible()


def test_enter_opens_the_form_filled_with_the_first_times_that_suit(desk: Desk) -> None:
    made, mara, _ = three_wait(desk)
    booked(desk.bench, "8:30", "12:00", day=4, workers=(mara,))
    page = opened(desk)
    page.tray.list.choose(made.id)
    key(desk, page, K.Key_Return)
    dialog = desk.front(AppointmentDialog)
    assert dialog.fields.value("workers") == (mara,) and dialog.fields.value("ends_at") == 45
    assert "mornings" in dialog.waiting.band.label.text()
    assert dialog.free.slots_shown()
    dialog._finding._take(dialog.free.slots_shown()[0])
    dialog.save_button.click()
    assert request(desk, made.id).state is RequestState.BOOKED
    assert [name.split(",")[0] for name in names(page)] == ["Bo Diaz", "A walk-in"]
    page.view.setFocus()
    desk.press(page, (K.Key_Z, M.ControlModifier))
    assert request(desk, made.id).state is RequestState.WAITING


def test_the_form_begins_on_the_first_day_on_which_they_could_come(desk: Desk) -> None:
    made = asked(desk.bench, on_file(desk.bench), earliest=date(2026, 3, 9))
    page = opened(desk)
    page.tray.list.choose(made.id)
    page.tray.find_button.click()
    assert desk.front(AppointmentDialog).fields.value("day") == date(2026, 3, 9)


def carried(desk: Desk, page: CalendarPage, made: RequestForm, slot: Slot) -> None:
    page.view.go_to(slot)
    page.tray.list.choose(made.id)
    key(desk, page, (K.Key_Return, M.ControlModifier))
    assert page.view.hasFocus() and page.view.ghost is not None


def test_carried_by_keys_the_conflict_is_said_before_the_drop_and_enter_books(desk: Desk) -> None:
    made, mara, ben = three_wait(desk)
    booked(desk.bench, "9:00", "10:00", workers=(ben,))
    page = opened(desk)
    carried(desk, page, made, Slot(1, 9 * 60 + 30))  # Ana, Ben, Mara
    ghost = page.view.ghost
    assert ghost is not None and ghost.tone is Tone.DANGER
    assert ghost.words.startswith("Ben is already booked")
    desk.press(page, K.Key_Return)
    assert request(desk, made.id).state is RequestState.WAITING
    assert "Ben is already booked" in page.words.text()
    carried(desk, page, made, Slot(1, 9 * 60 + 30))
    desk.press(page, K.Key_Right, K.Key_Down)
    assert page.view.ghost is not None and page.view.ghost.tone is Tone.NEUTRAL
    assert "Enter books it there" in page.words.text()
    desk.press(page, K.Key_Return)
    told = request(desk, made.id)
    assert told.state is RequestState.BOOKED
    appointment = row(desk.bench, told.appointment_id)
    assert appointment.starts_at == int(at(desk.bench, "9:45").timestamp())
    assert [one.resource_id for one in appointment.taken if one.kind == "worker"] == [mara]
    current = page.view.current_entry()
    assert current is not None and current.id == appointment.id


def test_esc_leaves_them_waiting_and_they_can_be_carried_on_to_other_days(desk: Desk) -> None:
    made, _, _ = three_wait(desk)
    page = opened(desk)
    carried(desk, page, made, Slot(2, 9 * 60))
    desk.press(page, K.Key_Escape)
    assert page.view.ghost is None and page.moving.carried is None
    carried(desk, page, made, Slot(2, 9 * 60))
    desk.press(page, K.Key_PageDown)
    assert page.shown.day == date(2026, 3, 4) and page.view.ghost is not None
    desk.press(page, K.Key_Return)
    told = row(desk.bench, request(desk, made.id).appointment_id)
    assert told.starts_at == int(at(desk.bench, "9:00", 4).timestamp())


def test_where_a_reason_is_needed_the_form_asks_for_it(desk: Desk) -> None:
    made, mara, _ = three_wait(desk)
    page = opened(desk)
    carried(desk, page, made, Slot(2, 17 * 60))  # after hours
    assert page.view.ghost is not None and page.view.ghost.tone is Tone.WARNING
    desk.press(page, K.Key_Return)
    dialog = desk.front(AppointmentDialog)
    assert dialog.fields.value("workers") == (mara,)
    dialog.check_now()
    dialog.findings.reason.set_value("She works until then")
    dialog.save_button.click()
    assert request(desk, made.id).state is RequestState.BOOKED


def drag(page: CalendarPage, *points: QPoint, esc: bool = False) -> None:
    """From the first card over these points of the grid, and let go."""
    view, port = page.tray.list, page.view.viewport()
    start = view.visualRect(view.waiting.index(0)).center()
    places = [view.viewport().mapToGlobal(start), *(port.mapToGlobal(point) for point in points)]
    kinds = [QEvent.Type.MouseButtonPress] + [QEvent.Type.MouseMove] * len(points)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, place in zip(kinds, places, strict=True):
        button = left if kind is QEvent.Type.MouseButtonPress else none
        where = QPointF(view.viewport().mapFromGlobal(place))
        event = QMouseEvent(kind, where, QPointF(place), button, left, M.NoModifier)
        act = view.mousePressEvent if button is left else view.mouseMoveEvent
        act(event)
    if not esc:
        done = QEvent.Type.MouseButtonRelease
        where = QPointF(view.viewport().mapFromGlobal(places[-1]))
        view.mouseReleaseEvent(
            QMouseEvent(done, where, QPointF(places[-1]), left, none, M.NoModifier)
        )


def test_a_card_is_dragged_into_the_grid_and_dropped(desk: Desk) -> None:
    mara = desk.bench.worker("mara").id
    made = asked(desk.bench, on_file(desk.bench), minutes=60)
    booked(desk.bench, "9:00", "10:00", workers=(mara,))
    page = opened(desk)
    page.view.show_hour(8)
    area = page.view.ghost_area  # where a time stands

    def point(minute: int) -> QPoint:
        top = area(Ghost(None, 1, 1, minute, minute + 15)).center()
        return top - QPoint(page.view.horizontalOffset(), page.view.verticalOffset())

    drag(page, point(9 * 60), esc=True)
    ghost = page.view.ghost
    assert ghost is not None and ghost.tone is Tone.DANGER
    key(desk, page, K.Key_Escape)
    assert page.view.ghost is None
    drag(page, point(9 * 60), QPoint(-200, 5))
    assert request(desk, made.id).state is RequestState.WAITING, "let go outside the grid"
    drag(page, point(9 * 60), point(11 * 60))
    told = row(desk.bench, request(desk, made.id).appointment_id)
    assert told.starts_at == int(at(desk.bench, "11:00").timestamp())
    assert told.ends_at - told.starts_at == 3600


def test_taking_off_the_list_says_why_and_can_be_undone(desk: Desk) -> None:
    made, _, _ = three_wait(desk)
    page = opened(desk)
    page.tray.list.choose(made.id)
    key(desk, page, K.Key_Delete)
    dialog = desk.front(WithdrawDialog)
    dialog.form.field("reason").set_value("Moved away")
    dialog._give()
    assert request(desk, made.id).withdrawn_because == "Moved away"
    assert len(names(page)) == 2
    desk.press(page, (K.Key_Z, M.ControlModifier))
    assert len(names(page)) == 3


def test_somebody_is_put_on_the_list_and_changed(desk: Desk) -> None:
    client = a_findable_client(desk.bench)
    page = opened(desk)
    page.tray.add()
    dialog = desk.front(WaitDialog)
    dialog.client.choose(client.id)
    dialog.form.field("minutes").set_value(30)
    dialog.form.field("wish").set_value("after four")
    dialog.save()
    (name,) = names(page)
    assert name.startswith("Ada Lovelace, Office visit, 30 min") and "after four" in name
    key(desk, page, K.Key_F2)
    again = desk.front(WaitDialog)
    again.form.field("urgent").set_value(True)
    again.save()
    assert ", urgent," in names(page)[0]


def test_two_who_change_the_same_entry_are_asked_field_by_field(desk: Desk) -> None:
    made = asked(desk.bench, on_file(desk.bench))
    page = opened(desk)
    page.tray.list.choose(made.id)
    key(desk, page, K.Key_F2)
    dialog = desk.front(WaitDialog)
    desk.bench.write(change_request, replace(made, urgent=True))
    dialog.form.field("wish").set_value("mornings")
    dialog.save()
    assert desk.front(StaleDialog)


def test_what_is_typed_of_a_request_is_kept(desk: Desk) -> None:
    client = a_findable_client(desk.bench)
    page = opened(desk)
    page.tray.add()
    dialog = desk.front(WaitDialog)
    dialog.client.choose(client.id)
    dialog.form.field("wish").control.setPlainText("after four")
    (draft,) = dialog.drafts()
    assert "Ada" not in draft.title
    dialog._drop()
    page.restore(Draft(draft.kind, draft.record_id, draft.data, draft.title))
    again = desk.front(WaitDialog)
    assert (again.client.value(), again.form.value("wish")) == (client.id, "after four")
    again.save()
    assert len(names(page)) == 1


def test_a_new_appointment_becomes_a_request_instead(desk: Desk) -> None:
    mara, client = desk.bench.worker("mara"), a_findable_client(desk.bench)
    page = opened(desk)
    dialog = desk.new(Prefill(worker_id=mara.id, client_id=client.id))
    fill(dialog, subject="Plan", ends_at="30")
    dialog.list_button.click()
    desk.front(WaitDialog).save()
    assert not desk.dialogs(), "the form is gone, and asked nothing"
    (name,) = names(page)
    assert name.startswith("Ada Lovelace, Office visit, 30 min, with Mara, Plan")


@pytest.mark.parametrize("waits", [True, False])
def test_whoever_cancels_may_wait_for_another_time(desk: Desk, waits: bool) -> None:
    made = booked(
        desk.bench, workers=(desk.bench.worker("mara").id,), client_id=on_file(desk.bench)
    )
    page = desk.page()
    page.view.select_appointment(made)
    desk.press(page, K.Key_Delete)
    dialog = desk.front(CancelDialog)
    dialog.form.field("by").set_value(S.CANCELLED_BY_CLIENT)
    dialog.waits.setChecked(waits)
    dialog._give()
    assert row(desk.bench, made).status is S.CANCELLED_BY_CLIENT
    assert len(names(page)) == int(waits)
    desk.press(page, (K.Key_Z, M.ControlModifier))
    assert row(desk.bench, made).status is S.CONFIRMED
    assert not names(page)


def test_a_draft_of_a_form_for_who_waits_still_books_for_them(desk: Desk) -> None:
    made, _, _ = three_wait(desk)
    page = opened(desk)
    page.tray.list.choose(made.id)
    key(desk, page, K.Key_Return)
    dialog = desk.front(AppointmentDialog)
    fill(dialog, subject="Plan")
    (draft,) = dialog.drafts()
    dialog._discard()
    page.restore(draft)
    again = desk.front(AppointmentDialog)
    assert again.waiting.known
    fill(again, day="3/4/2026", starts_at="10:00 AM")
    again.save_button.click()
    assert request(desk, made.id).state is RequestState.BOOKED


def test_a_new_one_that_is_drawn_says_what_stands_against_it_before_it_is_dropped(
    desk: Desk,
) -> None:
    booked(desk.bench, workers=(desk.bench.worker("mara").id,), kind=AppointmentKind.MEETING)
    page = desk.page()
    page.view.start_ghost(Ghost(None, 1, 1, 9 * 60, 9 * 60 + 30))
    ghost = page.view.ghost
    assert ghost is not None and ghost.tone is Tone.DANGER
    assert ghost.words.startswith("Mara is already booked")
    page.view.start_ghost(Ghost(None, 1, 1, 11 * 60, 11 * 60 + 30))
    assert page.view.ghost is not None and page.view.ghost.tone is Tone.NEUTRAL
    assert page.view.ghost.words.endswith("free")


def test_beside_the_grid_stands_the_day_of_who_waits_and_of_who_would_see_them(desk: Desk) -> None:
    made, _, ben = three_wait(desk)
    booked(desk.bench, "9:00", "10:00", workers=(ben,))
    outside = AppointmentKind.OUTSIDE
    booked(desk.bench, "11:00", "12:00", client_id=made.client_id, kind=outside)
    page = opened(desk)
    page.tray.list.choose(made.id)
    page.view.go_to(Slot(1, 10 * 60))
    strip = page.tray.days
    assert strip.isVisible()
    assert [title.name for title in strip.held.titles] == ["Ben", "Ada Lovelace"]
    assert page.tray.met.text().endswith("all are free")
    desk.qtbot.keyClick(strip, K.Key_Right)
    desk.qtbot.keyClick(strip, K.Key_Right)
    assert page.view.cursor_slot == Slot(1, 10 * 60 + 30)
    assert "Ada Lovelace: busy (Outside commitment)" in page.tray.met.text()
    carried(desk, page, made, Slot(2, 9 * 60))
    assert [title.name for title in strip.held.titles] == ["Mara", "Ada Lovelace"]
    page.placing.toggle.trigger()
    assert not strip.isVisible()
