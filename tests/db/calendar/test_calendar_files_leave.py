"""What leaves for another calendar: initials or a number, and of what is closed only busy times."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from db.operations.calendar.mark import cancel
from db.operations.office_settings.office import change_office
from db.queries.office_settings import office_form
from db.queries.report_data.calendar_file import (
    CalendarLine,
    client_calendar,
    one_appointment,
    worker_calendar,
)
from db.queries.report_data.gather import ReportRequest, gather
from db.rules.codes import AppointmentKind, AppointmentStatus, CalendarNames, Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

MARCH = date(2026, 3, 1), date(2026, 3, 31)


def decide(bench: Bench, names: CalendarNames) -> None:
    opened = bench.read(office_form)
    bench.write(change_office, replace(opened.form, calendar_names=names), opened.version)


def of_worker(bench: Bench, worker: UUID) -> tuple[CalendarLine, ...]:
    return bench.read(worker_calendar, worker, *MARCH).lines


@pytest.mark.parametrize(
    ("names", "who"),
    [(CalendarNames.INITIALS, "A. L."), (CalendarNames.NUMBER, "1"), (CalendarNames.NOTHING, "")],
)
def test_a_client_is_named_as_the_office_decides(
    bench: Bench, names: CalendarNames, who: str
) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    booked(bench, workers=(mara.id,), client_id=ada, place="12 Mill Lane")
    decide(bench, names)
    (line,) = of_worker(bench, mara.id)
    assert line.kind is AppointmentKind.OFFICE_VISIT and line.place == "12 Mill Lane"
    assert line.who.endswith(who) and bool(line.who) is bool(who)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CASEWORKER, Role.RECEPTIONIST])
def test_of_a_restricted_client_only_a_busy_time_leaves_whoever_asks(
    bench: Bench, role: Role
) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    booked(bench, workers=(mara.id,), client_id=ada, place="12 Mill Lane")
    case_on_file(bench, ada, restricted=True)
    (line,) = of_worker(bench.as_role(role), mara.id)
    assert (line.kind, line.who, line.place) == (None, "", "")


def test_what_does_not_take_place_is_not_there(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    off = booked(bench, workers=(mara.id,), client_id=ada)
    bench.write(cancel, off, 1, AppointmentStatus.CANCELLED_BY_CLIENT, "ill")
    assert of_worker(bench, mara.id) == ()
    assert bench.read(client_calendar, ada, *MARCH).lines == ()


def test_a_clients_own_file_names_nobody_and_where_only_if_she_may_be_known_here(
    bench: Bench,
) -> None:
    mara = bench.worker("mara")
    ada = on_file(bench)
    eve = on_file(bench, "Eve Adams", do_not_confirm=True)
    booked(bench, workers=(mara.id,), client_id=ada, place="12 Mill Lane")
    booked(bench, "11:00", "12:00", workers=(mara.id,), client_id=eve, place="12 Mill Lane")
    (own,) = bench.read(client_calendar, ada, *MARCH).lines
    assert (own.kind, own.who, own.place) == (None, "", "12 Mill Lane")
    (hers,) = bench.read(client_calendar, eve, *MARCH).lines
    assert hers.place == ""


def test_one_appointment_leaves_alone(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    made = booked(bench, workers=(mara.id,), client_id=ada)
    booked(bench, "11:00", "12:00", workers=(mara.id,))
    (line,) = bench.read(one_appointment, made).lines
    assert line.id == made and line.who == "A. L."


def test_a_client_who_is_not_to_be_known_has_no_calendar_to_leave(bench: Bench) -> None:
    ada = on_file(bench)
    case_on_file(bench, ada, restricted=True)
    with pytest.raises(Refused, match=r"client\.unknown"):
        bench.as_role(Role.RECEPTIONIST).read(client_calendar, ada, *MARCH)


def test_reception_asks_for_a_clients_calendar_by_number(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    booked(bench, workers=(mara.id,), client_id=ada)
    decide(bench, CalendarNames.NUMBER)
    (line,) = of_worker(bench, mara.id)
    asked = ReportRequest(client=line.who, first=MARCH[0], last=MARCH[1])
    found = bench.as_role(Role.RECEPTIONIST).read(gather, "client_calendar_data", asked)
    assert found.rows == 1 and found.client_id == ada
