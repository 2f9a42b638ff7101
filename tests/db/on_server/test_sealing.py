"""What is in an office on a server moves into a sealed file, and nothing of it stays in a table."""

import json
import tempfile
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from db.models.audit import AuditEvent
from db.office.keeping import check
from db.office.sealed import SealedOffice
from db.office.sealed.letting_go import let_go
from db.office.sealed.matter import Matter
from db.office.sealed.moving import move_in, what_moves
from db.operations.calendar.busy import busy_now
from db.operations.clients.intake import add_client
from db.operations.work import Work
from db.queries.notes.note import note_is_as_signed
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.storage.problems import StorageProblem
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_signed
from tests.db.office.sealed.moved import clients, counted, seal, touch_case
from tests.db.office.secrets_in import WORDS, Entered
from tests.db.on_server.desk import ServerDesk, new_server_desk
from tests.db.on_server.script import script
from tests.db.on_server.superuser import told_by_tables
from tests.db.server import Server


@pytest.fixture(scope="module")
def desk(server: Server) -> ServerDesk:
    return new_server_desk(server, "sealing")


@pytest.fixture(scope="module")
def entered(cabinet: Cabinet) -> Entered:
    """Sue's matter; the tests stand in the order in which it goes through them."""
    return enter_signed(cabinet.sue)


@pytest.fixture
def inside(cabinet: Cabinet) -> SealedOffice:
    return cabinet.open(cabinet.seal(cabinet.sue), cabinet.sue)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize("where", ["put_rows", "take_out_of_office"])
def test_what_breaks_off_leaves_all_in_the_office_and_nothing_in_the_file(
    cabinet: Cabinet,
    entered: Entered,
    inside: SealedOffice,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    before = counted(cabinet.sue)

    def fails(*_: object) -> None:
        raise StorageProblem("full")

    with monkeypatch.context() as broken:
        broken.setattr(f"db.office.sealed.moving.{where}", fails)
        with pytest.raises(Refused, match=r"storage\.full"):
            seal(inside, entered.client)
    assert counted(cabinet.sue) == before
    assert inside.read(clients) == []
    assert not list(inside.home.document_store.stored())


def test_what_changed_since_it_was_looked_at_does_not_move(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    digest = cabinet.sue.read(what_moves, entered.client).digest
    cabinet.maria.write(touch_case)
    with pytest.raises(Stale):
        move_in(inside, entered.client, digest)
    assert inside.read(clients) == []


def test_nobody_changes_it_or_adds_to_it_while_it_leaves(
    desk: ServerDesk, cabinet: Cabinet, entered: Entered
) -> None:
    leaving = {"client": [entered.client], "case_file": [entered.case]}
    with script(desk, "sue") as sue, script(desk, "maria") as maria:
        sue.execute("SELECT wall_seal_hold(%s)", keys(leaving))
        for statement in (
            "UPDATE case_file SET county = 'Queens' WHERE id = %(case)s",
            "INSERT INTO client_alias (id, client_id, name) VALUES (%(case)s, %(client)s, 'Al')",
            "DELETE FROM draft",
        ):
            maria.execute("SET lock_timeout = '50ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                maria.execute(statement, {"case": entered.case, "client": entered.client})
            maria.rollback()


def test_only_who_seals_takes_something_out_and_never_without_a_word(
    desk: ServerDesk, cabinet: Cabinet, entered: Entered
) -> None:
    take_out, alias = "SELECT wall_seal_take_out(%s, '[]')", new_id()
    with script(desk, "maria") as maria, pytest.raises(psycopg.errors.InsufficientPrivilege):
        maria.execute(take_out, keys({"case_file": [entered.case]}))
    cabinet.sue.write(add_client, ClientForm(alias, first_name="Al", last_name="Alone"))
    with script(desk, "sue") as sue:
        for leaving, events in (
            ({"case_file": [entered.case]}, "[]"),
            ({"client": [entered.case]}, "[]"),
            ({"client": [alias, entered.case]}, "[]"),  # ids of nothing that leaves
            ({"client": [alias]}, '[{"device": "desk-1", "n": 1}]'),
        ):
            sue.execute("DELETE FROM client_key WHERE client_id = %s", (alias,))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                sue.execute("SELECT wall_seal_take_out(%s, %s)", (*keys(leaving), events))
            sue.rollback()
        sue.execute("DELETE FROM client_key WHERE client_id = %s", (alias,))
        sue.execute(take_out, keys({"client": [alias]}))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="without a word"):
            sue.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sue.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sue.execute("DELETE FROM case_file")
        sue.rollback()
        # What stands in the calendar for a sealed file is let go of, and nothing else.
        sue.execute(
            "INSERT INTO fact SELECT 'busy.' || replace(id::text, '-', ''), '' FROM appointment"
        )
        assert sue.execute("DELETE FROM appointment").rowcount == 0


def test_what_is_closed_to_who_seals_stays(
    desk: ServerDesk, cabinet: Cabinet, entered: Entered
) -> None:
    desk.tamper(f"UPDATE case_file SET restricted = true WHERE id = '{entered.case}'")
    desk.tamper("DELETE FROM assignment")
    with script(desk, "sue") as sue:
        note = {"contact_note": [entered.note]}
        for call in ("wall_seal_hold(%s)", "wall_seal_take_out(%s, '[]')"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                sue.execute(f"SELECT {call}", keys(note))
            sue.rollback()
        for table in ("contact_note", "draft", "note_person", "case_file"):
            assert sue.execute(f"SELECT count(*) FROM sealing.{table}").fetchone() == (0,)
    desk.tamper("UPDATE case_file SET restricted = false")


def test_it_moves_as_a_whole_and_no_table_tells_a_word_of_it(
    desk: ServerDesk,
    cabinet: Cabinet,
    entered: Entered,
    inside: SealedOffice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At the second attempt: the first is undone by the server when all is done."""
    colliding = [True]

    def collides(work: Work, matter: Matter, events: list[AuditEvent]) -> None:
        let_go(work, matter, events)
        if colliding and colliding.pop():
            raise StorageProblem("collided")

    monkeypatch.setattr("db.office.sealed.arriving.let_go", collides)
    assert told_by_tables(desk.address, WORDS) == set(WORDS)
    seal(inside, entered.client)
    assert not colliding
    assert told_by_tables(desk.address, WORDS) == set()
    assert entered.client not in cabinet.sue.read(clients)
    marias = cabinet.open(inside.record.id)
    assert marias.read(clients) == [entered.client]
    assert marias.read(note_is_as_signed, entered.note)
    assert len(cabinet.sue.read(busy_now)) == 1
    assert not list(cabinet.ana.home.document_store.stored())
    assert check(cabinet.sue) == []


def keys(leaving: dict[str, list[UUID]]) -> tuple[str]:
    told = {table: [{"id": str(one)} for one in ids] for table, ids in leaving.items()}
    return (json.dumps(told),)
