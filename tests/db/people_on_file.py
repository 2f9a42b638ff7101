"""Clients for tests, in one line each."""

from typing import Any
from uuid import UUID

from db.operations.clients.intake import add_client
from db.rules.clients import ClientForm, ContactForm
from db.rules.codes import ContactKind, ContactRule
from db.rules.ids import new_id
from db.rules.partial_date import PartialDate
from tests.db.bench import Bench


def client_form(name: str = "Ada Lovelace", born: str = "", **fields: Any) -> ClientForm:
    """A form for "First Last", born "1980-03-14"."""
    first, _, last = name.rpartition(" ")
    birth = PartialDate.from_stored(born) if born else None
    return ClientForm(id=new_id(), first_name=first, last_name=last, birth_date=birth, **fields)


def mobile(value: str, *rules: ContactRule) -> ContactForm:
    return ContactForm(new_id(), ContactKind.MOBILE, value, rules=frozenset(rules))


def home(value: str, *rules: ContactRule) -> ContactForm:
    return ContactForm(new_id(), ContactKind.ADDRESS, value, rules=frozenset(rules))


def on_file(bench: Bench, name: str = "Ada Lovelace", born: str = "", **fields: Any) -> UUID:
    """Take a client in and give the id."""
    return bench.write(add_client, client_form(name, born, **fields)).id
