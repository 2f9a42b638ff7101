"""An office on a server is upgraded by who owns its tables, with everybody out, whole or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text

from db.models.audit import AuditEvent
from db.office.keeping import check
from db.office.on_server import Maker
from db.office.server_way import ServerWay
from db.office.upgrading import Ahead, Upgraded, look_ahead, upgrade_office
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.schema import newest_schema
from db.texts import explain
from tests.db.office.desk import OWN, PASSWORD
from tests.db.office.versions import Tomorrow
from tests.db.on_server.desk import MAKER, ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server

# What a wall holds on to, unless it is taken down meanwhile.
_MORE = "op.alter_column('client', 'sort_name', type_=sa.String(400))"


@pytest.fixture
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as made:
        made.hire_and_settle("cole", Role.RECEPTIONIST)
        made.ana.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace"))
        made.close()
        yield made


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def look_ahead_of(desk: ServerDesk, user: str = "ana", password: str = PASSWORD) -> Ahead | None:
    return look_ahead(desk.address, user, password, maker=MAKER)


def upgraded(desk: ServerDesk, maker: Maker | None = MAKER) -> Upgraded:
    ahead = look_ahead(desk.address, "ana", PASSWORD, maker=maker)
    assert ahead is not None
    return upgrade_office(ahead, device="desk-1", clock=desk.now)


def refusal(act: object, *args: object) -> Refused:
    with pytest.raises(Refused) as seen:
        act(*args)  # type: ignore[operator]
    return seen.value


def test_the_owner_and_an_administrator_upgrade_it_and_the_walls_stand_again(
    desk: ServerDesk, tmp_path: Path
) -> None:
    before = newest_schema()
    away = ServerWay(desk.sit("cole", OWN))  # whose computer sleeps, and who comes back
    away.office.engines.dispose()
    with Tomorrow(tmp_path, additive=False, more=_MORE).runs():
        assert refusal(desk.sit).has("storage.older")
        assert refusal(upgraded, desk, None).has("server.login_missing")
        assert refusal(look_ahead_of, desk, "cole", OWN).has("storage.older")
        done = upgraded(desk)
        assert (done.found, done.now, done.backup) == (before, "tomorrow", None)
        assert look_ahead_of(desk) is None
        ana, cole = desk.sit(), desk.sit("cole", OWN)
        assert ana.read(clients) == cole.read(clients) == 1
        actions = ana.read(lambda r: list(r.session.scalars(select(AuditEvent.action))))
        assert "office.upgraded" in actions
        ana.write(add_client, ClientForm(id=new_id(), first_name="Alan", last_name="Turing"))
        assert check(ana) == []
        for table in ("weather", "contact_note"):  # one is new: nobody thought of it yet
            asked = text(f"SELECT 1 FROM {table}")
            assert refusal(cole.read, lambda r, q=asked: r.session.execute(q)).has(
                "storage.server_forbids"
            )
    refused = refusal(desk.sit)
    assert refused.has("storage.newer") and "It needs version 0.2.0" in explain(refused)
    assert not away.look()
    assert away.why_shut_out is not None and away.why_shut_out.code == "storage.newer"
    assert refusal(upgraded, desk).has("storage.newer")


def test_the_program_of_before_goes_on_working_where_something_was_only_added(
    desk: ServerDesk, tmp_path: Path
) -> None:
    with Tomorrow(tmp_path).runs():
        upgraded(desk)
    ana, cole = desk.sit(), desk.sit("cole", OWN)
    for somebody in (ana, cole):
        form = ClientForm(id=new_id(), first_name="Alan", last_name="Turing")
        somebody.write(add_client, form)
    assert ana.read(clients) == cole.read(clients) == 3
    assert check(ana) == []


def test_stopped_in_the_middle_nothing_was_changed(
    desk: ServerDesk, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    def cut(connection: Connection, *_: object) -> None:
        """The server ends the connection in the middle, as when it is stopped."""
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    tomorrow = Tomorrow(tmp_path)
    with tomorrow.runs():
        monkeypatch.setattr("db.office.upgrading.doing._record", stops)
        with pytest.raises(KeyboardInterrupt):
            upgraded(desk)
        monkeypatch.undo()
    with tomorrow.runs():
        monkeypatch.setattr("db.office.upgrading.doing._record", cut)
        refused = refusal(upgraded, desk)
        assert refused.has("storage.server_gone") and refused.has("upgrade.undone_there")
        monkeypatch.undo()
    with Tomorrow(tmp_path / "wrong", more="op.execute('DELETE FROM office_hours')").runs():
        refused = refusal(upgraded, desk)
        assert refused.has("storage.migration_failed") and refused.has("upgrade.undone_there")
    engine = create_engine(server.url(desk.address.database))
    assert not inspect(engine).has_table("weather")
    engine.dispose()
    ana = desk.sit()
    assert ana.read(clients) == 1
    assert check(ana) == []
    notes = text("SELECT 1 FROM contact_note")
    assert refusal(desk.sit("cole", OWN).read, lambda r: r.session.execute(notes))


def test_who_is_connected_is_named_also_where_their_program_does_not_beat(
    desk: ServerDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.storage.server_presence._LINGERING", 0.1)
    tomorrow = Tomorrow(tmp_path)
    cole = desk.sit("cole", OWN)
    with tomorrow.runs():
        refused = refusal(upgraded, desk)
    assert refused.has("upgrade.somebody_is_in")
    assert refused.findings[0].params["people"] == "Cole"
    cole.close()
    with tomorrow.runs():
        ahead = look_ahead_of(desk)
    assert ahead is not None and not ahead.people
    cole = desk.sit("cole", OWN)  # who was faster than the upgrade
    assert refusal(lambda: upgrade_office(ahead, device="d")).has("upgrade.somebody_is_in")
    cole.close()
    with tomorrow.runs():
        assert upgrade_office(ahead, device="d").now == "tomorrow"


def test_a_server_that_goes_before_it_answers_the_commit_leaves_it_open_and_it_is_done_once(
    desk: ServerDesk, server: Server, tmp_path: Path
) -> None:
    def goes(connection: Connection) -> None:
        """What it was asked last it has done."""
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.commit()
        driver.execute("SELECT")  # so that there is something to commit, which fails
        with engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    engine = create_engine(server.url(desk.address.database))
    with Tomorrow(tmp_path).runs():
        ahead = look_ahead_of(desk)
        assert ahead is not None
        event.listen(Engine, "commit", goes)
        try:
            refused = refusal(lambda: upgrade_office(ahead, device="d"))
        finally:
            event.remove(Engine, "commit", goes)
            engine.dispose()
        assert refused.has("upgrade.unsure"), refused.findings
        assert look_ahead_of(desk) is None
        assert desk.sit().read(clients) == 1
