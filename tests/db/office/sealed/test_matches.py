"""The duplicate check says nothing of sealed files; their officer is told instead."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from db.office import Office
from db.office.sealed.matches import mark_seen, new_matches
from db.operations.clients.intake import add_client, change_client
from db.queries.clients.duplicates import possible_duplicates
from db.queries.clients.forms import client_form
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.partial_date import PartialDate
from tests.db.office.sealed.cabinet import Cabinet

BORN = PartialDate(1988, 4, 17)


def wanted(first: str = "Philippa", last: str = "Quartermainson") -> ClientForm:
    return ClientForm(new_id(), first_name=first, last_name=last, birth_date=BORN)


def keep(cabinet: Cabinet) -> UUID:
    """Maria keeps Philippa in a sealed file; Omar belongs to it."""
    sealed_id = cabinet.seal(cabinet.omar)
    cabinet.open(sealed_id).write(add_client, wanted())
    return sealed_id


def told(office: Office) -> list[str]:
    return [match.number for match in new_matches(office)]


def rows(reading: Reading) -> dict[str, int]:
    """How many rows each table of the office has."""
    names = reading.session.scalars(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    ).all()
    count = reading.session.scalar
    return {name: count(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}


@pytest.mark.only_in_folder("rows of tables that a server shows to nobody")
def test_whoever_takes_the_person_in_is_answered_as_if_nobody_were_there(cabinet: Cabinet) -> None:
    rita = cabinet.desk.hire_and_settle("rita", Role.RECEPTIONIST)
    assert rita.read(possible_duplicates, wanted()) == ()
    rita.write(add_client, wanted("Anybody", "Whoever"))  # her first act leaves her key
    first = rita.read(rows)
    rita.write(add_client, wanted("Somebody", "Else"))
    without = rita.read(rows)
    keep(cabinet)
    assert rita.read(possible_duplicates, wanted()) == ()
    assert cabinet.maria.read(possible_duplicates, wanted()) == ()  # at the office's own desk
    before = rita.read(rows)
    rita.write(add_client, wanted())
    after = rita.read(rows)
    # The same rows as for anybody else: nothing in the office tells that it was somebody known.
    grown = {name: after[name] - before[name] for name in after if name != "client_key"}
    assert grown == {name: without[name] - first[name] for name in first if name != "client_key"}


def test_the_officer_is_told_who_entered_them_and_other_members_are_not(cabinet: Cabinet) -> None:
    rita = cabinet.desk.hire_and_settle("rita", Role.RECEPTIONIST)
    sealed_id = keep(cabinet)
    assert told(cabinet.maria) == []
    added = rita.write(add_client, wanted()).result
    rita.write(add_client, wanted("Hieronymus", "Vandergelt"))
    assert added is not None
    (match,) = new_matches(cabinet.maria)
    assert (match.sealed_id, match.client_id, match.by) == (sealed_id, added.id, "Rita")
    assert match.label == "Aldous-label" and match.visible
    for other in (cabinet.omar, cabinet.ana, cabinet.sue, rita):
        assert told(other) == []


def test_what_was_seen_is_not_told_again(cabinet: Cabinet) -> None:
    keep(cabinet)
    cabinet.omar.write(add_client, wanted())
    (match,) = new_matches(cabinet.maria)
    mark_seen(cabinet.maria, match)
    assert told(cabinet.maria) == []
    cabinet.omar.write(add_client, wanted("Phillipa"))
    assert len(told(cabinet.maria)) == 1


def test_a_name_that_is_corrected_later_is_noticed(cabinet: Cabinet) -> None:
    keep(cabinet)
    form = wanted("Unknown", "Woman")
    cabinet.omar.write(add_client, replace(form, birth_date=None))
    assert told(cabinet.maria) == []
    opened = cabinet.omar.read(client_form, form.id)
    cabinet.omar.write(change_client, replace(wanted(), id=form.id), opened.version)
    assert len(told(cabinet.maria)) == 1


def test_who_was_in_the_office_before_the_file_was_made_is_told_as_well(cabinet: Cabinet) -> None:
    cabinet.omar.write(add_client, wanted())
    keep(cabinet)
    assert len(told(cabinet.maria)) == 1
