"""Interpreters, the office's places, and joining links of an appointment."""

from dataclasses import replace

import pytest

from db.models.calendar import Place
from db.models.office import Resource
from db.operations.calendar.book import book, change, move
from db.queries.calendar.check import check
from db.queries.calendar.choices import booking_choices, booking_client
from db.queries.calendar.day_sheet import day_sheet_data
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, range_appointments
from db.queries.today import today
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.calendar.made import TUESDAY, at, booked, clock, form
from tests.db.cases.made import a_client

LINK = "https://us02web.zoom.us/j/81234567890?pwd=x1"


def interpreter(bench: Bench, name: str = "Rosa Vega", languages: str = "es,pt") -> Resource:
    kind = ResourceKind.INTERPRETER
    return bench.add(Resource(kind=kind, name=name, languages=languages, phone="555-0100"))


def place(bench: Bench, name: str = "Elm School", **more: object) -> Place:
    return bench.add(Place(name=name, **more))


def test_interpreter_place_and_link_are_booked_and_opened_again(bench: Bench) -> None:
    mara, rosa, school = bench.worker("mara"), interpreter(bench), place(bench)
    made = booked(
        bench, workers=(mara.id,), interpreter_id=rosa.id, place_id=school.id,
        place="Room 4", joining_link=f" {LINK} ",
    )  # fmt: skip
    opened = bench.read(open_appointment, made).form
    assert (opened.interpreter_id, opened.place_id, opened.place) == (rosa.id, school.id, "Room 4")
    assert opened.joining_link == LINK


def test_an_interpreter_is_in_one_place_at_a_time(bench: Bench) -> None:
    rosa = interpreter(bench)
    booked(bench, workers=(bench.worker("mara").id,), interpreter_id=rosa.id)
    other = form(bench, "9:30", "10:30", workers=(bench.worker("noor").id,), interpreter_id=rosa.id)
    (finding,) = bench.read(check, other)
    assert (finding.code, finding.field) == ("appointment.interpreter_busy", "interpreter")
    with pytest.raises(Refused):
        bench.write(book, other)


def test_another_interpreter_is_asked_for_again_when_it_is_changed(bench: Bench) -> None:
    rosa, luz = interpreter(bench), interpreter(bench, "Luz")
    booked(bench, interpreter_id=luz.id, workers=(bench.worker("mara").id,))
    made = booked(bench, interpreter_id=rosa.id, workers=(bench.worker("noor").id,))
    with pytest.raises(Refused) as refused:
        bench.write(move, made, 1, at(bench, "9:00"), at(bench, "10:00"), swap=(rosa.id, luz.id))
    assert refused.value.has("appointment.interpreter_busy")


def test_what_is_no_interpreter_or_no_place_is_refused(bench: Bench) -> None:
    mara, room = bench.worker("mara"), bench.room("Blue Room")
    with pytest.raises(Refused) as refused:
        bench.read(check, form(bench, workers=(mara.id,), interpreter_id=room.id))
    assert refused.value.has("appointment.unknown_interpreter")
    found = bench.read(check, form(bench, workers=(mara.id,), place_id=new_id()))
    assert [one.code for one in found] == ["appointment.unknown_place"]


def test_an_outside_commitment_takes_no_interpreter_of_ours(bench: Bench) -> None:
    asked = form(
        bench, kind=AppointmentKind.OUTSIDE, client_id=a_client(bench).id,
        interpreter_id=interpreter(bench).id,
    )  # fmt: skip
    (finding,) = bench.read(check, asked)
    assert (finding.code, finding.field) == (
        "appointment.outside_takes_client_only",
        "interpreter",
    )


def test_a_link_that_is_not_https_is_not_booked(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,), joining_link=LINK)
    opened = bench.read(open_appointment, made).form
    with pytest.raises(Refused) as refused:
        bench.write(change, replace(opened, joining_link="file:///c:/windows/calc.exe"))
    assert refused.value.has("appointment.link_not_https")


def test_views_and_the_day_sheet_say_where_it_is_and_who_interprets(bench: Bench) -> None:
    rosa, school = interpreter(bench), place(bench)
    me = bench.user.id
    booked(
        bench, workers=(me,), interpreter_id=rosa.id, place_id=school.id, place="gate B",
        joining_link=LINK, reason="there are no hours",
    )  # fmt: skip
    asked = CalendarRange(
        ResourceKind.INTERPRETER, at(bench, "9:00").date(), at(bench, "9:00").date()
    )
    (item,) = bench.read(range_appointments, asked)
    assert (item.place, item.joining_link) == ("Elm School, gate B", LINK)
    assert [one.name for one in item.interpreters] == ["Rosa Vega"]
    assert item.takes(rosa.id)
    clock(bench, "8:00", TUESDAY)
    (mine,) = bench.read(today).appointments
    assert (mine.place, mine.joining_link) == ("Elm School, gate B", LINK)
    (line,) = bench.read(day_sheet_data, rosa.id, at(bench, "9:00").date()).lines
    assert (line.place, line.interpreter, line.by_video) == (
        "Elm School, gate B",
        "Rosa Vega",
        True,
    )


def test_the_form_offers_interpreters_with_languages_and_the_offices_places(bench: Bench) -> None:
    rosa = interpreter(bench)
    gone = interpreter(bench, "Yusuf", "ar")
    gone.active = False
    place(bench, "Court house"), place(bench, "Our office", is_office=True)
    bench.session.commit()
    known = bench.read(booking_choices)
    assert [(one.name, one.languages) for one in known.interpreters] == [
        ("Rosa Vega", ("es", "pt"))
    ]
    assert [one.name for one in known.places] == ["Our office", "Court house"]
    both = bench.read(booking_choices, (rosa.id, gone.id)).interpreters
    assert [one.name for one in both] == ["Rosa Vega", "Yusuf"]


def test_the_clients_language_stands_beside_the_choice(bench: Bench) -> None:
    client = a_client(bench)
    client.language, client.interpreter = "es", True
    bench.session.commit()
    shown = bench.read(booking_client, client.id)
    assert (shown.language, shown.interpreter) == ("es", True)
