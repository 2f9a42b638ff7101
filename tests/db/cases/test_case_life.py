"""Cases are opened, worked on, closed and opened again."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from db.models.case_file import Assignment, Enrollment
from db.operations.cases.assign import AssignmentForm, assign_case, end_assignment
from db.operations.cases.enroll import EnrollmentForm, change_enrollment, enroll
from db.operations.cases.open_case import CaseForm, change_case, open_case
from db.operations.cases.parties import (
    PartyForm,
    add_party,
    change_party,
    end_party,
    remove_party,
)
from db.operations.cases.restrict import lift_restriction, restrict_case
from db.operations.cases.status import close_case, reopen_case
from db.queries.cases.case_file import case_by_number, case_file
from db.rules.codes import (
    AssignmentRole,
    CaseStatus,
    CloseReason,
    ContactKind,
    EnrollmentEnd,
    PartyRole,
    Role,
)
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import (
    a_case,
    a_client,
    a_draft,
    an_outside_person,
    the_case,
)

JAN_5 = date(2026, 1, 5)
MAR_1 = date(2026, 3, 1)


def _seen(bench: Bench, case_id: UUID) -> int:
    return the_case(bench, case_id).version


def _form(bench: Bench, **fields: object) -> CaseForm:
    given: dict[str, object] = {"id": new_id(), "opened_on": JAN_5}
    given["client_id"] = fields.get("client_id") or a_client(bench).id
    return CaseForm(**(given | fields))  # type: ignore[arg-type]


def test_cases_are_numbered_by_the_year_in_which_they_were_opened(bench: Bench) -> None:
    numbers = [
        bench.write(open_case, _form(bench, opened_on=day)).number
        for day in (date(2025, 12, 30), date(2025, 12, 31), JAN_5, date(2026, 1, 6))
    ]
    assert numbers == ["2025-0001", "2025-0002", "2026-0001", "2026-0002"]


def test_a_number_that_an_imported_case_has_is_not_given_again(bench: Bench) -> None:
    bench.write(open_case, _form(bench, number="2026-0002"))
    numbers = [bench.write(open_case, _form(bench)).number for _ in range(3)]
    assert len(set(numbers)) == 3 and "2026-0002" not in numbers
    with pytest.raises(Refused, match=r"case\.number_taken"):
        bench.write(open_case, _form(bench, number="2026-0002"))


def test_a_case_is_found_by_its_number(bench: Bench) -> None:
    opened = bench.write(open_case, _form(bench))
    assert bench.read(case_by_number, f" {opened.number} ") == opened.id
    with pytest.raises(Refused, match=r"report\.unknown_case"):
        bench.read(case_by_number, "2026-9999")


def test_a_case_is_opened_with_its_worker_and_programs(bench: Bench) -> None:
    mara, program = bench.worker("mara"), bench.program()
    form = _form(bench)
    worker = AssignmentForm(new_id(), mara.id, AssignmentRole.PRIMARY, JAN_5)
    bench.write(
        open_case,
        form,
        worker=worker,
        enrollments=(EnrollmentForm(new_id(), program.id, JAN_5),),
    )
    file = bench.read(case_file, form.id)
    assert [(line.name, line.role) for line in file.workers] == [("Mara", AssignmentRole.PRIMARY)]
    assert [(line.program, line.client_id) for line in file.enrollments] == [
        ("Family support", form.client_id)
    ]
    assert [party.role for party in file.parties] == [PartyRole.CLIENT]


def test_a_caseworker_opens_cases_for_herself_only(bench: Bench) -> None:
    mara, tom = bench.as_role(Role.CASEWORKER, "mara"), bench.worker("tom")
    own = AssignmentForm(new_id(), mara.user.id, AssignmentRole.PRIMARY, JAN_5)
    mara.write(open_case, _form(bench), worker=own)
    others = AssignmentForm(new_id(), tom.id, AssignmentRole.PRIMARY, JAN_5)
    with pytest.raises(Refused, match=r"permission\.denied"):
        mara.write(open_case, _form(bench), worker=others)


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.AUDITOR])
def test_who_edits_no_cases_opens_none(bench: Bench, role: Role) -> None:
    form = _form(bench)
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(role).write(open_case, form)


def test_a_case_is_changed_by_the_form_that_saw_it_last(bench: Bench) -> None:
    form = _form(bench)
    bench.write(open_case, form)
    newer = CaseForm(
        id=form.id, client_id=form.client_id, opened_on=JAN_5, docket="JD-26-118", version=1
    )
    bench.write(change_case, newer)
    assert the_case(bench, form.id).docket == "JD-26-118"
    with pytest.raises(Stale):
        bench.write(change_case, newer)


def test_a_case_opened_in_the_future_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"case\.opened_in_future"):
        bench.write(open_case, _form(bench, opened_on=date(2026, 3, 3)))


def test_a_new_primary_worker_takes_over_and_the_history_stays(bench: Bench) -> None:
    mara, tom = bench.worker("mara"), bench.worker("tom")
    case_id = a_case(bench, worker_id=mara.id)
    bench.write(
        assign_case,
        case_id,
        AssignmentForm(new_id(), tom.id, AssignmentRole.PRIMARY, date(2026, 2, 1)),
    )
    lines = bench.read(case_file, case_id).workers
    assert [(line.name, line.ended_on) for line in lines] == [
        ("Tom", None),
        ("Mara", date(2026, 2, 1)),
    ]


def test_a_worker_is_assigned_once(bench: Bench) -> None:
    mara = bench.worker("mara")
    case_id = a_case(bench, worker_id=mara.id)
    again = AssignmentForm(new_id(), mara.id, AssignmentRole.PRIMARY, date(2026, 2, 1))
    with pytest.raises(Refused, match=r"assignment\.already_there"):
        bench.write(assign_case, case_id, again)


def test_receptionists_and_those_who_left_are_not_assigned(bench: Bench) -> None:
    case_id = a_case(bench)
    ruth = bench.worker("ruth", Role.RECEPTIONIST)
    gone = bench.worker("gone")
    gone.active = False
    bench.session.commit()
    for staff in (ruth, gone):
        form = AssignmentForm(new_id(), staff.id, AssignmentRole.SECONDARY, JAN_5)
        with pytest.raises(Refused, match=r"assignment\.not_a_worker"):
            bench.write(assign_case, case_id, form)


def test_an_assignment_ends_once_and_not_before_it_began(bench: Bench) -> None:
    mara = bench.worker("mara")
    a_case(bench, worker_id=mara.id)
    assignment_id = bench.session.query(Assignment.id).scalar()
    with pytest.raises(Refused, match=r"assignment\.ends_before_start"):
        bench.write(end_assignment, assignment_id, date(2026, 1, 1))
    bench.write(end_assignment, assignment_id, date(2026, 2, 1))
    with pytest.raises(Refused, match=r"assignment\.has_ended"):
        bench.write(end_assignment, assignment_id, date(2026, 2, 2))


def test_closing_with_work_left_wants_a_reason(bench: Bench) -> None:
    case_id = a_case(bench)
    a_draft(bench, case_id)
    with pytest.raises(NeedsReason, match=r"case\.has_unsigned_notes"):
        bench.write(close_case, case_id, 1, MAR_1, CloseReason.GOALS_MET)
    bench.write(close_case, case_id, 1, MAR_1, CloseReason.GOALS_MET, reason="Worker is ill.")
    case = the_case(bench, case_id)
    assert (case.status, case.closed_on) == (CaseStatus.CLOSED, MAR_1)


def test_a_closed_case_is_opened_again_under_its_number(bench: Bench) -> None:
    case_id = a_case(bench)
    number = the_case(bench, case_id).number
    bench.write(close_case, case_id, 1, MAR_1, CloseReason.MOVED)
    with pytest.raises(Refused, match=r"case\.is_closed"):
        bench.write(close_case, case_id, _seen(bench, case_id), MAR_1, CloseReason.MOVED)
    bench.write(reopen_case, case_id, _seen(bench, case_id))
    case = the_case(bench, case_id)
    assert (case.number, case.status, case.closed_on, case.close_reason) == (
        number,
        CaseStatus.OPEN,
        None,
        None,
    )


def test_each_act_is_one_new_version(bench: Bench) -> None:
    case_id = a_case(bench)
    bench.write(close_case, case_id, 1, MAR_1, CloseReason.MOVED)
    bench.write(reopen_case, case_id, 2)
    bench.write(restrict_case, case_id, 3, frozenset({bench.user.id}))
    bench.write(lift_restriction, case_id, 4)
    assert _seen(bench, case_id) == 5


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 1, 4), r"case\.closed_before_opened"),
        (date(2026, 3, 3), r"case\.closed_in_future"),
    ],
)
def test_a_case_closes_between_its_opening_and_today(bench: Bench, day: date, code: str) -> None:
    case_id = a_case(bench)
    with pytest.raises(Refused, match=code):
        bench.write(close_case, case_id, 1, day, CloseReason.MOVED)


@pytest.fixture
def party(bench: Bench) -> PartyForm:
    judge = an_outside_person(bench, "Ruth", "Okafor", PartyRole.JUDGE)
    form = PartyForm(new_id(), a_case(bench), PartyRole.JUDGE, person_id=judge.id)
    bench.write(add_party, form)
    return form


def test_a_party_is_changed_ended_and_kept(bench: Bench, party: PartyForm) -> None:
    changed = PartyForm(
        party.id, party.case_id, PartyRole.JUDGE, person_id=party.person_id,
        remark="Since the transfer", version=1,
    )  # fmt: skip
    bench.write(change_party, changed)
    with pytest.raises(Stale):
        bench.write(change_party, changed)
    version = bench.read(case_file, party.case_id).parties[-1].version
    bench.write(end_party, party.id, version, MAR_1)
    line = bench.read(case_file, party.case_id).parties[-1]
    assert (line.name, line.remark, line.ended_on) == (
        "Ruth Okafor",
        "Since the transfer",
        MAR_1,
    )


def test_a_party_added_by_mistake_is_removed(bench: Bench, party: PartyForm) -> None:
    bench.write(remove_party, party.id, 1)
    assert len(bench.read(case_file, party.case_id).parties) == 1


def test_the_same_person_has_the_same_part_once(bench: Bench, party: PartyForm) -> None:
    twice = PartyForm(new_id(), party.case_id, PartyRole.JUDGE, person_id=party.person_id)
    with pytest.raises(Refused, match=r"party\.already_there"):
        bench.write(add_party, twice)


def test_a_party_is_one_person(bench: Bench, party: PartyForm) -> None:
    nobody = PartyForm(new_id(), party.case_id, PartyRole.OTHER)
    with pytest.raises(Refused, match=r"party\.one_person"):
        bench.write(add_party, nobody)


def test_contact_rules_stand_beside_a_partys_number(bench: Bench, party: PartyForm) -> None:
    from db.models.client import Client, ContactPoint

    case = the_case(bench, party.case_id)
    bench.add(
        ContactPoint(
            client_id=case.client_id, kind=ContactKind.MOBILE, value="(555) 201-3344",
            matched="5552013344", rules=["no_voicemail"],
        )
    )  # fmt: skip
    client = bench.session.get_one(Client, case.client_id)
    client.do_not_confirm = True
    bench.session.commit()
    file = bench.read(case_file, party.case_id)
    assert [mark.code for mark in file.header.marks] == ["contact.do_not_confirm"]
    (line,) = file.parties[0].contact
    assert line.value == "(555) 201-3344"
    assert [mark.code for mark in line.marks] == ["contact.no_voicemail"]
    assert [mark.code for mark in file.parties[0].marks] == ["contact.do_not_confirm"]


def _enrolled(bench: Bench) -> tuple[UUID, Enrollment]:
    case_id = a_case(bench)
    bench.write(enroll, case_id, EnrollmentForm(new_id(), bench.program().id, JAN_5))
    return case_id, bench.session.query(Enrollment).one()


def test_enrollments_in_one_program_do_not_overlap(bench: Bench) -> None:
    case_id, first = _enrolled(bench)
    again = EnrollmentForm(new_id(), first.program_id, date(2026, 2, 1))
    with pytest.raises(Refused, match=r"enrollment\.already_there"):
        bench.write(enroll, case_id, again)
    ended = EnrollmentForm(
        first.id, first.program_id, JAN_5, ended_on=date(2026, 2, 1),
        ended_because=EnrollmentEnd.COMPLETED, version=1,
    )  # fmt: skip
    bench.write(change_enrollment, ended)
    bench.write(enroll, case_id, again)
    with pytest.raises(Stale):
        bench.write(change_enrollment, ended)


def test_an_enrollment_ends_with_a_reason_and_after_it_began(bench: Bench) -> None:
    _, first = _enrolled(bench)
    wrong = EnrollmentForm(
        first.id, first.program_id, JAN_5, ended_on=JAN_5 - timedelta(days=1), version=1
    )
    with pytest.raises(Refused) as refused:
        bench.write(change_enrollment, wrong)
    assert refused.value.has("enrollment.ends_before_start")
    assert refused.value.has("enrollment.end_and_reason")
