"""An upgrade is an administrator's act with everybody out, and a program of before goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db.models.audit import AuditEvent
from db.office import keeping
from db.office.upgrading import Upgraded, look_ahead, upgrade_office
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import presence
from db.storage.backup_unpacking import verify_backup
from db.storage.engine import open_engines
from db.storage.presence_file import Person
from db.storage.schema import newest_schema, schema_in
from db.texts import explain
from tests.db.office.desk import OWN, PASSWORD, Desk, Ready
from tests.db.office.versions import Tomorrow

pytestmark = pytest.mark.only_in_folder("see on_server/test_upgrading.py")


@pytest.fixture(params=[False, True], ids=["local", "share"])
def desk(
    request: pytest.FixtureRequest, ready: Ready, ready_shared: Ready, tmp_path: Path
) -> Iterator[Desk]:
    made = (ready_shared if request.param else ready).copied(tmp_path / "Harbor House")
    made.ana.write(add_client, somebody())
    yield made
    made.close()


@pytest.fixture
def tomorrow(tmp_path: Path) -> Tomorrow:
    return Tomorrow(tmp_path)


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def upgraded(desk: Desk) -> Upgraded:
    ahead = look_ahead(desk.folder, "ana", PASSWORD, shared=desk.shared)
    assert ahead is not None
    return upgrade_office(ahead, device="desk-1", clock=lambda: desk.clock[0])


def refusal(act: object) -> Refused:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return refused.value


def actions(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.action)))


def test_an_administrator_upgrades_and_everything_is_there(desk: Desk, tomorrow: Tomorrow) -> None:
    before = newest_schema()
    with tomorrow.runs():
        assert refusal(desk.sit).has("storage.older")
        done = upgraded(desk)
        assert (done.found, done.now) == (before, "tomorrow")
        assert look_ahead(desk.folder, "ana", PASSWORD, shared=desk.shared) is None
        office = desk.sit()
        assert office.read(clients) == 1
        assert "office.upgraded" in office.read(actions)
        assert keeping.check(office) == []
        office.write(add_client, somebody())


def test_the_backup_before_is_verified_and_opens_with_the_program_of_before(
    desk: Desk, tomorrow: Tomorrow, tmp_path: Path
) -> None:
    with tomorrow.runs():
        backup = upgraded(desk).backup
    assert backup is not None
    contents = verify_backup(backup)
    assert (contents.schema, contents.counts["client"]) == (newest_schema(), 1)
    keeping.restore(backup, tmp_path / "again")
    other = Desk(tmp_path / "again", desk.ana, "", desk.clock)
    office = other.sit()
    assert office.read(clients) == 1
    office.close()


def test_an_old_backup_leads_to_the_same_upgrade(
    desk: Desk, tomorrow: Tomorrow, tmp_path: Path
) -> None:
    keeping.restore(keeping.back_up(desk.ana), tmp_path / "again")
    other = Desk(tmp_path / "again", desk.ana, "", desk.clock)
    with tomorrow.runs():
        assert refusal(other.sit).has("storage.older")
        upgraded(other)
        office = other.sit()
        assert office.read(clients) == 1
        office.close()


def test_somebody_who_is_no_administrator_is_told_to_ask_one(
    desk: Desk, tomorrow: Tomorrow
) -> None:
    desk.hire_and_settle("cole", Role.CASEWORKER)
    with tomorrow.runs():
        refused = refusal(lambda: look_ahead(desk.folder, "cole", OWN, shared=desk.shared))
        assert "administrator must upgrade it" in explain(refused)
        wrong = refusal(lambda: look_ahead(desk.folder, "ana", "not it", shared=desk.shared))
        assert wrong.has("sign_in.wrong")
    assert desk.sit().read(clients) == 1


def test_who_is_still_in_is_named_and_nothing_is_changed(desk: Desk, tomorrow: Tomorrow) -> None:
    office = desk.ana
    maria = Person(new_id(), "Maria Silva", "FRONT-PC", desk.clock[0])
    here, key = office.folder.presence, office.data_key
    (heart := presence.Presence(here, key, office.record.id, maria)).beat()
    presence._own.clear()  # as another process would see it
    with tomorrow.runs():
        refused = refusal(lambda: upgraded(desk))
        assert refused.has("upgrade.somebody_is_in")
        assert "Maria Silva (FRONT-PC)" in explain(refused)
        assert not list(office.folder.backups.iterdir())
        heart.end()
        assert upgraded(desk).now == "tomorrow"


def test_the_program_of_before_goes_on_working_on_the_newer_schema(
    desk: Desk, tomorrow: Tomorrow
) -> None:
    """Also one that was open all the while, which an upgrade asks to close but cannot."""
    with tomorrow.runs():
        upgraded(desk)
    desk.ana.write(add_client, somebody())
    again = desk.sit()
    again.write(add_client, somebody())
    assert again.read(clients) == 3
    assert keeping.check(again) == []
    assert verify_backup(keeping.back_up(again)).schema == "tomorrow"
    assert look_ahead(desk.folder, "ana", PASSWORD, shared=desk.shared) is None
    with tomorrow.runs():
        skies = again.read(lambda r: r.session.scalars(text("SELECT sky FROM client")).all())
        assert sorted(skies) == ["blue", "blue", "grey"]


def test_one_that_was_open_while_others_went_beyond_it_writes_no_more(
    desk: Desk, tmp_path: Path
) -> None:
    """A computer that slept: nobody could see that it had the office open."""
    with Tomorrow(tmp_path, additive=False).runs():
        upgraded(desk)
        desk.ana.write(add_client, somebody())
    assert refusal(lambda: desk.ana.write(add_client, somebody())).has("storage.newer")
    with pytest.raises(Refused, match="newer"), desk.ana.together() as together:
        together.write(desk.ana, add_client, somebody())
    with Tomorrow(tmp_path / "again", additive=False).runs():
        assert desk.sit().read(clients) == 2


def test_a_program_too_old_for_the_schema_is_refused_and_told_what_to_do(
    desk: Desk, tmp_path: Path
) -> None:
    tomorrow = Tomorrow(tmp_path, additive=False)
    with tomorrow.runs():
        upgraded(desk)
        assert desk.sit().read(clients) == 1
    refused = refusal(desk.sit)
    assert refused.has("storage.newer")
    assert "Install that version here." in explain(refused)
    assert "It needs version 0.2.0 of Caseroom, or a newer one." in explain(refused)


@pytest.mark.parametrize(
    "more, code",
    [
        ("op.execute('DELETE FROM client')", "storage.migration_failed"),
        ("op.execute('DROP TABLE contact_note')", "storage.migration_failed"),
        ("op.execute('ALTER TABLE client DROP COLUMN pronouns')", "storage.migration_failed"),
        ("op.execute('INSERT INTO weather VALUES (1, 5)')", "storage.migration_failed"),
        ("raise RuntimeError('a fault of ours')", "storage.migration_failed"),
    ],
    ids=["rows lost", "table lost", "column lost", "stray reference", "fault"],
)
def test_an_upgrade_that_does_not_come_out_right_is_undone_and_names_the_backup(
    desk: Desk, tmp_path: Path, more: str, code: str
) -> None:
    tomorrow = Tomorrow(tmp_path, more=more)
    with tomorrow.runs():
        refused = refusal(lambda: upgraded(desk))
    assert refused.has(code) and refused.has("upgrade.undone")
    (backup,) = desk.ana.folder.backups.glob("*.caseroom-backup")
    assert backup.name in explain(refused)
    office = desk.sit()
    assert schema_in(office.engines.engine) == newest_schema()
    assert (office.read(clients), keeping.check(office)) == (1, [])


def test_a_program_knows_only_offices_with_a_floor_that_it_knows(desk: Desk) -> None:
    folder = desk.ana.folder
    engines = open_engines(folder.database, desk.ana.data_key, desk.ana.place)
    with engines.write() as session, session.begin():
        session.execute(text("UPDATE alembic_version SET version_num = 'unheard of'"))
        session.execute(text("DELETE FROM fact WHERE key = 'schema_floor'"))
    engines.dispose()
    assert refusal(desk.sit).has("storage.newer")
