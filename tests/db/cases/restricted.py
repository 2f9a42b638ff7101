"""A restricted case, and how somebody who is not named on it opens it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.models.client import Client
from db.operations.cases.emergency import open_in_emergency
from db.operations.cases.restrict import restrict_case
from db.operations.clients.indexing import index_client
from db.queries.cases.case_file import case_file
from db.queries.cases.case_list import case_ids, case_rows
from db.queries.clients.client_list import client_list, client_rows
from db.queries.notes.find import find_notes
from db.queries.search.find import find
from db.rules.codes import Role
from db.rules.emergency import EmergencyForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_signed_note, the_case

REASON = "The police called about an injured child."


@pytest.fixture
def mara(bench: Bench) -> Bench:
    return bench.as_role(Role.CASEWORKER, "mara")


@pytest.fixture
def case_id(bench: Bench, mara: Bench) -> UUID:
    client = a_client(bench)
    bench.write(lambda work: index_client(work, work.session.get_one(Client, client.id)))
    made = a_case(mara, client, worker_id=mara.user.id)
    a_signed_note(mara, made)
    supervisor = bench.as_role(Role.SUPERVISOR, "sam")
    supervisor.write(restrict_case, made, 1, frozenset({supervisor.user.id}))
    return made


@pytest.fixture
def noor(bench: Bench) -> Bench:
    """A caseworker who is not named."""
    return bench.as_role(Role.CASEWORKER, "noor")


def open_it(reader: Bench, case_id: UUID | None = None, whom: str = "") -> UUID:
    form = EmergencyForm(new_id(), REASON, whom, case_id)
    reader.write(open_in_emergency, form)
    return form.id


def client_of(bench: Bench, case_id: UUID) -> Client:
    return bench.session.get_one(Client, the_case(bench, case_id).client_id)


def acts(bench: Bench, action: str) -> list[AuditEvent]:
    return list(bench.session.scalars(select(AuditEvent).where(AuditEvent.action == action)))


def sees(reader: Bench, case_id: UUID) -> list[bool]:
    """Whether the case or its client shows: in lists, the search, notes and the file."""
    client = client_of(reader, case_id)
    client_id, last_name = client.id, client.last_name
    try:
        reader.read(case_file, case_id)
        opens = True
    except Refused:
        opens = False
    return [
        opens,
        case_id in reader.read(case_ids),
        bool(reader.read(case_rows, [case_id])),
        client_id in set(reader.read(client_list)),
        bool(reader.read(client_rows, [client_id])),
        bool(reader.read(find, last_name)),
        bool(reader.read(find_notes, "school")),
    ]
