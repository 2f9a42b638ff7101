"""A restricted case is there for named staff only, wherever one looks."""

from datetime import date
from uuid import UUID

import pytest

from db.models.client import Client
from db.operations.cases.assign import AssignmentForm, assign_case
from db.operations.cases.restrict import lift_restriction, restrict_case
from db.operations.cases.status import close_case
from db.operations.notes.draft import save_draft_note
from db.operations.tasks import TaskForm, add_task
from db.queries.cases.case_file import case_by_number, case_file
from db.queries.cases.case_filter import CaseFilter
from db.queries.cases.case_list import case_ids, case_rows
from db.queries.cases.timeline import timeline
from db.queries.notes.find import find_notes
from db.queries.notes.note import note_detail
from db.queries.tasks import task_list
from db.queries.today import today
from db.rules.codes import AssignmentRole, CloseReason, Role, TaskKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_note_form, a_signed_note, the_case


@pytest.fixture
def mara(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "mara")


@pytest.fixture
def case_id(bench: Bench, mara: Bench) -> UUID:
    """Mara's case with a note and a task, restricted by a supervisor who is named herself."""
    made = a_case(mara, worker_id=mara.user.id)
    a_signed_note(mara, made)
    mara.write(
        add_task,
        TaskForm(new_id(), TaskKind.FOLLOW_UP, "Call", case_id=made, due_on=date(2026, 3, 1)),
    )
    supervisor = bench.as_role(Role.SUPERVISOR)
    supervisor.write(restrict_case, made, 1, frozenset({supervisor.user.id}))
    return made


def test_those_who_are_named_see_the_case(bench: Bench, mara: Bench, case_id: UUID) -> None:
    for reader in (mara, bench.as_role(Role.SUPERVISOR)):
        assert reader.read(case_ids) == (case_id,)
        assert reader.read(case_file, case_id).header.restricted
        assert len(reader.read(find_notes, "school")) == 1


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_else_does(bench: Bench, case_id: UUID, role: Role) -> None:
    other = bench.as_role(role, f"other-{role}")
    number = the_case(bench, case_id).number
    note_id = bench.as_role(Role.CASEWORKER, "mara").read(find_notes, "school")[0].id
    assert other.read(case_ids) == ()
    assert other.read(case_ids, CaseFilter(text=number)) == ()
    assert other.read(case_rows, [case_id]) == ()
    assert other.read(find_notes, "school") == ()
    assert other.read(task_list) == ()
    day = other.read(today)
    assert not (day.tasks or day.hearings or day.silent or day.notes_to_sign)
    with pytest.raises(Refused, match=r"note\.unknown"):
        other.read(note_detail, note_id)
    for ask in (
        lambda: other.read(case_file, case_id),
        lambda: other.read(timeline, case_id),
        lambda: other.read(case_by_number, number),
        lambda: other.write(save_draft_note, a_note_form(other, case_id)),
    ):
        with pytest.raises(Refused, match=r"case\.restricted"):
            ask()


def test_the_refusal_names_the_case_and_no_client(bench: Bench, case_id: UUID) -> None:
    other = bench.as_role(Role.CASEWORKER, "other")
    with pytest.raises(Refused) as refused:
        other.read(case_file, case_id)
    (finding,) = refused.value.findings
    assert finding.params == {"number": the_case(bench, case_id).number}
    assert "Ada" not in str(refused.value)


def test_a_client_is_restricted_while_a_case_of_theirs_is(bench: Bench, case_id: UUID) -> None:
    supervisor = bench.as_role(Role.SUPERVISOR)
    client_id = the_case(bench, case_id).client_id

    def restricted() -> bool:
        bench.session.expire_all()
        return bench.session.get_one(Client, client_id).restricted

    assert restricted()
    version = the_case(bench, case_id).version
    supervisor.write(
        close_case, case_id, version, date(2026, 3, 1), CloseReason.MOVED, reason="Moved in haste."
    )
    assert restricted()  # closing the case does not uncover who was protected
    supervisor.write(lift_restriction, case_id, the_case(bench, case_id).version)
    assert not restricted()


def test_nobody_shuts_themselves_out(bench: Bench, mara: Bench) -> None:
    case_id = a_case(mara, worker_id=mara.user.id)
    supervisor = bench.as_role(Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"case\.restriction_without_you"):
        supervisor.write(restrict_case, case_id, 1, frozenset())


def test_a_case_is_not_restricted_to_nobody(bench: Bench) -> None:
    case_id = a_case(bench)
    with pytest.raises(Refused, match=r"case\.restriction_without_anybody"):
        bench.write(restrict_case, case_id, 1, frozenset())


def test_a_caseworker_does_not_restrict(mara: Bench) -> None:
    case_id = a_case(mara, worker_id=mara.user.id)
    with pytest.raises(Refused, match=r"permission\.denied"):
        mara.write(restrict_case, case_id, 1, frozenset({mara.user.id}))


def test_an_administrator_hands_a_restricted_case_on_without_reading_it(
    bench: Bench, case_id: UUID
) -> None:
    tom = bench.worker("tom")
    form = AssignmentForm(new_id(), tom.id, AssignmentRole.PRIMARY, date(2026, 3, 2))
    other_supervisor = bench.as_role(Role.SUPERVISOR, "sue")
    with pytest.raises(Refused, match=r"case\.restricted"):
        other_supervisor.write(assign_case, case_id, form)
    bench.write(assign_case, case_id, form)
    with pytest.raises(Refused, match=r"case\.restricted"):
        bench.read(case_file, case_id)
    assert bench.as_role(Role.CASEWORKER, "tom").read(case_ids) == (case_id,)
