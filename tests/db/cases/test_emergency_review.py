"""What an emergency access does not open, who is told of it, and who reviews it."""

from datetime import date
from uuid import UUID

import pytest

from db.operations.cases.assign import AssignmentForm, assign_case
from db.operations.cases.emergency import review_emergency
from db.operations.cases.restrict import lift_restriction, restrict_case
from db.operations.cases.view import record_case_view
from db.operations.office_settings.office import change_office
from db.operations.views import record_view
from db.queries.emergencies import emergencies
from db.queries.notes.find import find_notes
from db.queries.office_settings import office_form
from db.queries.today import today
from db.rules.codes import AssignmentRole, NoteClass, Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_signed_note, the_case
from tests.db.cases.restricted import REASON, acts, case_id, client_of, mara, noor, open_it, sees

__all__ = ["case_id", "mara", "noor"]  # fixtures


def test_it_makes_nobody_named(bench: Bench, mara: Bench, case_id: UUID) -> None:
    """Neither notes for named staff nor the access list open by it, and no case is taken over."""
    a_signed_note(mara, case_id, note_class=NoteClass.SUBSTANCE_USE, text="zopiclone")
    other = bench.as_role(Role.SUPERVISOR, "olga")
    open_it(other, case_id)
    assert not other.read(find_notes, "zopiclone")
    version = the_case(bench, case_id).version
    for attempt in (
        lambda: other.write(lift_restriction, case_id, version),
        lambda: other.write(restrict_case, case_id, version, frozenset({other.user.id})),
        lambda: other.write(
            assign_case,
            case_id,
            AssignmentForm(new_id(), other.user.id, AssignmentRole.PRIMARY, date(2026, 3, 2)),
        ),
    ):
        with pytest.raises(Refused, match=r"case\.restricted"):
            attempt()


def test_each_look_is_in_the_audit_log_as_an_emergency(noor: Bench, case_id: UUID) -> None:
    open_it(noor, case_id)
    client_id = client_of(noor, case_id).id
    for _ in range(2):
        assert noor.write(record_case_view, case_id)
        assert noor.write(record_view, "client", client_id)
    assert len(acts(noor, "case.viewed_in_emergency")) == 2
    assert len(acts(noor, "client.viewed_in_emergency")) == 2
    assert not acts(noor, "case.viewed") and not acts(noor, "client.viewed")
    assert REASON in acts(noor, "emergency.opened")[0].details


def test_named_workers_and_reviewers_are_told(
    bench: Bench, mara: Bench, noor: Bench, case_id: UUID
) -> None:
    sam, olga = bench.as_role(Role.SUPERVISOR, "sam"), bench.as_role(Role.SUPERVISOR, "olga")
    otto = bench.as_role(Role.CASEWORKER, "otto")
    open_it(noor, case_id)
    for told in (mara, sam, olga, bench):
        (row,) = told.read(today).emergencies
        assert (row.staff, row.reason, row.running) == ("Noor", REASON, True)
    for untold in (noor, otto, bench.as_role(Role.RECEPTIONIST), bench.as_role(Role.AUDITOR)):
        assert untold.read(today).emergencies == ()


def test_somebody_else_reviews_it_once_it_is_over(bench: Bench, noor: Bench, case_id: UUID) -> None:
    sam, olga = bench.as_role(Role.SUPERVISOR, "sam"), bench.as_role(Role.SUPERVISOR, "olga")
    access = open_it(olga, case_id)
    with pytest.raises(Refused, match=r"emergency\.still_open"):
        sam.write(review_emergency, access)
    olga.pass_time(hours=2)
    with pytest.raises(Refused, match=r"emergency\.own_review"):
        olga.write(review_emergency, access)
    with pytest.raises(Refused, match=r"permission\.denied"):
        noor.write(review_emergency, access)
    sam.write(review_emergency, access, "Justified.")
    assert sam.read(emergencies) == ()
    (row,) = sam.read(emergencies, reviewed=True)
    assert (row.reviewed_by, row.review) == ("Sam", "Justified.")
    with pytest.raises(Refused, match=r"emergency\.is_reviewed"):
        sam.write(review_emergency, access)


def test_the_office_chooses_how_long(bench: Bench, noor: Bench, case_id: UUID) -> None:
    from dataclasses import replace

    opened = bench.read(office_form)
    for minutes in (14, 241):
        with pytest.raises(Refused, match=r"office\.emergency_minutes"):
            form = replace(opened.form, emergency_minutes=minutes)
            bench.write(change_office, form, opened.version)
    bench.write(change_office, replace(opened.form, emergency_minutes=15), opened.version)
    open_it(noor, case_id)
    noor.pass_time(minutes=14)
    assert all(sees(noor, case_id))
    noor.pass_time(minutes=2)
    assert not any(sees(noor, case_id))
