"""An appointment that was only looked at asks nothing when it is closed."""

from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.queries.calendar.opened import open_appointment
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases.made import a_case, a_client
from tests.ui.calendar.desk import Desk
from tests.ui.real_office import real_context
from ui.dialogs.appointment import AppointmentDialog, Prefill


@pytest.fixture(params=[False, True], ids=["answers at once", "answers come later"])
def desk(bench: Bench, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Desk:
    return Desk(bench, real_context(bench, tmp_path, late=request.param), qtbot)


def opened(desk: Desk, ident: UUID) -> AppointmentDialog:
    """The form of an appointment, with all that is read for it."""
    AppointmentDialog.edit(desk.context, ident)
    desk.qtbot.waitUntil(lambda: len(desk.dialogs()) == 1)
    return settled(desk, desk.front(AppointmentDialog))


def settled(desk: Desk, dialog: AppointmentDialog) -> AppointmentDialog:
    """The form once the client's cases are known and what can be chosen is."""
    fields = dialog.fields
    desk.qtbot.waitUntil(lambda: len(fields.field("case").control.values()) > 1)
    desk.qtbot.waitUntil(lambda: len(fields.field("workers").control.values()) > 0)
    return dialog


def test_one_of_the_clients_only_case_closes_without_a_question(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Blue Room")
    client = a_client(desk.bench)
    case = a_case(desk.bench, client, mei.id)
    ident = booked(
        desk.bench, client_id=client.id, case_id=case, workers=(mei.id,), room_id=room.id
    )
    dialog = opened(desk, ident)
    assert dialog.fields.value("case") == case
    dialog.reject()
    assert not desk.dialogs()


def test_one_that_is_of_no_case_stays_so_when_only_looked_at(desk: Desk) -> None:
    client = a_client(desk.bench)
    a_case(desk.bench, client)
    ident = booked(desk.bench, client_id=client.id)
    dialog = opened(desk, ident)
    assert dialog.fields.value("case") is None
    dialog.reject()
    assert not desk.dialogs()
    assert desk.bench.read(open_appointment, ident).form.case_id is None


def test_a_new_one_for_a_client_of_one_case_is_of_that_case_and_still_untouched(desk: Desk) -> None:
    client = a_client(desk.bench)
    case = a_case(desk.bench, client)
    dialog = settled(desk, desk.new(Prefill(client_id=client.id)))
    assert dialog.fields.value("case") == case
    dialog.reject()
    assert not desk.dialogs()


def test_another_client_brings_their_only_case_along(desk: Desk) -> None:
    other = a_client(desk.bench, "Grace", "Hopper")
    case = a_case(desk.bench, other)
    first = a_client(desk.bench)
    a_case(desk.bench, first)
    dialog = opened(desk, booked(desk.bench, client_id=first.id))
    dialog.fields.client.choose(other.id)
    desk.qtbot.waitUntil(lambda: dialog.fields.value("case") is not None)
    assert dialog.fields.value("case") == case
    assert dialog.fields.dirty()
