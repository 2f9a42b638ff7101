"""A week, a month and an agenda on paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from db.queries.report_data.calendar_sheet import SheetPart
from printing.reports import agenda_sheet, month_sheet, week_sheet
from tests.printing.made import pages, paper, words
from tests.printing.made_sheets import ANA, CALENDAR_SHEET, on

BUILDS = [week_sheet.build, month_sheet.build, agenda_sheet.build]
MONTH = replace(CALENDAR_SHEET, first=date(2026, 11, 1), last=date(2026, 11, 30))


def test_a_week_has_its_days_beside_each_other_for_each_worker() -> None:
    text = words(paper(CALENDAR_SHEET, week_sheet.build))
    for expected in (
        "Everybody",
        "3 appointments",
        "Fri, Nov 27: Closed: Repairs",
        "Mon, Nov 23 Tue, Nov 24 Wed, Nov 25",
        "Ana Ruiz",
        "9:00 AM – 10:00 AM",
        "Noah Reyes",
        "Away: Vacation",
        "Ben Castellano",
        "Maya Ito",
        "Nothing is booked: Mei-Lin Chu",
    ):
        assert expected in text, expected


def test_a_week_lies_across_and_a_full_day_goes_on_over_the_page() -> None:
    full = SheetPart("Ana Ruiz", tuple(on(24, hour % 20) for hour in range(40)))
    data = replace(CALENDAR_SHEET, whose="Ana Ruiz", parts=(full,), lines=full.lines)
    made = paper(data, week_sheet.build)
    box = PdfReader(BytesIO(made)).pages[0].mediabox
    assert box.width > box.height
    shown = pages(made)
    assert len(shown) > 1 and all("Tue, Nov 24" in text for text in shown)
    assert sum(text.count("Noah Reyes") for text in shown) == 40


def test_a_month_has_each_day_with_what_has_room_and_how_many_more() -> None:
    many = tuple(on(24, 8 + n // 2) for n in range(12))
    text = words(paper(MONTH, month_sheet.build, lines=many))
    assert "November 2026 · 12 appointments" in text
    assert text.count("Noah Reyes") == 7 and "+5 more" in text
    assert "Closed: Repairs" in text
    assert "Monday Tuesday Wednesday" in text


def test_an_agenda_has_each_day_that_has_anything() -> None:
    text = words(paper(CALENDAR_SHEET, agenda_sheet.build))
    assert "Tuesday, November 24" in text and "Wednesday, November 25" in text
    assert "Thursday, November 26" not in text
    assert text.index("9:00 AM – 10:00 AM") < text.index("11:00 AM – 12:00 PM")
    alone = replace(CALENDAR_SHEET, whose="Ana Ruiz", parts=(ANA,), lines=ANA.lines)
    assert "Thu, Nov 26: Away: Vacation" in words(paper(alone, agenda_sheet.build))


@pytest.mark.parametrize("build", BUILDS)
def test_a_restricted_appointment_says_busy_and_nothing_else(build: Any) -> None:
    hidden = on(24, 9, kind=None, status=None, client="", workers="", busy=True)
    part = SheetPart("Ana Ruiz", (hidden,))
    text = words(paper(CALENDAR_SHEET, build, lines=(hidden,), parts=(part,)))
    assert "Busy" in text and "Noah" not in text


@pytest.mark.parametrize("build", BUILDS)
def test_days_on_which_nothing_is_booked_are_printed_all_the_same(build: Any) -> None:
    made = paper(CALENDAR_SHEET, build, lines=(), parts=(SheetPart("Ana Ruiz", ()),))
    assert "0 appointments" in words(made)


@pytest.mark.parametrize("build", BUILDS)
def test_nobody_is_named_in_their_properties_and_pages_are_counted(build: Any) -> None:
    first = paper(CALENDAR_SHEET, build)
    assert first == paper(CALENDAR_SHEET, build)
    reader = PdfReader(BytesIO(first))
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    told += " ".join(str(one) for one in reader.outline)
    assert "Noah" not in told and "Maya" not in told
    assert "Confidential: for staff only." in words(first)
    assert "Page 1 of 1" in words(first)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("name", ["Ναταλία", "محمد", "<b>&amp;", "अनिता", "x" * 200])
def test_any_name_is_printed(build: Any, name: str) -> None:
    odd = on(24, 9, client=name)
    assert paper(CALENDAR_SHEET, build, lines=(odd,), parts=(SheetPart(name, (odd,)),))
