"""All records of a sample office go to a server and back, and are the same there and here."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models.client import Client
from db.models.note import ContactNote
from db.models.office import Fact
from db.office import Office, open_office
from db.operations.audit_verifying import verify
from db.operations.reindexing import index_everything
from db.operations.work import Work
from db.queries.notes.find import find_notes
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.ids import new_id
from db.storage.engine import Engines, open_engines
from db.storage.every_row import copy_rows, see_that_all_is_there, tables
from db.storage.place import classify
from db.storage.problems import StorageProblem
from db.storage.schema import upgrade_engine
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from desktop.sample.staff import COLLEAGUES
from tests.db.acting import acting
from tests.db.server import Server, make_tables

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def office(sample: Path) -> Iterator[Office]:
    ana = COLLEAGUES[0]
    made = open_office(sample, ana.user_name, ana.password, device="test", clock=lambda: NOW)
    yield made
    made.close()


def on_server(server: Server, name: str) -> Engines:
    """An office's tables on a server, empty."""
    server.make(name)
    engines = open_server(ServerAddress(server.host, name, server.port), "postgres", "")
    make_tables(engines.engine)
    return engines


def in_file(folder: Path) -> Engines:
    """An office's tables in a file, empty."""
    place = classify(folder)
    upgrading = open_engines(folder / "office.db", KEY, place, foreign_keys=False)
    upgrade_engine(upgrading.engine)
    upgrading.dispose()
    return open_engines(folder / "office.db", KEY, place)


def moved(source: Engines, target: Engines) -> dict[str, int]:
    """Move every record, in one transaction; how many rows each table has."""
    with source.engine.connect() as before, target.write() as session, session.begin():
        copy_rows(before, session.connection())
        return see_that_all_is_there(before, session.connection())


def test_there_and_back(office: Office, server: Server, tmp_path: Path) -> None:
    there, back = on_server(server, "there"), in_file(tmp_path)
    counted = moved(office.engines, there)
    assert counted["contact_note"] > 50
    assert counted["audit_event"] > 100
    assert set(counted) == {table.name for table in tables()}
    assert moved(there, back) == counted
    with office.engines.engine.connect() as first, back.engine.connect() as last:
        see_that_all_is_there(first, last)
    for engines in (there, back):
        with engines.read() as session:
            assert list(verify(session)) == []
        with engines.write() as session, session.begin():
            index_everything(work_of(office, session))
    with there.write() as session, session.begin(), acting(session, office.user, NOW):
        pass  # a first time, which gives a login
    for word in ("C-00003", "a", "visit", "called"):
        found = answers(office, office.engines, word)
        assert any(found), word
        assert found == answers(office, there, word) == answers(office, back, word)
    with pytest.raises(IntegrityError), there.write() as session, session.begin():
        session.execute(update(ContactNote).values(text="rewritten"))
    there.dispose()
    back.dispose()


def test_what_came_out_otherwise_is_seen(office: Office, server: Server) -> None:
    there = on_server(server, "otherwise")
    with office.engines.engine.connect() as source:
        with there.write() as session, session.begin():
            copy_rows(source, session.connection())
        with there.write() as session, session.begin():
            client = session.scalars(select(Client).limit(1)).one()
            client.first_name += " "
        with pytest.raises(StorageProblem) as seen, there.read() as session:
            see_that_all_is_there(source, session.connection())
        assert seen.value.has("storage.moved_wrong")
        with pytest.raises(StorageProblem) as full, there.write() as session, session.begin():
            copy_rows(source, session.connection())
        assert full.value.has("storage.not_empty")
    there.dispose()


def test_a_text_that_a_server_cannot_keep_is_named_and_nothing_is_half_there(
    office: Office, server: Server, tmp_path: Path
) -> None:
    source, there = in_file(tmp_path), on_server(server, "half")
    with source.write() as session, session.begin():
        session.add(Fact(key="strange", value="half\0"))
    with source.engine.connect() as before:
        with pytest.raises(StorageProblem) as refused, there.write() as session, session.begin():
            copy_rows(before, session.connection())
        assert refused.value.has("storage.not_storable")
    with there.read() as session:
        facts = session.scalars(select(Fact.key).order_by(Fact.key)).all()
        assert facts == ["needs_version", "schema_floor"]
        deferred = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable"
        assert session.scalar(text(deferred)) == 0
    source.dispose()
    there.dispose()


def work_of(office: Office, session: Session) -> Work:
    return Work(
        session, office.user, NOW, office.record.zone, new_id(), office.identity, office.device
    )


def answers(office: Office, engines: Engines, word: str) -> list[object]:
    """What is found under a word: people and notes."""
    with engines.read() as session, acting(session, office.user, NOW):
        reading = Reading(session, office.user, NOW, office.record.zone)
        people = sorted((hit.kind, hit.id) for hit in find(reading, word, 500))
        notes = sorted(note.id for note in find_notes(reading, word))
        return [people, notes]
