"""A sealed file of an office on a server: unreadable there, and never an old one again."""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office import Office
from db.office.keeping import check
from db.office.sealed import SealedOffice, open_sealed, sealed_files
from db.office.sealed.resealing import change_sealed
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.sealed import SealedForm
from db.storage.problems import StorageProblem
from db.storage.schema import schema_in
from db.storage.sealed_table import KeptSealed, SealedTable
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import WORDS, enter
from tests.db.office.versions import Tomorrow
from tests.db.on_server.desk import ServerDesk, new_server_desk
from tests.db.on_server.script import script
from tests.db.on_server.sealed_killed import kill_while_writing
from tests.db.on_server.superuser import told_by_tables
from tests.db.people_on_file import client_form
from tests.db.server import Server

LABEL = "Aldous-label"


@pytest.fixture(scope="module")
def desk(server: Server) -> ServerDesk:
    return new_server_desk(server, "sealed")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies are worked on."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def names(reading: Reading) -> list[str]:
    return sorted(reading.session.scalars(select(Client.first_name)))


def take_in(inside: Office, name: str) -> None:
    inside.write(add_client, client_form(f"{name} Lovelace"))


def test_who_runs_the_server_reads_no_word_of_it_and_its_members_all(
    desk: ServerDesk, cabinet: Cabinet, temporary: Path
) -> None:
    sealed_id = cabinet.seal(cabinet.sue, label=LABEL)
    inside = cabinet.open(sealed_id)
    ids = enter_matter(inside)
    sues = cabinet.open(sealed_id, cabinet.sue)
    assert ids.client in {hit.id for hit in sues.read(find, WORDS[0])}
    assert told_by_tables(desk.address, (*WORDS, LABEL)) == set()
    assert told_by_tables(desk.address, ["Harbor House"])  # what is not sealed
    heap = b"".join(path.read_bytes() for path in temporary.rglob("*") if path.is_file()).lower()
    assert heap and not [word for word in (*WORDS, LABEL) if word.lower().encode() in heap]
    assert inside.data_key and everything(inside.folder.path, inside.data_key).count(b"Zephyrine")
    assert check(cabinet.sue) == []
    inside.close()
    sues.close()
    assert not list(temporary.iterdir())


def test_nobody_else_opens_it_and_all_know_that_there_is_one(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    before = sealed_files(cabinet.ana)
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(cabinet.ana, sealed_id)
    assert before.files == () and before.others > 0
    assert sealed_id in {one.id for one in sealed_files(cabinet.maria).files}


def test_nobody_on_the_staff_deletes_one_or_what_was_attached_yesterday(
    desk: ServerDesk, cabinet: Cabinet
) -> None:
    inside = cabinet.open(cabinet.seal())
    enter(inside)
    with script(desk, "maria") as maria:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            maria.execute("DELETE FROM kept_sealed")
        maria.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            maria.execute("UPDATE kept_sealed_document SET kept_at = now()")
    desk.tamper("UPDATE kept_sealed_document SET kept_at = now() - interval '2 days'")
    (stored,) = inside.home.document_store.stored()
    inside.home.document_store.remove(UUID(stored))
    assert list(inside.home.document_store.stored()) == [stored]


def test_who_reads_no_cases_sees_that_there_is_one_and_not_even_its_bytes(
    desk: ServerDesk, cabinet: Cabinet
) -> None:
    sealed_id = cabinet.seal()
    rita = desk.hire_and_settle("rita", Role.RECEPTIONIST)
    assert sealed_files(rita).others > 0
    with script(desk, "rita") as script_of_hers:
        script_of_hers.execute("SELECT seal FROM kept_sealed WHERE id = %s", (sealed_id,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            script_of_hers.execute("SELECT content FROM kept_sealed_page")


def test_whoever_opens_it_first_brings_it_to_a_newer_schema_for_all(
    cabinet: Cabinet, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    with Tomorrow(tmp_path_factory.mktemp("tomorrow")).runs():
        cabinet.open(sealed_id)
        monkeypatch.setattr("db.office.sealed.opening.upgrade_engine", _fails)
        omars = cabinet.open(sealed_id, cabinet.omar)
        assert schema_in(omars.engines.engine) == "tomorrow"


def test_two_programs_write_in_turn_and_each_reads_what_the_other_wrote(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    marias, omars = cabinet.open(sealed_id), cabinet.open(sealed_id, cabinet.omar)
    take_in(marias, "Ada")
    assert omars.read(names) == ["Ada"]
    take_in(omars, "Ben")
    take_in(marias, "Cleo")  # who had an older copy
    assert marias.read(names) == omars.read(names) == ["Ada", "Ben", "Cleo"]


def test_two_who_write_at_once_while_both_read_lose_nothing(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    both = [cabinet.open(sealed_id), cabinet.open(sealed_id, cabinet.omar)]
    wanted = [f"{who}{number}" for who in "AB" for number in range(3)]

    def write(inside: SealedOffice, who: str) -> None:
        for name in wanted:
            if name.startswith(who):
                take_in(inside, name)

    def read(inside: SealedOffice) -> int:
        before = now = 0
        while now < len(wanted):
            before, now = now, len(inside.read(names))
            assert now >= before  # never an older one again
        return now

    with ThreadPoolExecutor(4) as threads:
        writing = [threads.submit(write, *one) for one in zip(both, "AB", strict=True)]
        reading = [threads.submit(read, inside) for inside in both]
        for written in writing:
            written.result(60)
        assert [seen.result(60) for seen in reading] == [len(wanted)] * 2
    assert both[0].read(names) == both[1].read(names) == wanted


def test_an_older_copy_is_not_kept_whoever_holds_the_turn(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state decides, and not the lock: another computer's may have been lost in its sleep."""
    sealed_id = cabinet.seal(cabinet.omar)
    marias, omars = cabinet.open(sealed_id), cabinet.open(sealed_id, cabinet.omar)
    keep, overtaken = SealedTable.keep, [True]

    def keeps(table: SealedTable, *args: object) -> KeptSealed:
        if overtaken and overtaken.pop():
            monkeypatch.setattr(SealedTable, "turn", lambda *_: nullcontext())
            take_in(omars, "Ben")
        return keep(table, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(SealedTable, "keep", keeps)
    take_in(marias, "Ada")  # anew, in what Omar wrote
    assert marias.read(names) == omars.read(names) == ["Ada", "Ben"]


@pytest.mark.parametrize("came", [False, True])
def test_a_commit_whose_answer_is_lost_is_looked_for(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, came: bool
) -> None:
    inside, keep = cabinet.open(cabinet.seal()), SealedTable.keep

    def lost(table: SealedTable, *args: object) -> KeptSealed:
        if came:
            keep(table, *args)  # type: ignore[arg-type]
        raise StorageProblem("server_gone")

    with monkeypatch.context() as broken:
        broken.setattr(SealedTable, "keep", lost)
        if came:
            take_in(inside, "Ada")
        else:
            with pytest.raises(Refused, match=r"storage\.server_gone"):
                take_in(inside, "Ada")
    take_in(inside, "Ben")
    assert inside.read(names) == (["Ada", "Ben"] if came else ["Ben"])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize(("where", "there"), [("sent", []), ("kept", ["Ada"])])
def test_killed_before_the_server_has_it_nothing_is_changed_and_after_it_all(
    desk: ServerDesk, cabinet: Cabinet, temporary: Path, where: str, there: list[str]
) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    omars = cabinet.open(sealed_id, cabinet.omar)
    kill_while_writing(desk, sealed_id, temporary, where)
    assert omars.read(names) == there
    take_in(omars, "Ben")  # nobody's turn is left
    assert omars.read(names) == [*there, "Ben"]
    copies = len(list(temporary.iterdir()))
    cabinet.open(sealed_id)
    assert len(list(temporary.iterdir())) == copies  # the one that was left has gone


def test_while_the_server_is_gone_it_is_not_read_and_what_became_of_a_save_is_not_known(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = cabinet.open(cabinet.seal())

    def gone(*_: object) -> None:
        raise StorageProblem("server_gone")

    with monkeypatch.context() as broken:
        for name in ("keep", "whole"):
            broken.setattr(SealedTable, name, gone)
        with pytest.raises(Refused, match=r"storage\.unsure"):
            take_in(inside, "Ada")
        with pytest.raises(Refused, match=r"storage\.server_gone"):
            inside.read(names)
    assert inside.read(names) == []


def test_a_new_key_and_its_list_come_together_or_not_at_all(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    inside = cabinet.open(sealed_id)
    omars = cabinet.open(sealed_id, cabinet.omar)
    alone = SealedForm("Aldous", cabinet.maria.user.id, frozenset({cabinet.maria.user.id}))
    with monkeypatch.context() as broken:
        broken.setattr(SealedTable, "keep", _fails)
        with pytest.raises(Refused, match=r"storage\.full"):
            change_sealed(inside, alone)
    take_in(omars, "Ada")
    assert inside.read(names) == ["Ada"]
    change_sealed(inside, alone)
    with pytest.raises(Refused, match="seal_not_yours"):
        omars.read(names)
    assert inside.read(names) == ["Ada"]
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(cabinet.omar, sealed_id)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE kept_sealed_page SET content = sha256(content)", "storage."),
        ("DELETE FROM kept_sealed_page", "storage.damaged"),
        ("UPDATE kept_sealed SET seal = sha256(seal)", "storage.seal_changed"),
    ],
)
def test_what_whoever_runs_the_server_did_to_it_is_found_and_opens_nothing(
    desk: ServerDesk, cabinet: Cabinet, done: str, told: str
) -> None:
    sealed_id = cabinet.seal()
    where = "id" if "seal =" in done else "page = 5 AND sealed_id"
    desk.tamper(f"{done} WHERE {where} = '{sealed_id}'")
    codes = [one.code for one in check(cabinet.maria)]
    assert codes[0] == "check.sealed" and codes[1].startswith(told)
    if told != "storage.":
        with pytest.raises(Refused, match=told):
            open_sealed(cabinet.maria, sealed_id)
    desk.tamper(
        f"DELETE FROM kept_sealed_page WHERE sealed_id = '{sealed_id}'",
        f"DELETE FROM kept_sealed WHERE id = '{sealed_id}'",
    )


def _fails(*_: object) -> None:
    raise StorageProblem("full")
