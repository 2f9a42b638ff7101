"""Walls that another version made are seen by anybody, and made anew by who owns the tables."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from db.migrations import walls
from db.models.audit import AuditEvent
from db.office.server_check import check_server, login_at
from db.office.upgrading import Ahead, look_ahead, upgrade_office
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts import explain
from development.environment import ROOT
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.office.versions import Tomorrow
from tests.db.on_server.desk import MAKER, ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server

_MORE = "COMMENT ON TABLE leave IS 'seen by who finds'"
_KNOWN = "SELECT obj_description('{}'::regclass, 'pg_class')"


@pytest.fixture
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as made:
        made.hire_and_settle("cole", Role.RECEPTIONIST)
        made.close()
        yield made


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the program's walls are others."""
    monkeypatch.setattr(walls, "INDEXES", (*walls.INDEXES, _MORE))


def seen(desk: ServerDesk) -> bool:
    """Whether a receptionist is told that the walls are others."""
    address = desk.address.to_text()
    found = check_server(address, *login_at(address, "cole", OWN, CHEAP))
    return "server.other_walls" in {one.code for one in found}


def ahead_of(desk: ServerDesk) -> Ahead | None:
    return look_ahead(desk.address, "ana", PASSWORD, maker=MAKER)


def asked(server: Server, desk: ServerDesk, table: str) -> str | None:
    engine = create_engine(server.url(desk.address.database))
    with engine.begin() as connection:
        found: str | None = connection.scalar(text(_KNOWN.format(table)))
    engine.dispose()
    return found


def refusal(act: object, *args: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args)  # type: ignore[operator]
    return caught.value


def test_an_office_has_the_walls_of_the_program_that_made_it(desk: ServerDesk) -> None:
    assert not seen(desk)
    assert ahead_of(desk) is None


@pytest.mark.usefixtures("another")
def test_other_walls_are_seen_and_made_anew_once_with_everybody_out(
    desk: ServerDesk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.storage.server_presence._LINGERING", 0.1)
    assert seen(desk)
    cole = desk.sit("cole", OWN)  # nobody is kept from working
    cole.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace"))
    in_the_way = ahead_of(desk)
    assert in_the_way is not None and in_the_way.people
    assert refusal(lambda: upgrade_office(in_the_way, device="d")).has("upgrade.somebody_is_in")
    cole.close()
    first, second = ahead_of(desk), ahead_of(desk)
    assert first is not None and second is not None
    done = upgrade_office(first, device="d", clock=desk.now)
    assert done.found == done.now
    upgrade_office(second, device="e", clock=desk.now)
    assert not seen(desk) and ahead_of(desk) is None
    assert asked(server, desk, "leave") == "seen by who finds"
    ana, cole = desk.sit(), desk.sit("cole", OWN)
    assert ana.read(acts).count("office.upgraded") == 1
    notes = text("SELECT 1 FROM contact_note")
    assert refusal(cole.read, lambda r: r.session.execute(notes)).has("storage.server_forbids")


def test_walls_of_before_their_version_was_kept_are_others(
    desk: ServerDesk, server: Server
) -> None:
    engine = create_engine(server.url(desk.address.database))
    with engine.begin() as connection:
        connection.execute(text("COMMENT ON TABLE alembic_version IS NULL"))
    engine.dispose()
    assert seen(desk)
    found = ahead_of(desk)
    assert found is not None
    upgrade_office(found, device="d")
    assert not seen(desk)


def test_nobody_on_the_staff_says_that_walls_are_what_they_are_not(desk: ServerDesk) -> None:
    said = text("COMMENT ON TABLE alembic_version IS 'walls of mine'")
    for user, password in (("cole", OWN), ("ana", PASSWORD)):
        refused = refusal(desk.sit(user, password).write, lambda work: work.session.execute(said))
        assert refused.has("storage.server_forbids"), explain(refused)


def test_a_program_of_before_leaves_walls_alone_that_belong_to_a_newer_schema(
    desk: ServerDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Tomorrow(tmp_path).runs():
        found = ahead_of(desk)
        assert found is not None
        upgrade_office(found, device="d")
    monkeypatch.setattr(walls, "INDEXES", (*walls.INDEXES, _MORE))
    assert ahead_of(desk) is None
    assert not seen(desk)


def test_a_program_of_before_does_not_put_back_its_walls(
    desk: ServerDesk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(walls, "INDEXES", (*walls.INDEXES, _MORE))
        later.setattr(walls, "_NUMBER", walls._NUMBER + 1)
        first = ahead_of(desk)
        assert first is not None
        upgrade_office(first, device="d")
    made = asked(server, desk, "alembic_version")
    assert refusal(ahead_of, desk).has("storage.newer")
    assert refusal(lambda: upgrade_office(first, device="e")).has("storage.newer")
    assert asked(server, desk, "alembic_version") == made
    address = desk.address.to_text()
    found = check_server(address, *login_at(address, "cole", OWN, CHEAP))
    assert "server.schema_newer" in {one.code for one in found}
    desk.sit("cole", OWN).close()  # who works is not kept from it


def test_the_same_walls_are_known_by_the_same_in_every_process() -> None:
    ask = "from db.migrations.walls import walls_version; print(walls_version())"
    known = {
        subprocess.run(
            [sys.executable, "-c", ask], cwd=ROOT, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert known == {walls.walls_version()}


def acts(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.action)))
