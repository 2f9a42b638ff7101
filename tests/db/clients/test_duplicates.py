"""Somebody who is on file already is noticed while the form is filled."""

import pytest

from db.operations.clients.intake import add_client
from db.queries.clients.duplicates import possible_duplicates
from db.rules.codes import AssignmentRole, ContactRule, Role
from db.rules.findings import Refused
from db.rules.matching import Verdict
from tests.db.bench import Bench
from tests.db.cases_on_file import assigned, case_on_file
from tests.db.people_on_file import client_form, home, mobile, on_file


def test_a_nickname_and_the_birth_date_are_enough(bench: Bench) -> None:
    robert = on_file(bench, "Robert Smith", "1980-03-14")
    on_file(bench, "Roberta Jones", "1980-03-14")
    (found,) = bench.read(possible_duplicates, client_form("Bob Smith", "1980-03-14"))
    assert (found.id, found.number, found.verdict) == (robert, "C-00001", Verdict.SAME)
    assert "match.nickname" in [reason.code for reason in found.reasons]


def test_a_phone_number_points_to_the_person(bench: Bench) -> None:
    on_file(bench, "Maria Lopez", "1991-05-02", contact_points=(mobile("(555) 201-3344"),))
    typed = client_form("Marie Lopes", contact_points=(mobile("1-555-201-3344"),))
    (found,) = bench.read(possible_duplicates, typed)
    assert "match.same_phone" in [reason.code for reason in found.reasons]


def test_an_address_counts_even_where_it_is_protected(bench: Bench) -> None:
    address = home("12 Elm Street, Springfield, IL 62701", ContactRule.PROTECTED)
    on_file(bench, "Maria Lopez", "1991-05-02", contact_points=(address,))
    typed = client_form("Mara Lopez", "1991", contact_points=(home("12 Elm Street\n62701"),))
    found = bench.as_role(Role.RECEPTIONIST).read(possible_duplicates, typed)
    assert "match.same_address" in [reason.code for reason in found[0].reasons]


def test_nobody_is_a_duplicate_of_an_empty_form_or_of_themselves(bench: Bench) -> None:
    form = client_form("Ada Lovelace", "1980-03-14")
    bench.write(add_client, form)
    assert bench.read(possible_duplicates, form) == ()
    assert bench.read(possible_duplicates, client_form("")) == ()


def test_of_a_restricted_client_only_the_worker_to_ask_is_told(bench: Bench) -> None:
    mara = bench.worker("mara")
    ada = on_file(bench, "Ada Lovelace", "1980-03-14")
    case_on_file(bench, ada, worker=mara.id, restricted=True)
    typed = client_form("Ada Lovelace", "1980-03-14")
    (hidden,) = bench.as_role(Role.RECEPTIONIST).read(possible_duplicates, typed)
    assert hidden.hidden
    assert hidden.ask == ("Mara",)
    assert (hidden.id, hidden.number, hidden.birth_date) == (None, "", None)
    assert hidden.name.both() == ""
    assert hidden.reasons == ()
    (seen,) = bench.as_role(Role.CASEWORKER, "mara").read(possible_duplicates, typed)
    assert (seen.hidden, seen.id) == (False, ada)


def test_without_a_worker_the_supervisors_are_to_be_asked(bench: Bench) -> None:
    bench.worker("sue", Role.SUPERVISOR)
    ada = on_file(bench, "Ada Lovelace", "1980-03-14")
    case = case_on_file(bench, ada, restricted=True)
    typed = client_form("Ada Lovelace", "1980-03-14")
    assert bench.read(possible_duplicates, typed)[0].ask == ("Sue",)
    otto = bench.worker("otto")
    assigned(bench, case, otto.id, AssignmentRole.SECONDARY)
    assert bench.read(possible_duplicates, typed)[0].ask == ("Otto",)


def test_two_restricted_matches_of_one_worker_are_told_once(bench: Bench) -> None:
    mara = bench.worker("mara")
    for number in ("2026-0001", "2026-0002"):
        client = on_file(bench, "Ada Lovelace", "1980-03-14")
        case_on_file(bench, client, number, worker=mara.id, restricted=True)
    typed = client_form("Ada Lovelace", "1980-03-14")
    assert len(bench.read(possible_duplicates, typed)) == 1


def test_an_auditor_may_not_probe_for_names(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.AUDITOR).read(possible_duplicates, client_form())
