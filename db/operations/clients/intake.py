"""Taking a client in, and changing what is recorded of one."""

from dataclasses import dataclass
from uuid import UUID

from db.models.client import Client, ClientAlias, ClientRace
from db.operations.clients.contacts import put_contacts, told
from db.operations.clients.indexing import index_client
from db.operations.clients.numbers import next_client_number
from db.operations.work import Work
from db.queries.clients.forms import PLAIN_FIELDS, may_see
from db.queries.visibility import client_to_see
from db.rules.clients.checks import check_client, tidied
from db.rules.clients.form import ClientForm
from db.rules.findings import raise_hard
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class AddedClient:
    """A client who has just been taken in."""

    id: UUID
    number: str


def add_client(work: Work, form: ClientForm) -> AddedClient:
    """Take in a client under the next client number.

    Raises `Refused` with what `check_client` finds. A form whose id is there already adds
    nothing and gives the number that it got.
    """
    work.require(Action.EDIT_CLIENTS)
    already = work.session.get(Client, form.id)
    if already is not None:
        return AddedClient(already.id, already.number)
    raise_hard(check_client(form, work.today))
    form = tidied(form)
    client = work.add(Client(id=form.id, number=next_client_number(work), sort_name=""))
    _fill(work, client, form)
    index_client(work, client)
    work.record("client.added", "client", client.id, number=client.number)
    work.changed("client", client.id)
    return AddedClient(client.id, client.number)


def change_client(work: Work, form: ClientForm, form_version: int) -> int:
    """Save an edited form; gives the new version.

    Raises `Refused` ("client.unknown", findings of `check_client`) or `Stale`. The audit log
    gets each field that differs, before and after.
    """
    work.require(Action.EDIT_CLIENTS)
    before = _lists(client_to_see(work, form.id))
    raise_hard(check_client(form, work.today))
    form = tidied(form)
    client = work.edit(Client, form.id, form_version)
    _fill(work, client, form)
    index_client(work, client)
    after = _lists(client)
    differing = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    details: dict[str, object] = {"lists": differing} if differing else {}
    work.record("client.changed", "client", client.id, **details)
    work.changed("client", client.id)
    return client.version


def _fill(work: Work, client: Client, form: ClientForm) -> None:
    with work.session.no_autoflush:  # one save is one version
        _fill_columns_and_lists(work, client, form)


def _fill_columns_and_lists(work: Work, client: Client, form: ClientForm) -> None:
    for name in PLAIN_FIELDS:
        if getattr(client, name) != getattr(form, name):
            setattr(client, name, getattr(form, name))
    known = {alias.name: alias for alias in client.aliases}
    client.aliases = [known.get(name) or ClientAlias(name=name) for name in form.aliases]
    given = {race.race: race for race in client.races}
    client.races = [given.get(race) or ClientRace(race=race) for race in sorted(form.races)]
    unseen = {point.id for point in client.contact_points if not may_see(work, point)}
    put_contacts(work, client.contact_points, form.contact_points, untouched=unseen)


def _lists(client: Client) -> dict[str, list[str]]:
    return {
        "aliases": [alias.name for alias in client.aliases],
        "races": sorted(race.race.value for race in client.races),
        "contact_points": told(client.contact_points),
    }
