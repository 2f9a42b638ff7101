"""Somebody who is not on file yet is taken in from the appointment's form."""

from db.models.client import Client
from db.rules.codes import AppointmentKind
from tests.ui.calendar.desk import Desk, a_findable_client, fill
from ui.dialogs.appointment import Prefill
from ui.dialogs.client import ClientDialog


def test_the_name_that_nobody_was_found_for_is_taken_over_and_then_booked(desk: Desk) -> None:
    dialog = desk.new(Prefill(kind=AppointmentKind.INTAKE))
    desk.qtbot.keyClicks(dialog.fields.client, "Zelda Quimby")
    offer = dialog.fields.new_client
    assert offer is not None and not offer.isHidden()
    offer.click()
    intake = desk.front(ClientDialog)
    assert intake.form.value("first_name") == "Zelda"
    assert intake.form.value("last_name") == "Quimby"
    intake.save()
    taken = desk.bench.session.query(Client).one()
    assert dialog.fields.value("client") == taken.id
    assert not dialog.fields.field("client").control.problem()
    assert offer.isHidden()
    assert dialog.fields.dirty()


def test_nothing_is_offered_while_a_client_is_chosen(desk: Desk) -> None:
    a_findable_client(desk.bench)
    dialog = desk.new()
    fill(dialog, client="lovel")
    assert dialog.fields.new_client is not None and dialog.fields.new_client.isHidden()


def test_a_form_in_which_a_client_was_chosen_asks_before_it_is_left(desk: Desk) -> None:
    a_findable_client(desk.bench)
    dialog = desk.new()
    fill(dialog, subject="First talk")
    fill(dialog, client="lovel")
    assert dialog.fields.dirty() and dialog.drafts()


def test_a_form_that_was_opened_for_a_client_is_left_without_a_question(desk: Desk) -> None:
    client, mei = a_findable_client(desk.bench), desk.bench.worker("Mei")
    dialog = desk.new(Prefill(client_id=client.id, worker_id=mei.id))
    assert dialog.fields.value("client") == client.id
    assert not dialog.fields.dirty()
