"""Lists of cases: filtered, sorted, exported as they stand."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from db.operations.cases.enroll import EnrollmentForm
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.cases.status import close_case
from db.operations.court.hearings import HearingForm, add_hearing
from db.operations.tasks import TaskForm, add_task
from db.queries.cases.case_filter import CaseFilter, CaseSort
from db.queries.cases.case_list import case_ids, case_list, case_rows
from db.queries.cases.caseload import caseload_data
from db.queries.cases.export_lines import case_lines, contact_lines
from db.queries.notes.contacts import ContactFilter, contact_list
from db.rules.codes import CaseStatus, CloseReason, HearingKind, NoteClass, Role, TaskKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_draft, a_signed_note, at

JAN_5 = date(2026, 1, 5)


def _numbers(bench: Bench, *args: object) -> list[str]:
    ids = bench.read(case_ids, *args)  # type: ignore[arg-type]
    return [row.number[-1] for row in bench.read(case_rows, ids)]


@pytest.fixture
def cases(bench: Bench) -> list[UUID]:
    """1 is Mara's and silent, 2 is Ana's with a contact and an overdue task, 3 is closed."""
    mara = bench.worker("mara")
    program = bench.program()
    first = a_case(bench, a_client(bench, "Ada", "Lovelace"), mara.id)
    second = CaseForm(id=new_id(), client_id=a_client(bench, "Ben", "Okafor").id, opened_on=JAN_5)
    bench.write(open_case, second, enrollments=(EnrollmentForm(new_id(), program.id, JAN_5),))
    from db.operations.cases.assign import AssignmentForm, assign_case
    from db.rules.codes import AssignmentRole

    own = AssignmentForm(new_id(), bench.user.id, AssignmentRole.PRIMARY, JAN_5)
    bench.write(assign_case, second.id, own)
    a_signed_note(bench, second.id)
    bench.write(
        add_task,
        TaskForm(new_id(), TaskKind.REVIEW, "Review", second.id, due_on=date(2026, 3, 1)),
    )
    third = a_case(bench, a_client(bench, "Cora", "Ahn"), mara.id)
    bench.write(close_case, third, 1, date(2026, 2, 1), CloseReason.MOVED)
    return [first, second.id, third]


def test_open_cases_are_shown_unless_asked(bench: Bench, cases: list[UUID]) -> None:
    assert _numbers(bench) == ["1", "2"]
    assert _numbers(bench, CaseFilter(statuses=frozenset())) == ["1", "2", "3"]
    assert _numbers(bench, CaseFilter(statuses=frozenset({CaseStatus.CLOSED}))) == ["3"]


def test_filters_narrow_the_list(bench: Bench, cases: list[UUID]) -> None:
    rows = bench.read(case_rows, cases)
    assert _numbers(bench, CaseFilter(mine=True)) == ["2"]
    assert rows[0].worker_id is not None
    assert _numbers(bench, CaseFilter(worker_id=rows[0].worker_id)) == ["1"]
    assert _numbers(bench, CaseFilter(overdue=True)) == ["2"]
    assert _numbers(bench, CaseFilter(silent=True)) == ["1"]
    assert _numbers(bench, CaseFilter(client_id=rows[1].client_id)) == ["2"]
    assert _numbers(bench, CaseFilter(text="2026-0002")) == ["2"]
    assert _numbers(bench, CaseFilter(text="nobody")) == []


def test_a_program_narrows_the_list_to_those_in_it_today(bench: Bench, cases: list[UUID]) -> None:
    from db.models.office import Program

    program_id = bench.session.query(Program.id).scalar()
    assert program_id is not None
    assert _numbers(bench, CaseFilter(program_id=program_id)) == ["2"]


@pytest.mark.parametrize(
    ("sort", "ascending", "descending"),
    [
        (CaseSort.NUMBER, ["1", "2", "3"], ["3", "2", "1"]),
        (CaseSort.CLIENT, ["3", "1", "2"], ["2", "1", "3"]),
        (CaseSort.LAST_CONTACT, ["2", "1", "3"], ["2", "3", "1"]),
        (CaseSort.WORKER, ["2", "1", "3"], ["3", "1", "2"]),
        (CaseSort.STATUS, ["3", "1", "2"], ["2", "1", "3"]),
        (CaseSort.NEXT_HEARING, ["1", "2", "3"], ["1", "3", "2"]),
    ],
)
def test_it_sorts_both_ways_with_the_unknown_last(
    bench: Bench, cases: list[UUID], sort: CaseSort, ascending: list[str], descending: list[str]
) -> None:
    hearing = HearingForm(new_id(), cases[0], HearingKind.REVIEW, bench.now + timedelta(days=4))
    bench.write(add_hearing, hearing)
    everything = CaseFilter(statuses=frozenset())
    assert _numbers(bench, everything, sort) == ascending
    assert _numbers(bench, everything, sort, True) == descending


def test_a_row_says_what_the_list_shows(bench: Bench, cases: list[UUID]) -> None:
    silent, lively, closed = bench.read(case_rows, cases)
    assert (silent.client_name, silent.worker, silent.days_silent) == ("Lovelace, Ada", "Mara", 56)
    assert (lively.programs, lively.overdue_tasks, lively.open_tasks) == (("FS",), 1, 1)
    assert lively.days_silent == 0 and closed.days_silent is None


def test_rows_come_in_the_order_asked_for(bench: Bench, cases: list[UUID]) -> None:
    backwards = list(reversed(cases))
    assert [row.id for row in bench.read(case_rows, backwards)] == backwards


def test_the_caseload_stands_by_worker(bench: Bench, cases: list[UUID]) -> None:
    data = bench.read(caseload_data)
    assert [(w.worker, [row.number for row in w.rows]) for w in data.workers] == [
        ("Ana", ["2026-0002"]),
        ("Mara", ["2026-0001"]),
    ]
    row = data.workers[0].rows[0]
    assert (row.next_deadline, row.next_deadline_title) == (date(2026, 3, 1), "Review")
    own = bench.read(caseload_data, bench.user.id)
    assert [w.worker for w in own.workers] == ["Ana"]


def test_the_export_is_the_list_on_the_screen(bench: Bench, cases: list[UUID]) -> None:
    lines = bench.read(case_lines, CaseFilter(), CaseSort.CLIENT, True)
    assert [line.client for line in lines] == ["Okafor, Ben", "Lovelace, Ada"]
    assert lines[0].last_contact_on == date(2026, 3, 2)
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.AUDITOR).read(case_lines)


def test_contacts_are_listed_without_text_drafts_and_protected_classes(
    bench: Bench, cases: list[UUID]
) -> None:
    a_draft(bench, cases[0])
    a_signed_note(bench, cases[0], note_class=NoteClass.SUBSTANCE_USE)
    old = a_signed_note(bench, cases[0], started_at=at(2026, 2, 10, 2))  # 9 February at home
    assert len(bench.read(contact_list)) == 2
    asked = ContactFilter(first_day=date(2026, 2, 9), last_day=date(2026, 2, 9))
    assert [row.id for row in bench.read(contact_list, asked)] == [old]
    lines = bench.read(contact_lines, ContactFilter(case_id=cases[0]))
    assert [(line.kind, line.client, line.client_number) for line in lines] == [
        ("Home visit", "Lovelace, Ada", "C-00001")
    ]


def test_a_long_list_is_read_in_parts(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.queries.cases.case_list._AT_ONCE", 2)
    made = [a_case(bench) for _ in range(5)]
    assert [row.id for row in bench.read(case_list)] == made
