"""What belongs to a case goes along when another worker takes it over."""

from datetime import date
from uuid import UUID

import pytest

from db.models.case_file import Task
from db.operations.cases.assign import AssignmentForm, HandedOver, assign_case
from db.operations.tasks import TaskForm, add_task, complete_task
from db.rules.codes import AssignmentRole, Role, TaskKind
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock
from tests.db.cases.made import a_case, the_case

MAR_2 = date(2026, 3, 2)


@pytest.fixture
def mara(bench: Bench) -> UUID:
    return bench.worker("mara").id


@pytest.fixture
def tom(bench: Bench) -> UUID:
    return bench.worker("tom").id


@pytest.fixture
def case_id(bench: Bench, mara: UUID) -> UUID:
    clock(bench, "9:00", 2)
    return a_case(bench, worker_id=mara)


def a_task(bench: Bench, case_id: UUID | None, staff_id: UUID | None) -> UUID:
    form = TaskForm(new_id(), TaskKind.FOLLOW_UP, "Call the school", case_id, staff_id, MAR_2)
    bench.write(add_task, form)
    return form.id


def whose(bench: Bench, task_id: UUID) -> UUID | None:
    bench.session.expire_all()
    return bench.session.get_one(Task, task_id).staff_id


def taken_over(
    bench: Bench, case_id: UUID, staff_id: UUID, role: AssignmentRole = AssignmentRole.PRIMARY
) -> HandedOver:
    handed = bench.write(assign_case, case_id, AssignmentForm(new_id(), staff_id, role, MAR_2))
    assert isinstance(handed, HandedOver)
    return handed


def test_what_is_still_to_do_goes_to_who_takes_over(
    bench: Bench, case_id: UUID, mara: UUID, tom: UUID
) -> None:
    task_id = a_task(bench, case_id, mara)
    assert taken_over(bench, case_id, tom).tasks == 1
    assert whose(bench, task_id) == tom


def test_what_was_done_or_is_somebody_elses_stays_as_it_is(
    bench: Bench, case_id: UUID, mara: UUID, tom: UUID
) -> None:
    done, of_other_case = a_task(bench, case_id, mara), a_task(bench, a_case(bench), mara)
    bench.write(complete_task, done, 1)
    asked = bench.worker("ruth", Role.RECEPTIONIST).id
    hers, nobodys = a_task(bench, case_id, asked), a_task(bench, case_id, None)
    assert taken_over(bench, case_id, tom).tasks == 0
    found = [whose(bench, task_id) for task_id in (done, of_other_case, hers, nobodys)]
    assert found == [mara, mara, asked, None]


def test_who_only_helps_takes_nothing_over(
    bench: Bench, case_id: UUID, mara: UUID, tom: UUID
) -> None:
    task_id = a_task(bench, case_id, mara)
    assert taken_over(bench, case_id, tom, AssignmentRole.SECONDARY).tasks == 0
    assert whose(bench, task_id) == mara


def test_appointments_to_come_stay_where_they_were_promised_and_are_counted(
    bench: Bench, case_id: UUID, mara: UUID, tom: UUID
) -> None:
    client_id = the_case(bench, case_id).client_id
    about = {"workers": (mara,), "client_id": client_id, "case_id": case_id}
    booked(bench, "8:00", "8:30", day=2, reason="Entered afterwards.", **about)
    booked(bench, **about)
    booked(bench, "11:00", "12:00", workers=(mara,))
    assert taken_over(bench, case_id, tom).appointments == 1
