"""A walk-in: found or taken in, booked from this minute on, and waiting on the board."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.models.calendar import CalendarRule, KindSetting
from db.queries.calendar.free_now import free_now
from db.queries.calendar.reception import BoardState, reception_board
from db.rules.codes import AppointmentKind, Role, RuleWeight
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, leave
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file
from tests.ui.real_office import real_context
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.walk_in import WalkInDialog


@pytest.fixture
def desk(bench: Bench) -> Bench:
    clock(bench, "10:00", 3)
    return bench.as_role(Role.RECEPTIONIST, "rita")


def dialog_of(desk: Bench, folder: Path, qtbot: QtBot) -> tuple[WalkInDialog, list[object]]:
    context = real_context(desk, folder)
    undo: list[object] = []
    context.on_notify = lambda text, back: undo.append(back)
    dialog = WalkInDialog(context, lambda record_id: None)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog, undo


def test_who_is_free_now_stands_first_with_the_time_until_when(desk: Bench) -> None:
    mara, ben, tom = (desk.worker(name) for name in ("Mara", "Ben", "Tom"))
    booked(desk, "9:30", "10:30", client_id=on_file(desk), workers=(mara.id,))
    booked(desk, "11:00", "12:00", workers=(ben.id,), subject="Team")
    leave(desk, tom.id, "8:00", "20:00")
    found = {one.name: one.until for one in desk.read(free_now)}
    assert found["Ben"] == at(desk, "11:00")
    assert found["Mara"] is None and found["Tom"] is None
    assert list(found).index("Ben") < list(found).index("Mara")


def test_buffers_and_a_days_most_are_honoured(desk: Bench) -> None:
    mara, ben = desk.worker("Mara"), desk.worker("Ben")
    buffers = KindSetting(kind=AppointmentKind.OFFICE_VISIT, minutes=60, before=15, after=10)
    desk.add(buffers)
    booked(desk, "9:00", "9:55", client_id=on_file(desk), workers=(mara.id,))
    booked(desk, "11:00", "12:00", client_id=on_file(desk, "Rosa Diaz"), workers=(ben.id,))
    found = {one.name: one for one in desk.read(free_now)}
    assert found["Mara"].until is None and not found["Mara"].full, "until 10:10 for the last one"
    assert found["Ben"].until == at(desk, "10:45")
    desk.add(CalendarRule(code="most_a_day", weight=RuleWeight.SOFT, number=1))
    found = {one.name: one for one in desk.read(free_now)}
    assert found["Ben"].full and found["Ben"].until is None


def test_a_known_client_waits_with_their_own_worker(
    bench: Bench, desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mara, ada = desk.worker("Mara"), on_file(desk, do_not_confirm=True)
    case_on_file(bench, ada, worker=mara.id)
    dialog, undo = dialog_of(desk, tmp_path, qtbot)
    dialog.client.choose(ada)
    assert dialog.worker.value() == mara.id
    assert "Do not confirm" in dialog.mind.text()
    dialog.book()
    (row,) = desk.read(reception_board).rows
    assert (row.state, row.workers, row.minutes) == (BoardState.WAITING, ("Mara",), 0)
    undo[-1]()  # type: ignore[operator]
    (row,) = desk.read(reception_board).rows
    assert row.state is BoardState.CANCELLED


def test_who_is_not_on_file_is_taken_in_first(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    mara = desk.worker("Mara")
    dialog, _ = dialog_of(desk, tmp_path, qtbot)
    dialog._taken_in(on_file(desk), None)
    assert dialog.form.value("kind") is AppointmentKind.INTAKE
    dialog.worker.set_value(mara.id)
    dialog.book()
    (row,) = desk.read(reception_board).rows
    assert row.kind is AppointmentKind.INTAKE and row.state is BoardState.WAITING


def test_outside_hours_a_reason_is_asked_for_and_kept(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mara = desk.worker("Mara")
    clock(desk, "18:00", 3)
    dialog, _ = dialog_of(desk, tmp_path, qtbot)
    dialog.client.choose(on_file(desk))
    dialog.worker.set_value(mara.id)
    dialog.book()
    assert desk.read(reception_board).rows == ()
    (asked,) = dialog.findChildren(ReasonDialog)
    asked.reason.setText("She came from far away")
    asked._give()
    (row,) = desk.read(reception_board).rows
    assert row.state is BoardState.WAITING


def test_nobody_is_booked_without_client_and_worker(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog, _ = dialog_of(desk, tmp_path, qtbot)
    dialog.book()
    assert dialog.isVisible()
    assert dialog.form.field("client_id").error.text()
    assert dialog.form.field("worker").error.text()
