"""The hearings of all cases in one list, with the days on which their reports are due."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from db.operations.court.hearings import HearingForm, add_hearing, vacate_hearing
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.operations.tasks import TaskForm, add_task
from db.queries.court.docket import (
    DocketFilter,
    DocketSort,
    DocketSpan,
    docket_ids,
    docket_rows,
)
from db.rules.codes import HearingKind, Role, TaskKind
from db.rules.court_report import ReportState
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, the_case

ALL = DocketFilter(DocketSpan.ALL)


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    client = a_client(bench, "Zoë", "Álvarez")
    client.sort_name = "alvarez zoe"
    bench.session.commit()
    return a_case(
        bench,
        client,
        bench.user.id,
        docket="26-CP-0117",
        court="Juvenile Court",
    )


def a_hearing(bench: Bench, case_id: UUID, days: float, **fields: Any) -> UUID:
    at = bench.now + timedelta(days=days)
    form = HearingForm(new_id(), case_id, HearingKind.REVIEW, at, **fields)
    bench.write(add_hearing, form)
    return form.id


def due(bench: Bench, case_id: UUID, on: date) -> None:
    form = TaskForm(new_id(), TaskKind.REPORT_DUE, "Report", case_id, bench.user.id, on)
    bench.write(add_task, form)


def test_a_row_says_when_where_before_whom_and_how_far_its_report_is(
    bench: Bench, case_id: UUID
) -> None:
    hearing = a_hearing(bench, case_id, 10, judge="Hon. C. Mbeki")
    bench.write(save_court_report, CourtReportForm(new_id(), case_id, hearing, situation="So."))
    (row,) = bench.read(docket_rows, bench.read(docket_ids))
    assert (row.client_name, row.court, row.judge) == (
        "Álvarez, Zoë",
        "Juvenile Court",
        "Hon. C. Mbeki",
    )
    assert (row.worker, row.report, row.due) == ("Ana", ReportState.BEGUN, None)
    assert str(row.starts_at.tzinfo) == "America/New_York"


@pytest.mark.parametrize("typed", ["alvarez", "ALV zo", "0117", "mbeki", "juvenile", "2026"])
def test_it_is_found_by_what_people_call_it(bench: Bench, case_id: UUID, typed: str) -> None:
    hearing = a_hearing(bench, case_id, 10, judge="Hon. C. Mbeki")
    a_hearing(bench, a_case(bench, a_client(bench, "Ida", "Moss"), opened_on=date(2025, 2, 3)), 5)
    assert bench.read(docket_ids, DocketFilter(text=typed)) == (hearing,)


@pytest.mark.parametrize("typed", ["%", "_", "\\", "nobody of that name"])
def test_signs_of_the_database_are_letters_like_others(
    bench: Bench, case_id: UUID, typed: str
) -> None:
    a_hearing(bench, case_id, 10)
    assert bench.read(docket_ids, DocketFilter(text=typed)) == ()


@pytest.mark.parametrize("sort", list(DocketSort))
def test_every_order_has_all_of_them_and_turns_round(
    bench: Bench, case_id: UUID, sort: DocketSort
) -> None:
    other = a_case(bench, a_client(bench, "Ida", "Moss"), bench.worker("Ben").id)
    made = {a_hearing(bench, case_id, 5, judge="B"), a_hearing(bench, other, 3, judge="A")}
    up, down = bench.read(docket_ids, ALL, sort), bench.read(docket_ids, ALL, sort, True)
    assert set(up) == set(down) == made
    if sort not in (DocketSort.KIND, DocketSort.COURT):
        assert up == tuple(reversed(down))


def test_vacated_hearings_are_shown_where_they_are_asked_for(bench: Bench, case_id: UUID) -> None:
    hearing = a_hearing(bench, case_id, 5)
    bench.write(vacate_hearing, hearing, 1)
    assert bench.read(docket_ids) == ()
    assert bench.read(docket_ids, DocketFilter(vacated=True)) == (hearing,)


def test_restricted_cases_are_on_the_list_of_named_staff_only(bench: Bench, case_id: UUID) -> None:
    hearing = a_hearing(bench, case_id, 5)
    the_case(bench, case_id).restricted = True
    bench.session.commit()
    assert bench.read(docket_ids) == (hearing,)
    other = bench.as_role(Role.SUPERVISOR, "sam")
    assert other.read(docket_ids) == ()
    assert other.read(docket_rows, [hearing]) == ()


def test_reception_sees_no_hearings(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.RECEPTIONIST, "rita").read(docket_ids)


def test_a_due_day_belongs_to_the_next_hearing_after_it(bench: Bench, case_id: UUID) -> None:
    first, second = a_hearing(bench, case_id, 10), a_hearing(bench, case_id, 40)
    due(bench, case_id, date(2026, 3, 5))
    due(bench, case_id, date(2026, 4, 1))
    rows = {row.id: row.due for row in bench.read(docket_rows, [first, second])}
    one, two = rows[first], rows[second]
    assert one is not None and one.due_on == date(2026, 3, 5)
    assert two is not None and two.due_on == date(2026, 4, 1)
    bench.write(vacate_hearing, first, 1)
    rows = {row.id: row.due for row in bench.read(docket_rows, [first, second])}
    assert rows[first] is None
    assert rows[second] is not None and rows[second].due_on == date(2026, 4, 1)  # type: ignore[union-attr]


def test_it_is_overdue_from_the_day_after(bench: Bench, case_id: UUID) -> None:
    hearing = a_hearing(bench, case_id, 10)
    due(bench, case_id, date(2026, 3, 2))
    (row,) = bench.read(docket_rows, [hearing])
    assert row.due is not None and not row.due.overdue
    bench.pass_time(days=1)
    (row,) = bench.read(docket_rows, [hearing])
    assert row.due is not None and row.due.overdue
