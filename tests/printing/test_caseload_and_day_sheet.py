"""What workers print for themselves: the caseload, and a day on paper."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from db.queries.report_data.caseload import WorkerCaseload
from db.rules.codes import AppointmentStatus
from printing.reports import caseload, day_sheet
from tests.printing.made import pages, paper, words
from tests.printing.made_lists import CASE, CASELOAD, DAY_SHEET, line


def test_a_caseload_says_what_is_silent_and_what_is_due() -> None:
    text = words(paper(CASELOAD, caseload.build))
    for expected in (
        "Harbor House Family Services",
        "As of November 23, 2026 · 1 open case · 1 worker",
        "Ana Ruiz – 1 case",
        "2026-0042 Reyes, Noah FC Open 10/19/2025 10/12/2026 42",
        "11/26/2026 9:30 AM",
        "11/23/2026 Court report",
        "Nobody assigned – 0 cases",
        "No open cases.",
    ):
        assert expected in text, expected


def test_who_was_never_contacted_and_who_is_restricted_is_said() -> None:
    row = replace(CASE, last_contact_on=None, days_silent=None, restricted=True)
    text = words(paper(CASELOAD, caseload.build, workers=(WorkerCaseload("Ana Ruiz", (row,)),)))
    assert "Never" in text and "2026-0042 Restricted" in text


def test_a_long_caseload_has_its_heads_on_each_page() -> None:
    workers = (WorkerCaseload("Ana Ruiz", (CASE,) * 1200),)
    shown = pages(paper(CASELOAD, caseload.build, workers=workers))
    assert len(shown) > 30
    assert all("Next deadline" in text for text in shown)
    assert sum(text.count("2026-0042") for text in shown) == 1200


def test_an_office_without_cases_has_a_caseload_all_the_same() -> None:
    assert "There are no open cases." in words(paper(CASELOAD, caseload.build, workers=()))


def test_a_day_sheet_names_times_people_and_rooms() -> None:
    visit = line(9, room="Blue Room", remark="Brings the lease", marks=("Do not leave messages.",))
    text = words(paper(DAY_SHEET, day_sheet.build, lines=(visit,)))
    for expected in (
        "Tuesday, November 24, 2026 · 1 appointment",
        "9:00 AM – 10:00 AM",
        "Office visit",
        "Noah Reyes",
        "Blue Room",
        "Do not leave messages.",
        "Brings the lease",
    ):
        assert expected in text, expected


def test_a_restricted_appointment_says_busy_and_nothing_else() -> None:
    hidden = line(9, kind=None, status=None, client="", workers="", busy=True)
    text = words(paper(DAY_SHEET, day_sheet.build, lines=(hidden,)))
    assert "9:00 AM – 10:00 AM Busy" in text and "Noah" not in text


def test_a_cancelled_appointment_stays_on_the_sheet_and_says_so() -> None:
    gone = line(9, status=AppointmentStatus.CANCELLED_BY_CLIENT)
    assert "Cancelled by client" in words(paper(DAY_SHEET, day_sheet.build, lines=(gone,)))


def test_leave_closures_and_an_empty_day_are_said() -> None:
    text = words(paper(DAY_SHEET, day_sheet.build, lines=(), notices=("Ana Ruiz is on leave.",)))
    assert "Ana Ruiz is on leave." in text and "Nothing is booked." in text


@pytest.mark.parametrize(
    ("data", "build"), [(CASELOAD, caseload.build), (DAY_SHEET, day_sheet.build)]
)
def test_what_they_print_is_the_same_each_time_and_names_nobody_in_its_properties(
    data: Any, build: Any
) -> None:
    first = paper(data, build)
    assert first == paper(data, build)
    reader = PdfReader(BytesIO(first))
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    told += " ".join(str(one) for one in reader.outline)
    assert "Noah" not in told and "Reyes" not in told
    assert "Confidential: for staff only." in words(first)


@pytest.mark.parametrize("name", ["Ναταλία", "Нина", "محمد", "שרה", "王小明", "<b>&amp;", "अनिता"])
def test_names_in_every_script_are_printed(name: str) -> None:
    row = replace(CASE, client=name)
    text = words(paper(CASELOAD, caseload.build, workers=(WorkerCaseload(name, (row,)),)))
    if name == "अनिता":
        assert "[3 letters in Devanagari]" in text
    elif name not in ("محمد", "שרה"):  # drawn from the left, so read back turned
        assert name in text
