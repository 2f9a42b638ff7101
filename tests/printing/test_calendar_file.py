"""A calendar file that leaves is one that another program reads, in neutral words."""

from dataclasses import replace
from datetime import UTC, date
from io import BytesIO

import pytest
from icalendar import Calendar

from db.queries.report_data.calendar_file import CalendarFileData
from db.sheets.calendar_file import read_events
from printing.exports.calendar_file import build
from tests.printing.made_calendar import BUSY, CLIENTS, VISIT, WORKERS


def made(data: CalendarFileData) -> bytes:
    out = BytesIO()
    assert build(data, out).rows == len(data.lines)
    return out.getvalue()


def test_another_program_reads_what_was_written() -> None:
    events = list(Calendar.from_ical(made(WORKERS)).walk("VEVENT"))
    assert [str(one["summary"]) for one in events] == ["Home visit · A. L.", "Busy"]
    assert events[0].decoded("dtstart") == VISIT.starts_at
    assert events[0].decoded("dtend") == VISIT.ends_at
    assert str(events[0]["location"]) == VISIT.place
    assert [str(one["status"]) for one in events] == ["CONFIRMED", "TENTATIVE"]
    assert {str(one["class"]) for one in events} == {"PRIVATE"}


def test_a_changed_appointment_is_the_same_event_with_a_higher_number() -> None:
    (first, _) = Calendar.from_ical(made(WORKERS)).walk("VEVENT")
    assert (str(first["uid"]), first["sequence"]) == (f"{VISIT.id}@caseroom", 3)


def test_a_clients_own_file_says_no_more_than_that_there_is_an_appointment() -> None:
    (one,) = Calendar.from_ical(made(CLIENTS)).walk("VEVENT")
    assert str(one["summary"]) == "Appointment"


def test_our_own_reader_finds_the_same_times() -> None:
    found = read_events(made(WORKERS), date(2026, 3, 1), date(2026, 3, 31), UTC)
    assert [(one.starts, one.ends) for one in found.found] == [
        (VISIT.starts_at, VISIT.ends_at),
        (BUSY.starts_at, BUSY.ends_at),
    ]
    assert not found.skipped


@pytest.mark.parametrize(
    "place",
    [
        "12 Mill Lane, Unit 4; back door",
        "C:\\rooms\\blue",
        "Line one\nLine two",
        "Casa de la Señora Núñez, " * 6,
        "\U0001f3e0" * 40 + "é" * 40,
        "a" * 66,
        "a" * 67,
    ],
)
def test_whatever_a_place_is_called_another_program_reads_it_as_it_is(place: str) -> None:
    content = made(CalendarFileData(WORKERS.whose, (replace(VISIT, place=place),)))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (one,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(one["location"]) == place


def test_signs_that_are_no_letters_do_not_leave() -> None:
    place = replace(VISIT, place="Room\x07 2\x00")
    (one,) = Calendar.from_ical(made(CalendarFileData(WORKERS.whose, (place,)))).walk("VEVENT")
    assert str(one["location"]) == "Room 2"


def test_an_empty_calendar_is_a_calendar() -> None:
    empty = CalendarFileData(WORKERS.whose, ())
    assert not read_events(made(empty), date(2026, 3, 1), date(2026, 3, 2), UTC).found
