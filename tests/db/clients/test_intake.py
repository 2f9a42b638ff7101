"""Taking clients in, and changing what is recorded of them."""

import dataclasses
import json
from datetime import date

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.models.client import Client, ClientKey
from db.models.office import Office
from db.operations.clients.intake import add_client, change_client
from db.queries.clients.forms import client_form as opened
from db.rules.clients import ClientForm
from db.rules.codes import ContactRule, Race, Role, Sex, SsnQuality
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.partial_date import PartialDate
from tests.db.bench import Bench
from tests.db.people_on_file import client_form, home, mobile, on_file


def test_clients_are_numbered_one_after_the_other(bench: Bench) -> None:
    numbers = [bench.write(add_client, client_form()).number for _ in range(3)]
    assert numbers == ["C-00001", "C-00002", "C-00003"]


def test_giving_a_number_does_not_make_open_office_settings_stale(bench: Bench) -> None:
    before = bench.session.scalar(select(Office.version))
    on_file(bench)
    assert bench.session.scalar(select(Office.version)) == before


def test_saving_the_same_form_twice_takes_in_one_client(bench: Bench) -> None:
    form = client_form()
    assert bench.write(add_client, form) == bench.write(add_client, form)
    assert len(bench.session.scalars(select(Client)).all()) == 1


def test_everything_that_was_entered_comes_back(bench: Bench) -> None:
    form = ClientForm(
        id=new_id(),
        first_name="María José",
        middle_name="de los Ángeles",
        last_name="O'Neill-Núñez",
        suffix="Jr.",
        preferred_name="Majo",
        pronouns="she/her",
        birth_date=PartialDate(1980, 3, approximate=True),
        sex=Sex.FEMALE,
        ssn_last4="0042",
        ssn_quality=SsnQuality.REPORTED,
        language="es",
        interpreter=True,
        races=frozenset({Race.HISPANIC, Race.WHITE}),
        do_not_confirm=True,
        code_word="bluebird",
        contact_advice="Call after 6 pm",
        safety_alert="Dog in the yard",
        aliases=("Maria Nunez", "Mary O'Neil"),
        contact_points=(
            mobile("(555) 201-3344 ext. 9", ContactRule.NO_VOICEMAIL, ContactRule.ASK_CODE_WORD),
            home("12 Elm St\nSpringfield, IL 62701", ContactRule.NO_MAIL),
        ),
    )
    bench.write(add_client, form)
    again = bench.read(opened, form.id)
    assert again.form == form
    assert again.version == 1


def test_spaces_and_empty_aliases_are_not_kept(bench: Bench) -> None:
    added = on_file(bench, "Ada Lovelace", aliases=(" Ada Byron ", "", "Ada Byron"))
    form = bench.read(opened, added).form
    assert form.aliases == ("Ada Byron",)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"first_name": "", "last_name": " "}, "client.name_missing", "last_name"),
        ({"birth_date": PartialDate(2030)}, "client.birth_in_future", "birth_date"),
        ({"birth_date": PartialDate(1080)}, "client.birth_too_early", "birth_date"),
        ({"deceased_on": date(2027, 1, 1)}, "client.death_in_future", "deceased_on"),
        (
            {"birth_date": PartialDate(1980), "deceased_on": date(1979, 1, 1)},
            "client.death_before_birth",
            "deceased_on",
        ),
        ({"ssn_last4": "12a4"}, "client.ssn_not_four_digits", "ssn_last4"),
        (
            {"ssn_last4": "1234", "ssn_quality": SsnQuality.DECLINED},
            "client.ssn_contradiction",
            "ssn_quality",
        ),
        (
            {"race_declined": True, "races": frozenset({Race.ASIAN})},
            "client.race_contradiction",
            "races",
        ),
        ({"first_name": "x" * 101}, "text.too_long", "first_name"),
        ({"contact_points": (mobile("12"),)}, "contact.phone_incomplete", "contact_points.0.value"),
        (
            {"contact_points": (mobile("555-201-3344", ContactRule.ASK_CODE_WORD),)},
            "client.code_word_missing",
            "code_word",
        ),
    ],
)
def test_a_form_with_a_mistake_is_refused_at_its_field(
    bench: Bench, fields: dict[str, object], code: str, field: str
) -> None:
    form = dataclasses.replace(client_form(), **fields)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        bench.write(add_client, form)
    assert (code, field) in [(one.code, one.field) for one in refused.value.findings]
    assert bench.session.scalar(select(Client.id)) is None


def test_a_first_name_alone_is_enough(bench: Bench) -> None:
    bench.write(add_client, ClientForm(id=new_id(), first_name="Sukarno"))
    assert bench.session.scalar(select(Client.sort_name)) == "sukarno"


def test_a_change_is_logged_field_by_field(bench: Bench) -> None:
    client = on_file(bench, "Ada Byron", aliases=("Ada King",))
    form = dataclasses.replace(
        bench.read(opened, client).form, last_name="Lovelace", aliases=("Ada Byron",)
    )
    version = bench.write(change_client, form, 1)
    logged = bench.session.scalars(
        select(AuditEvent.details).where(AuditEvent.action == "client.changed")
    ).one()
    assert version == 2
    assert json.loads(logged) == {
        "fields": {"last_name": ["Byron", "Lovelace"]},
        "lists": {"aliases": [["Ada King"], ["Ada Byron"]]},
    }


def test_a_stale_form_overwrites_nothing(bench: Bench) -> None:
    client = on_file(bench, "Ada Byron")
    form = bench.read(opened, client).form
    bench.write(change_client, dataclasses.replace(form, last_name="Lovelace"), 1)
    with pytest.raises(Stale):
        bench.write(change_client, dataclasses.replace(form, last_name="King"), 1)
    assert bench.read(opened, client).form.last_name == "Lovelace"


def test_keys_for_duplicates_follow_a_change_of_name(bench: Bench) -> None:
    client = on_file(bench, "Ada Byron", "1980-03-14")
    before = set(bench.session.scalars(select(ClientKey.key)))
    form = dataclasses.replace(bench.read(opened, client).form, last_name="Lovelace")
    bench.write(change_client, form, 1)
    after = set(bench.session.scalars(select(ClientKey.key)))
    assert before - after
    assert after - before


def test_a_receptionist_neither_sees_nor_loses_a_protected_address(bench: Bench) -> None:
    client = on_file(
        bench,
        contact_points=(
            home("1 Shelter Way, Springfield, IL 62701", ContactRule.PROTECTED),
            mobile("(555) 201-3344"),
        ),
    )
    desk = bench.as_role(Role.RECEPTIONIST)
    form = desk.read(opened, client).form
    assert [contact.value for contact in form.contact_points] == ["(555) 201-3344"]
    changed = dataclasses.replace(form, contact_points=(mobile("(555) 999-0000"),))
    desk.write(change_client, changed, 1)
    values = [contact.value for contact in bench.read(opened, client).form.contact_points]
    assert values == ["1 Shelter Way, Springfield, IL 62701", "(555) 999-0000"]


def test_a_form_cannot_take_over_another_clients_contact(bench: Bench) -> None:
    phone = mobile("(555) 201-3344")
    on_file(bench, contact_points=(phone,))
    with pytest.raises(Refused):
        on_file(bench, "Grace Hopper", contact_points=(phone,))


def test_an_auditor_takes_nobody_in(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        on_file(bench.as_role(Role.AUDITOR))
