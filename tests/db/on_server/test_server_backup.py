"""The program backs up an office on a server by itself, into one encrypted file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from db.migrations.walls.names import identifier
from db.models.case_file import Document
from db.office import Office, open_office
from db.office.drill import drill
from db.office.keeping import check, restore
from db.office.on_server import Maker
from db.office.sealed import open_sealed
from db.office.server_backup import back_up_from_server
from db.operations.cases.restrict import restrict_case
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.codes import Role
from db.rules.findings import Refused
from db.storage.backup_contents import read_contents
from db.storage.documents import StoredDocument
from db.storage.every_row import copy_rows, count_rows, tables
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.secrets_in import Entered, enter, found_in
from tests.db.on_server.desk import MAKER, ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server


@pytest.fixture
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as lent:
        yield lent


def everything(office: Office) -> dict[str, object]:
    """All records but those that a sign-in and a backup write."""
    own = {"audit_event", "audit_head", "audit_key", "fact", "resource"}
    with office.engines.read() as session:
        connection = session.connection()
        return {t.name: count_rows(connection, t) for t in tables() if t.name not in own}


def in_all(desk: ServerDesk) -> dict[str, object]:
    """The same as whoever runs the server sees it."""
    with desk.by_hand.read() as session:
        connection = session.connection()
        return {t.name: count_rows(connection, t) for t in tables()}


def the_letter(reading: Reading, words: Entered) -> StoredDocument:
    found = reading.session.get_one(Document, words.document)
    return StoredDocument(found.stored_as, found.key, found.size, found.sha256)


def refused(*args: object) -> set[str]:
    with pytest.raises(Refused) as seen:
        back_up_from_server(*args)  # type: ignore[arg-type]
    return {finding.code for finding in seen.value.findings}


def test_a_backup_holds_everything_and_becomes_an_office_in_a_folder(
    desk: ServerDesk, tmp_path: Path
) -> None:
    cabinet = Cabinet(desk)
    words = enter(desk.ana)
    desk.ana.write(restrict_case, words.case, 1, frozenset({cabinet.maria.user.id}))
    sealed_id = cabinet.seal()
    with closing(cabinet.open(sealed_id)) as inside:
        matter = enter_matter(inside)
    kept = tmp_path / "kept"
    kept.mkdir()
    file = back_up_from_server(desk.ana, MAKER, kept)
    assert [path.name for path in kept.iterdir()] == [file.name]
    assert found_in(kept) == []
    contents = read_contents(file)
    assert (contents.counts["contact_note"], contents.unreadable) == (1, ())
    assert drill(desk.ana, file).findings == ()
    folder = tmp_path / "Restored"
    restore(file, folder)
    here = open_office(folder, "maria", OWN, device="x", cost=CHEAP, clock=desk.now)
    assert everything(here) == {t: one for t, one in in_all(desk).items() if t in everything(here)}
    assert {hit.id for hit in here.read(find, "C-00001", 10)} == {words.client}
    letter = here.read(the_letter, words)
    assert here.home.document_store.read(letter).startswith(b"marmalade-sentinel")
    with closing(open_sealed(here, sealed_id)) as inside:
        letter = inside.read(the_letter, matter)
        assert inside.home.document_store.read(letter).startswith(b"marmalade-sentinel")
    here.close()
    ana = open_office(folder, "ana", PASSWORD, device="x", cost=CHEAP, clock=desk.now)
    assert {found.code for found in check(ana)} == {"check.sealed_closed"}  # to her
    ana.close()


def test_what_people_do_while_it_is_made_is_not_in_it_and_nobody_waits(
    desk: ServerDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def meanwhile(*args: object) -> None:
        enter(desk.hire_and_settle("ben"))
        copy_rows(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("db.office.relocating.carrying.copy_rows", meanwhile)
    file = back_up_from_server(desk.ana, MAKER, tmp_path)
    counts = read_contents(file).counts
    assert (counts["staff"], counts["client"], counts["document"]) == (1, 0, 0)
    assert drill(desk.ana, file).findings == ()
    restore(file, tmp_path / "Restored")
    ana = open_office(tmp_path / "Restored", "ana", PASSWORD, device="x", cost=CHEAP)
    assert check(ana) == []
    ana.close()


def test_one_that_is_broken_off_leaves_nothing(
    desk: ServerDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for where in ("relocating.carrying.index_everything", "server_backup.make_backup"):
        with monkeypatch.context() as patched:
            patched.setattr(f"db.office.{where}", stops)
            with pytest.raises(KeyboardInterrupt):
                back_up_from_server(desk.ana, MAKER, tmp_path)
        assert list(tmp_path.iterdir()) == []


def test_a_login_that_only_reads_will_do_if_it_sees_every_row(
    desk: ServerDesk, server: Server, tmp_path: Path
) -> None:
    by = f"backup of {desk.address.database}"
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", dbname=desk.address.database
    ) as admin:
        admin.execute(f"CREATE ROLE {identifier(by)} LOGIN PASSWORD '{OWN}'")
        admin.execute(f"GRANT pg_read_all_data TO {identifier(by)}")
        where = identifier(desk.address.database)
        admin.execute(f"GRANT CONNECT ON DATABASE {where} TO {identifier(by)}")
        admin.commit()
        target = tmp_path / "office.caseroom-backup"
        assert refused(desk.ana, Maker(by, OWN), target) == {"backup.login_sees_part"}
        assert list(tmp_path.iterdir()) == []
        admin.execute(f"ALTER ROLE {identifier(by)} BYPASSRLS")
        admin.commit()
        assert back_up_from_server(desk.ana, Maker(by, OWN), target) == target
        assert refused(desk.ana, Maker(by, OWN), target) == {"backup.exists"}
        admin.execute(f"DROP OWNED BY {identifier(by)}")
        admin.execute(f"DROP ROLE {identifier(by)}")


def test_under_a_key_that_is_not_the_offices_any_more_none_is_made(
    desk: ServerDesk, tmp_path: Path
) -> None:
    desk.ana.data_key = bytes(32)  # as one has it who signed in before it was changed
    assert refused(desk.ana, MAKER, tmp_path) == {"storage.key_changed"}
    assert list(tmp_path.iterdir()) == []


def test_whoever_may_not_back_up_does_not(desk: ServerDesk, tmp_path: Path) -> None:
    ben = desk.hire_and_settle("ben", Role.RECEPTIONIST)
    assert refused(ben, MAKER, tmp_path) == {"permission.denied"}
