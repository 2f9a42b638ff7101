"""When somebody is busy by their own calendar's file: times alone, and what is free left out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from db.rules.findings import Refused
from db.sheets.calendar_file.busy import busy_times
from tests.db.sheets.test_calendar_files import calendar, event

BOSTON = ZoneInfo("America/New_York")
MARCH = date(2027, 3, 1), date(2027, 3, 31)


def at(starts: str, ends: str, *more: str, uid: str = "one@example.org") -> list[str]:
    """An event of Tuesday 2 March, by the clock of Boston."""
    zone = "TZID=America/New_York"
    return event(
        f"DTSTART;{zone}:20270302T{starts}00", f"DTEND;{zone}:20270302T{ends}00", *more, uid=uid
    )


def said(*lines: str) -> list[str]:
    found = busy_times(calendar(*lines), *MARCH, BOSTON)
    moments = [[datetime.fromtimestamp(at, BOSTON) for at in span] for span in found.spans]
    return [f"{starts:%d %H:%M}-{ends:%d %H:%M}" for starts, ends in moments]


@pytest.mark.parametrize(
    ("more", "busy"),
    [
        ((), True),
        (("TRANSP:TRANSPARENT",), False),
        (("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"), True),
        (("X-MICROSOFT-CDO-BUSYSTATUS:OOF",), True),
        (("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",), True),
        (("X-MICROSOFT-CDO-BUSYSTATUS:FREE",), False),
        (("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"), False),
        (("STATUS:CANCELLED",), False),
    ],
)
def test_free_is_told_from_busy_as_the_standard_and_as_outlook_does(
    more: tuple[str, ...], busy: bool
) -> None:
    assert said(*at("0900", "1000", *more)) == (["02 09:00-02 10:00"] if busy else [])


def test_what_we_wrote_ourselves_is_not_read_back_and_what_touches_is_one_time() -> None:
    ours = at("0800", "0900", uid="01a21e12-f885-70b6-994a-fefd8318f97d@caseroom")
    found = said(*ours, *at("0900", "1000"), *at("0930", "1100", uid="b"), *at("1300", "1400"))
    assert found == ["02 09:00-02 11:00", "02 13:00-02 14:00"]


def test_whole_days_are_those_of_the_office_and_a_series_is_each_of_its_days() -> None:
    holiday = event("DTSTART;VALUE=DATE:20270313", "DTEND;VALUE=DATE:20270315", uid="h")
    weekly = at("0900", "1000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert said(*holiday, *weekly) == [
        "02 09:00-02 10:00", "09 09:00-09 10:00", "13 00:00-15 00:00",
    ]  # fmt: skip


def test_a_broken_event_costs_no_other_and_is_counted() -> None:
    found = busy_times(calendar(*at("0900", "1000"), *event(uid="b")), *MARCH, BOSTON)
    assert len(found.spans) == 1 and found.skipped == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "calendar.busy_cut_off"),
        (calendar(*at("0900", "1000"))[:-30], "calendar.busy_cut_off"),
        (b"<html>END:VCALENDAR</html>", "ics.no_calendar"),
        (calendar(*event(uid="b")), "calendar.busy_nothing"),
    ],
)
def test_a_file_that_is_none_or_not_whole_says_nothing_of_anybodys_time(
    content: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        busy_times(content, *MARCH, BOSTON)
    assert [one.code for one in refused.value.findings] == [code]


def test_an_empty_calendar_is_nobody_busy() -> None:
    assert said() == []


def test_a_file_in_utf_16_is_read_as_well() -> None:
    content = calendar(*at("0900", "1000")).decode().encode("utf-16")
    assert len(busy_times(content, *MARCH, BOSTON).spans) == 1
