"""Rows with codes that only a newer program knows: refused in a sentence, and left as they are."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from db.models.calendar import CalendarRule, KindSetting
from db.operations.calendar.book import book
from db.operations.calendar.mark import mark
from db.operations.cases.open_case import CaseForm, open_case
from db.queries.calendar.check import check
from db.queries.calendar.day_sheet import day_sheet_data
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, calendar_days
from db.queries.calendar.reception import reception_board
from db.queries.search.find import find
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, RuleWeight
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.scheduling.weights import Rule
from db.texts import explain
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock, form
from tests.db.people_on_file import on_file

TUESDAY = date(2026, 3, 3)
WEEK = CalendarRange(ResourceKind.WORKER, TUESDAY, TUESDAY)


def given_by_tomorrow(bench: Bench, *statements: str) -> None:
    for statement in statements:
        bench.session.execute(text(statement))
    bench.session.commit()


def refused(act: Callable[..., Any], *args: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(*args)
    assert caught.value.has("record.unknown_code"), caught.value
    assert "Install that version here" in explain(caught.value)


@pytest.mark.parametrize("column, code", [("status", "postponed"), ("kind", "seance")])
def test_an_appointment_of_tomorrow_is_not_misread_and_not_written(
    bench: Bench, column: str, code: str
) -> None:
    ana = bench.user.id
    theirs = booked(
        bench, workers=(ana,), client_id=on_file(bench), room_id=bench.room("Blue Room").id
    )
    given_by_tomorrow(bench, f"UPDATE appointment SET {column} = '{code}'")
    clock(bench, "8:30", 3)
    refused(bench.read, calendar_days, WEEK)
    refused(bench.read, open_appointment, theirs)
    refused(bench.read, reception_board, TUESDAY)
    refused(bench.read, day_sheet_data, ana, TUESDAY)
    refused(bench.write, mark, theirs, 1, AppointmentStatus.ARRIVED)
    kept = bench.session.execute(text(f"SELECT {column}, version FROM appointment")).one()
    assert tuple(kept) == (code, 1)


def test_who_is_taken_by_what_only_tomorrow_knows_is_not_booked_over(bench: Bench) -> None:
    ana = bench.user.id
    booked(bench, workers=(ana,))
    given_by_tomorrow(bench, "UPDATE appointment SET kind = 'seance'")
    refused(bench.read, check, form(bench, workers=(ana,)))
    refused(bench.write, book, form(bench, workers=(ana,)))


def test_a_case_of_tomorrow_is_refused_where_it_is_found(bench: Bench) -> None:
    ada = on_file(bench)
    opened = bench.write(
        open_case, CaseForm(id=new_id(), client_id=ada, opened_on=date(2026, 1, 5))
    )
    given_by_tomorrow(bench, "UPDATE case_file SET status = 'asleep'")
    refused(bench.read, find, opened.number)


def test_what_tomorrow_decides_of_the_calendar_is_not_taken_for_less(bench: Bench) -> None:
    bench.add(CalendarRule(code=Rule.LUNCH.value, weight=RuleWeight.HARD, number=None))
    given_by_tomorrow(bench, "UPDATE calendar_rule SET weight = 'deadly'")
    refused(bench.read, check, form(bench, workers=(bench.user.id,)))
    given_by_tomorrow(bench, "DELETE FROM calendar_rule")
    bench.add(KindSetting(kind=AppointmentKind.INTAKE, minutes=30, before=5, after=5))
    given_by_tomorrow(bench, "UPDATE kind_setting SET kind = 'seance'")
    refused(bench.read, check, form(bench, workers=(bench.user.id,)))
