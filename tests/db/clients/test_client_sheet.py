"""A client's sheet: what may stand on paper, for staff and for others."""

import pytest

from db.operations.clients.into_household import add_client_living_with
from db.queries.clients.client_sheet import client_sheet_data
from db.rules.codes import ContactRule, Relation, Role
from db.rules.findings import Refused
from db.rules.safe_contact import Audience
from tests.db.bench import Bench
from tests.db.people_on_file import client_form, home, mobile, on_file


def test_staff_get_warnings_and_rules_but_never_a_protected_contact(bench: Bench) -> None:
    ada = on_file(
        bench,
        contact_points=(
            mobile("(413) 555-0101", ContactRule.NO_VOICEMAIL),
            home("1 Secret St", ContactRule.PROTECTED),
        ),
        safety_alert="Dog bites",
        code_word="heron",
    )
    sheet = bench.read(client_sheet_data, ada, Audience.STAFF)
    assert [(one.value, one.marks) for one in sheet.contacts] == [
        ("(413) 555-0101", ("No voicemail",))
    ]
    assert sheet.safety_alert == "Dog bites"
    assert sheet.marks == ("Code word: heron",)


def test_somebody_outside_gets_no_warning_no_rule_and_nothing_about_others(bench: Bench) -> None:
    ada = on_file(
        bench,
        contact_points=(mobile("(413) 555-0101", ContactRule.NO_VOICEMAIL), home("2 Elm St")),
        safety_alert="Dog bites",
        code_word="heron",
    )
    bench.write(add_client_living_with, client_form("Ben Lovelace"), ada, Relation.CHILD)
    sheet = bench.read(client_sheet_data, ada, Audience.OUTSIDE)
    assert [one.value for one in sheet.contacts] == ["2 Elm St"]
    assert (sheet.safety_alert, sheet.marks, sheet.household, sheet.cases) == ("", (), (), ())


def test_reception_prints_no_sheet(bench: Bench) -> None:
    ada = on_file(bench)
    with pytest.raises(Refused) as refused:
        bench.as_role(Role.RECEPTIONIST).read(client_sheet_data, ada, Audience.STAFF)
    assert refused.value.has("permission.denied")
