"""Calendar files of other programs: what they say, and what is said of those that are broken."""

import json
import random
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db.rules.findings import Refused
from db.sheets.calendar_file import CalendarFile, Found, read_calendar, read_events
from tests.structure.tree import ROOT

FILES = ROOT / "tests" / "fixtures" / "ics"
EXPECTED = json.loads((FILES / "expected_starts.json").read_text(encoding="utf-8"))
BOSTON = ZoneInfo("America/New_York")
MARCH = date(2027, 3, 1), date(2027, 3, 31)


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str, uid: str = "one@example.org") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20270101T000000Z", *lines, "END:VEVENT"]


def read(*lines: str, within: tuple[date, date] = MARCH) -> CalendarFile:
    return read_events(calendar(*lines), *within, BOSTON)


def starts(found: CalendarFile) -> list[str]:
    return [f"{one.starts.astimezone(BOSTON):%d %H:%M}" for one in found.found]


def why(found: CalendarFile) -> list[tuple[int, str]]:
    return [(one.line, one.why.code) for one in found.skipped]


def as_expected(found: Found) -> str:
    if found.all_day:
        return f"{found.starts:%Y-%m-%d}"
    own = found.event.starts
    said = isinstance(own, datetime) and own.tzinfo is not None
    return f"{found.starts:%Y-%m-%dT%H:%M:%S}{'Z' if said else ''}"


@pytest.mark.parametrize("name", EXPECTED)
def test_other_programs_files_begin_when_two_other_libraries_say(name: str) -> None:
    first, last = (date.fromisoformat(day) for day in EXPECTED[name]["window"])
    found = read_calendar(FILES / name, first, last, UTC)
    assert [as_expected(one) for one in found.found] == EXPECTED[name]["starts"]
    assert not found.skipped


def test_a_weekly_event_keeps_its_wall_time_over_the_change_of_clocks() -> None:
    found = read(
        *event(
            "DTSTART;TZID=America/New_York:20270309T100000",
            "DTEND;TZID=America/New_York:20270309T110000",
            "RRULE:FREQ=WEEKLY",
        )
    )
    assert starts(found) == ["09 10:00", "16 10:00", "23 10:00", "30 10:00"]
    assert [one.starts.hour for one in found.found] == [15, 14, 14, 14]


def test_zones_by_the_names_that_windows_has_for_them_are_known() -> None:
    found = read(*event("DTSTART;TZID=Eastern Standard Time:20270309T100000", "DURATION:PT1H"))
    assert starts(found) == ["09 10:00"]


def test_a_time_without_a_zone_is_the_offices_own() -> None:
    assert starts(read(*event("DTSTART:20270309T100000"))) == ["09 10:00"]


def test_days_left_out_moved_and_added_are_followed() -> None:
    series = event(
        "DTSTART:20270301T090000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE:20270302T090000", "EXDATE;VALUE=DATE:20270303", "RDATE:20270310T090000",
    )  # fmt: skip
    moved = event("RECURRENCE-ID:20270304T090000", "DTSTART:20270304T140000", "DURATION:PT30M")
    assert starts(read(*series, *moved)) == ["01 09:00", "04 14:00", "05 09:00", "10 09:00"]


def test_an_occurrence_called_off_is_not_there() -> None:
    series = event("DTSTART:20270301T090000", "RRULE:FREQ=DAILY;COUNT=3")
    off = event("RECURRENCE-ID:20270302T090000", "DTSTART:20270302T090000", "STATUS:CANCELLED")
    assert starts(read(*series, *off)) == ["01 09:00", "03 09:00"]


def test_a_whole_day_is_the_offices_day() -> None:
    found = read(*event("DTSTART;VALUE=DATE:20270314", "SUMMARY:School is closed"))
    (one,) = found.found
    assert one.all_day and one.ends - one.starts == (  # the day on which an hour is skipped
        datetime(2027, 3, 15, tzinfo=BOSTON).astimezone(UTC)
        - datetime(2027, 3, 14, tzinfo=BOSTON).astimezone(UTC)
    )


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=8,9,10"],
)
def test_what_repeats_more_often_than_daily_is_reported_and_counts_no_seconds(rule: str) -> None:
    found = read(*event("DTSTART:19700101T000000Z", f"RRULE:{rule}"))
    assert not found.found
    assert why(found) == [(3, "ics.too_often")]


def test_a_day_that_never_comes_is_not_waited_for() -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    assert not read(*event("DTSTART:20270101T090000", rule)).found[1:]


def test_days_are_left_out_by_month_and_by_day_of_the_month() -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTH=3;BYMONTHDAY=1,-1"
    assert starts(read(*event("DTSTART:20270101T090000", rule))) == ["01 09:00", "31 09:00"]


def test_one_broken_event_costs_no_other_and_is_reported_with_its_line() -> None:
    good = event("DTSTART:20270309T100000", uid="good@example.org")
    found = read(*event("SUMMARY:When?"), *event("DTSTART:the ninth"), *good)
    assert starts(found) == ["09 10:00"]
    assert why(found) == [(3, "ics.no_start"), (8, "ics.not_understood")]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("DTSTART:20270309T100000", "DTEND:20270309T090000"), "ics.ends_before_start"),
        (("DTSTART:20270309T100000", "DTEND;VALUE=DATE:20270310"), "ics.day_and_time"),
        (("DTSTART:20270309T100000", "RRULE:FREQ=SOMETIMES"), "ics.not_understood"),
        (
            ("DTSTART:20270309T100000", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"),
            "ics.more_rules",
        ),
    ],
)
def test_each_reason_for_leaving_an_event_out_is_told(lines: tuple[str, ...], code: str) -> None:
    found = read(*event(*lines))
    assert not found.found
    assert [one.why.code for one in found.skipped] == [code]


def test_a_file_that_was_not_saved_whole_gives_what_is_whole_in_it() -> None:
    whole = calendar(*event("DTSTART:20270309T100000"), *event("DTSTART:20270310T100000", uid="b"))
    cut = whole[: whole.rindex(b"END:VEVENT")]
    found = read_events(cut, *MARCH, BOSTON)
    assert starts(found) == ["09 10:00"]
    assert why(found) == [(8, "ics.not_ended")]


def test_what_is_no_event_is_counted() -> None:
    found = read("BEGIN:VJOURNAL", "SUMMARY:Called", "END:VJOURNAL")
    assert why(found) == [(0, "ics.no_events")]


def test_what_is_no_calendar_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"Dear Ms. Ruiz,\n"):
        with pytest.raises(Refused) as refused:
            read_events(content, *MARCH, BOSTON)
        assert refused.value.has("ics.no_calendar")
    with pytest.raises(Refused):
        read_calendar(tmp_path / "gone.ics", *MARCH, BOSTON)


def test_other_encodings_are_read() -> None:
    lines = calendar(*event("DTSTART:20270309T100000", "SUMMARY:Reunión")).decode()
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (one,) = read_events(lines.encode(encoding), *MARCH, BOSTON).found
        assert one.event.summary == "Reunión"


def test_no_damage_to_a_file_makes_the_reader_stumble() -> None:
    chance = random.Random(5545)
    for name in EXPECTED:
        content = (FILES / name).read_bytes()[:3000]
        first, last = (date.fromisoformat(day) for day in EXPECTED[name]["window"])
        for _ in range(25):
            at = chance.randrange(len(content))
            harmed = bytearray(content)
            if chance.random() < 0.3:
                del harmed[at:]
            elif chance.random() < 0.5:
                harmed[at] = chance.randrange(256)
            else:
                del harmed[at : at + chance.randrange(1, 40)]
            try:
                read_events(bytes(harmed), first, last, BOSTON)
            except Refused as refused:
                assert refused.findings
