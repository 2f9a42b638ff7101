"""Who is reminded of tomorrow, how, and what became of it."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from db.models.appointment import AppointmentReminder
from db.operations.calendar.book import move
from db.operations.calendar.mark import cancel
from db.operations.calendar.remind import note_reminder, note_sent, take_reminders_back
from db.queries.calendar.reminders import ReminderRow, reminder_list
from db.queries.calendar.reminders_on_paper import call_list_data, letters_data
from db.rules.clients import ContactForm
from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    ContactKind,
    ContactRule,
    ReminderOutcome,
    Role,
)
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.reminding import ReminderWay
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import mobile, on_file

TUESDAY = date(2026, 3, 3)
Out = ReminderOutcome


def rows(bench: Bench) -> dict[str, ReminderRow]:
    return {row.client.display(): row for row in bench.read(reminder_list, TUESDAY).rows}


def letter_to(value: str = "12 Oak Street, Springfield", *rules: ContactRule) -> ContactForm:
    return ContactForm(new_id(), ContactKind.MAILING_ADDRESS, value, rules=frozenset(rules))


def expected(bench: Bench, name: str, *points: ContactForm, hour: int = 9, **fields: Any) -> UUID:
    client = on_file(bench, name, contact_points=points, **fields)
    return booked(bench, f"{hour}:00", f"{hour}:30", client_id=client)


def test_each_is_reminded_the_way_that_harms_nobody_and_the_rest_stand_apart(
    bench: Bench,
) -> None:
    expected(bench, "Ada Lovelace", mobile("212-555-0143"))
    expected(bench, "Rosa Diaz", mobile("212-555-0144", ContactRule.NO_CALL), hour=10)
    expected(bench, "Ben Okafor", letter_to(), hour=11)
    expected(bench, "Uma Nair", mobile("212-555-0145", ContactRule.NO_CALL, ContactRule.NO_TEXT))
    found = rows(bench)
    assert {name: row.way for name, row in found.items()} == {
        "Ada Lovelace": ReminderWay.CALL,
        "Rosa Diaz": ReminderWay.TEXT,
        "Ben Okafor": ReminderWay.LETTER,
        "Uma Nair": ReminderWay.NONE,
    }
    assert list(found)[-1] == "Uma Nair"
    uma = found["Uma Nair"]
    assert [one.code for one in uma.why] == ["reminder.all_forbidden"]
    assert "contact.do_not_call" in [one.code for one in uma.marks]


def test_what_was_called_off_and_what_is_no_appointment_of_ours_is_left_out(
    bench: Bench,
) -> None:
    gone = expected(bench, "Ada Lovelace", mobile("212-555-0143"))
    bench.write(cancel, gone, 1, AppointmentStatus.CANCELLED_BY_CLIENT)
    rosa = on_file(bench, "Rosa Diaz")
    booked(bench, client_id=rosa, kind=AppointmentKind.OUTSIDE, reason="School")
    booked(bench, "14:00", "15:00", client_id=rosa, requested=True, reason="Twice")
    (row,) = bench.read(reminder_list, TUESDAY).rows
    assert row.status is AppointmentStatus.REQUESTED and row.starts_at == at(bench, "14:00")


def test_reception_reads_nothing_of_a_restricted_client_and_of_protected_numbers(
    bench: Bench,
) -> None:
    ada = on_file(bench, contact_points=(mobile("212-555-0143"),))
    case = case_on_file(bench, ada, worker=bench.user.id, restricted=True)
    booked(bench, client_id=ada, case_id=case)
    expected(bench, "Rosa Diaz", mobile("212-555-0144", ContactRule.PROTECTED), hour=10)
    assert rows(bench)["Rosa Diaz"].reach is not None and "Ada Lovelace" in rows(bench)
    (rosa,) = bench.as_role(Role.RECEPTIONIST, "rita").read(reminder_list, TUESDAY).rows
    assert rosa.client.display() == "Rosa Diaz" and rosa.way is ReminderWay.NONE
    assert [one.code for one in rosa.why] == ["reminder.only_protected"]
    assert rosa.reach is None


def test_tries_are_kept_for_the_time_that_was_told_and_can_be_taken_back(bench: Bench) -> None:
    made = expected(bench, "Ada Lovelace", mobile("212-555-0143"))
    first, second = new_id(), new_id()
    bench.write(note_reminder, first, made, Out.NOT_REACHED)
    bench.write(note_reminder, first, made, Out.NOT_REACHED)  # sent twice, kept once
    bench.write(note_reminder, second, made, Out.REACHED)
    ada = rows(bench)["Ada Lovelace"]
    assert ada.last is not None and (ada.last.outcome, ada.last.by, ada.tries) == (
        Out.REACHED,
        "Ana",
        2,
    )
    bench.write(take_reminders_back, (second,))
    back = rows(bench)["Ada Lovelace"]
    assert back.last is not None and (back.last.outcome, back.tries) == (Out.NOT_REACHED, 1)
    bench.write(move, made, 1, at(bench, "15:00"), at(bench, "15:30"))
    assert rows(bench)["Ada Lovelace"].last is None, "they were told another time"


def test_a_message_is_not_kept_where_none_may_be_left_and_nothing_for_what_is_over(
    bench: Bench,
) -> None:
    made = expected(bench, "Ada Lovelace", mobile("212-555-0143"), do_not_confirm=True)
    assert not rows(bench)["Ada Lovelace"].may_leave_message
    with pytest.raises(Refused) as refused:
        bench.write(note_reminder, new_id(), made, Out.LEFT_MESSAGE)
    assert refused.value.has("reminder.no_message")
    bench.write(cancel, made, 1, AppointmentStatus.CANCELLED_BY_OFFICE)
    with pytest.raises(Refused) as refused:
        bench.write(note_reminder, new_id(), made, Out.REACHED)
    assert refused.value.has("reminder.not_expected")
    assert bench.session.query(AppointmentReminder).count() == 0


def test_a_restricted_clients_reminders_are_for_named_staff(bench: Bench) -> None:
    ada = on_file(bench, contact_points=(mobile("212-555-0143"),))
    case = case_on_file(bench, ada, worker=bench.user.id, restricted=True)
    made = booked(bench, client_id=ada, case_id=case)
    kept = new_id()
    bench.write(note_reminder, kept, made, Out.REACHED)
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    for refused in (
        lambda: rita.write(note_reminder, new_id(), made, Out.REACHED),
        lambda: rita.write(take_reminders_back, (kept,)),
    ):
        with suppress(Refused):
            refused()
    assert [row.id for row in bench.session.query(AppointmentReminder)] == [kept]


def test_letters_go_to_who_is_written_to_and_to_who_was_not_reached_and_once(
    bench: Bench,
) -> None:
    called = expected(bench, "Ada Lovelace", mobile("212-555-0143"), letter_to())
    written = expected(bench, "Rosa Diaz", letter_to(), hour=10, do_not_confirm=True)
    expected(bench, "Ben Okafor", letter_to("1 Hidden Lane", ContactRule.PROTECTED), hour=11)
    letters = bench.read(letters_data, TUESDAY).letters
    assert [(one.client, one.neutral, one.place) for one in letters] == [("Rosa Diaz", True, "")]
    bench.write(note_reminder, new_id(), called, Out.NOT_REACHED)
    letters = bench.read(letters_data, TUESDAY).letters
    assert {one.client for one in letters} == {"Ada Lovelace", "Rosa Diaz"}
    bench.write(note_sent, ((new_id(), called), (new_id(), written)))
    assert bench.read(letters_data, TUESDAY).letters == ()


def test_the_call_list_holds_no_protected_number_and_not_what_the_appointment_is_about(
    bench: Bench,
) -> None:
    ada = on_file(bench, contact_points=(mobile("212-555-0143", ContactRule.PROTECTED),))
    booked(bench, client_id=ada, kind=AppointmentKind.INTAKE, subject="Shelter", reason="Later")
    expected(bench, "Uma Nair", hour=10)
    data = bench.read(call_list_data, TUESDAY)
    assert [line.client for line in data.lines] == ["Ada Lovelace"]
    assert "555" not in repr(data) and "Shelter" not in repr(data) and "ntake" not in repr(data)
    (uma,) = data.apart
    assert uma.how == "There is no number and no address on file."
