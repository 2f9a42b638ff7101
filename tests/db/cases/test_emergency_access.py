"""A restricted case can be opened in an emergency: for a while, with a reason, and told of."""

from uuid import UUID

import pytest

from db.models.client import Client
from db.operations.cases.emergency import end_emergency, open_in_emergency
from db.operations.cases.restrict import lift_restriction
from db.operations.notes.draft import save_draft_note
from db.queries.cases.case_file import case_file
from db.queries.cases.case_list import case_ids
from db.queries.clients.client_list import client_list
from db.queries.court.hearing_view import case_court
from db.queries.emergencies import my_emergencies
from db.queries.search.find import find
from db.rules.codes import Role
from db.rules.emergency import EmergencyForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_note_form, the_case
from tests.db.cases.restricted import REASON, acts, case_id, client_of, mara, noor, open_it, sees

__all__ = ["case_id", "mara", "noor"]  # fixtures


def test_whoever_reads_cases_sees_it_everywhere_until_the_time_is_over(
    noor: Bench, case_id: UUID
) -> None:
    assert not any(sees(noor, case_id))
    open_it(noor, case_id)
    assert all(sees(noor, case_id))
    noor.pass_time(minutes=59)
    assert all(sees(noor, case_id))
    noor.pass_time(minutes=2)
    assert not any(sees(noor, case_id))
    assert noor.read(my_emergencies) == ()


def test_nobody_else_sees_more_by_it(bench: Bench, noor: Bench, case_id: UUID) -> None:
    open_it(noor, case_id)
    assert not any(sees(bench.as_role(Role.CASEWORKER, "otto"), case_id))
    assert not any(sees(bench, case_id))


def test_ended_by_hand_it_is_over_at_once(noor: Bench, case_id: UUID) -> None:
    access = open_it(noor, case_id)
    noor.pass_time(minutes=5)
    noor.write(end_emergency, access)
    assert noor.last_changes.touches("client")
    assert not any(sees(noor, case_id))
    with pytest.raises(Refused, match=r"emergency\.over"):
        noor.write(end_emergency, access)


def test_only_whose_it_is_ends_it(bench: Bench, noor: Bench, case_id: UUID) -> None:
    access = open_it(noor, case_id)
    with pytest.raises(Refused, match=r"emergency\.unknown"):
        bench.write(end_emergency, access)


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.AUDITOR])
def test_reception_and_auditors_never_can(bench: Bench, case_id: UUID, role: Role) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        open_it(bench.as_role(role), case_id)


def test_who_becomes_a_receptionist_meanwhile_sees_nothing(
    bench: Bench, noor: Bench, case_id: UUID
) -> None:
    open_it(noor, case_id)
    demoted = bench.as_role(Role.RECEPTIONIST, "noor")
    client = client_of(bench, case_id)
    client_id, last_name = client.id, client.last_name
    assert demoted.user.id == noor.user.id
    assert client_id not in set(demoted.read(client_list))
    assert not demoted.read(find, last_name)


def test_a_reason_that_says_nothing_is_refused(noor: Bench, case_id: UUID) -> None:
    for reason in ("", "urgent", " u r g e n t" + " " * 40):
        with pytest.raises(Refused, match=r"emergency\.reason_short"):
            noor.write(open_in_emergency, EmergencyForm(new_id(), reason, case_id=case_id))
    assert noor.read(my_emergencies) == ()


def test_it_is_found_by_number_or_by_the_full_name_only(noor: Bench, case_id: UUID) -> None:
    case, client = the_case(noor, case_id), client_of(noor, case_id)
    name = f"{client.first_name} {client.last_name}"
    turned = f"{client.last_name}, {client.first_name}"
    for whom in (case.number.lower(), client.number, name.upper(), turned):
        access = open_it(noor, whom=whom)
        assert noor.read(case_ids) == (case_id,)
        noor.write(end_emergency, access)
    for whom in (client.last_name, client.last_name[:3], f"{name}x", "no such person", "%", " "):
        with pytest.raises(Refused, match=r"emergency\.nothing_found|text\.missing"):
            open_it(noor, whom=whom)


def test_two_restricted_clients_of_one_name_are_not_guessed_between(
    bench: Bench, noor: Bench, case_id: UUID
) -> None:
    first = client_of(bench, case_id)
    name = f"{first.first_name} {first.last_name}"
    other = bench.add(
        Client(
            number="C-99999",
            first_name=first.first_name,
            last_name=first.last_name,
            sort_name=first.sort_name,
            restricted=True,
        )
    )
    with pytest.raises(Refused, match=r"emergency\.several"):
        open_it(noor, whom=name)
    assert other.number == "C-99999"


def test_who_may_read_it_anyway_needs_no_emergency(
    bench: Bench, mara: Bench, noor: Bench, case_id: UUID
) -> None:
    with pytest.raises(Refused, match=r"emergency\.not_needed"):
        open_it(mara, case_id)
    bench.as_role(Role.SUPERVISOR, "sam").write(
        lift_restriction, case_id, the_case(bench, case_id).version
    )
    with pytest.raises(Refused, match=r"emergency\.not_needed"):
        open_it(noor, case_id)


def test_a_retried_save_opens_it_once(noor: Bench, case_id: UUID) -> None:
    form = EmergencyForm(new_id(), REASON, case_id=case_id)
    first = noor.write(open_in_emergency, form)
    noor.pass_time(minutes=1)
    assert noor.write(open_in_emergency, form) == first
    assert len(acts(noor, "emergency.opened")) == 1


def test_it_does_not_begin_anew_while_it_runs(noor: Bench, case_id: UUID) -> None:
    first = open_it(noor, case_id)
    with pytest.raises(Refused, match=r"emergency\.running"):
        open_it(noor, case_id)
    noor.write(end_emergency, first)
    open_it(noor, case_id)
    noor.pass_time(minutes=61)
    open_it(noor, case_id)
    assert len(acts(noor, "emergency.opened")) == 3


def test_who_is_let_in_by_it_alone_reads_only(noor: Bench, mara: Bench, case_id: UUID) -> None:
    open_it(noor, case_id)
    assert noor.read(case_file, case_id).header.reads_only
    assert noor.read(case_court, case_id).reads_only
    assert not mara.read(case_file, case_id).header.reads_only
    assert not mara.read(case_court, case_id).reads_only
    assert noor.write(save_draft_note, a_note_form(noor, case_id))
