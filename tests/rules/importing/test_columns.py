"""Columns are recognised by their headings, whatever their spelling."""

from db.rules.importing.columns import missing_columns, recognise
from db.rules.importing.fields import ImportKind


def test_headings_are_recognised_whatever_their_case_and_underscores() -> None:
    headers = ("rec_id", "Given_Name", "SURNAME", "street_number", "address_1", "date_of_birth")
    assert recognise(ImportKind.CLIENTS, headers) == {
        "id": 0,
        "first_name": 1,
        "last_name": 2,
        "street_number": 3,
        "street": 4,
        "birth_date": 5,
    }


def test_an_exact_title_wins_over_a_synonym() -> None:
    found = recognise(ImportKind.CLIENTS, ("Name", "Full name"))
    assert found["full_name"] == 1


def test_each_column_is_used_once() -> None:
    found = recognise(ImportKind.NOTES, ("Case", "Date", "Type", "Notes"))
    assert found == {"case": 0, "date": 1, "kind": 2, "text": 3}


def test_what_is_missing_is_named() -> None:
    columns = recognise(ImportKind.CASES, ("Case number", "Client number"))
    assert [finding.field for finding in missing_columns(ImportKind.CASES, columns)] == [
        "opened_on"
    ]


def test_clients_need_some_name() -> None:
    assert missing_columns(ImportKind.CLIENTS, {"birth_date": 0})
    assert not missing_columns(ImportKind.CLIENTS, {"full_name": 0})
