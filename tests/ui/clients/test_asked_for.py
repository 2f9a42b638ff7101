"""In the client's file stands what they wait for, and what became of it."""

from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from db.operations.calendar.requests import book_waiting, withdraw
from tests.db.bench import Bench
from tests.db.calendar.made import form
from tests.db.calendar.test_waiting import asked
from tests.db.people_on_file import on_file
from tests.ui.clients.made import dialog, page_of, press
from ui.dialogs.waiting import WaitDialog
from ui.pages.clients.asked_for import AskedFor


def cells(shown: AskedFor) -> list[list[str]]:
    model = shown.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_what_a_client_waits_for_stands_first_and_then_what_became_of_the_rest(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada, mara = on_file(bench), bench.worker("mara")
    gone = asked(bench, ada, subject="Plan")
    bench.write(withdraw, gone.id, gone.version, "Moved away")
    done = asked(bench, ada, subject="")
    appointment = form(bench, client_id=ada, workers=(mara.id,))
    bench.write(book_waiting, done.id, done.version, appointment)
    bench.pass_time(hours=24)
    still = asked(
        bench, ada, staff_id=mara.id, wish="mornings", urgent=True, subject="",
        earliest=date(2026, 3, 9),
    )  # fmt: skip
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.client.show_tab("appointments")
    shown = page.client.appointments.asked_for
    assert cells(shown)[0] == [
        "3/3/2026 · 0 days", "Intake, 45 min · urgent", "Mara",
        "from 3/9/2026 on · mornings", "Waiting",
    ]  # fmt: skip
    assert sorted(row[-1] for row in cells(shown)[1:]) == ["Booked", "Withdrawn: Moved away"]
    went: list[Any] = []
    page.context.on_navigate = lambda *where: went.append(where)  # type: ignore[attr-defined]
    for one in (still.id, done.id, gone.id):
        shown.pane.opened.emit(one)
    assert went == [("request", still.id), ("appointment", appointment.id)]


def test_a_client_in_front_is_put_on_the_waiting_list_by_name(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.client.show_tab("appointments")
    shown = page.client.appointments.asked_for
    assert not shown.isVisible(), "nothing is waited for, and it takes no room"
    press(page.client.appointments, "Put on the waiting list…")
    waiting = dialog(WaitDialog)
    assert waiting.client.value() == ada
    waiting.save()
    page.context.runner.changed.emit(bench.last_changes)
    page.refresh(bench.last_changes)
    assert shown.isVisible() and cells(shown)[0][-1] == "Waiting"
