"""An office moves from its folder to a server and back: the same there and here, or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from db.office import Office, open_office
from db.office.entering import enter
from db.office.keeping import check
from db.office.members import reset_password
from db.office.moved_mark import Mark
from db.office.on_server import open_on_server
from db.office.relocating import Moved, move, was_left_half
from db.queries.search.find import find
from db.rules.findings import Refused
from db.storage import every_row, presence
from db.storage.carried_files import FilesCarried
from db.storage.every_row import count_rows, tables
from db.storage.key_in_force import write_waiting
from db.storage.keys.key_file import read_key_file
from db.storage.server_address import ServerAddress
from desktop.heart import presence_of
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, new_desk
from tests.db.office.secrets_in import Entered
from tests.db.office.secrets_in import enter as enter_words
from tests.db.on_server.desk import MAKER
from tests.db.server import Server


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House")
    made.hire_and_settle("ben").close()
    yield made
    made.close()


@pytest.fixture
def words(desk: Desk) -> Entered:
    return enter_words(desk.ana)


_numbers = count(1)


@pytest.fixture
def there(server: Server) -> ServerAddress:
    """An empty database."""
    name = f"moving{next(_numbers)}"
    server.make(name)
    return ServerAddress(server.host, name, server.port)


def go(office: Office, to: ServerAddress | Path) -> Moved:
    return move(office, to, PASSWORD, MAKER, cost=CHEAP)


def refusal(act: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as seen:
        act(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in seen.value.findings}


def everything(office: Office) -> dict[str, object]:
    """All records but those that a sign-in and a move write."""
    own = {"audit_event", "audit_head", "audit_key", "fact", "resource"}
    with office.engines.read() as session:
        connection = session.connection()
        return {t.name: count_rows(connection, t) for t in tables() if t.name not in own}


def test_it_is_the_same_on_the_server_and_again_in_a_folder(
    desk: Desk, words: Entered, there: ServerAddress, tmp_path: Path
) -> None:
    before = everything(desk.ana)
    moved = go(desk.ana, there)
    assert moved.carried.files == FilesCarried(1)
    assert set(moved.codes) == {"ben"}
    assert refusal(desk.sit) == {"office.moved"}
    ana = open_on_server(there, "ana", PASSWORD, device="desk-1", cost=CHEAP, clock=desk.ana.clock)
    assert everything(ana) == before
    assert check(ana) == []
    assert find_client(ana, words.client)
    back = tmp_path / "Back again"
    go(ana, back)
    assert refusal(open_on_server, there, "ana", PASSWORD, device="desk-1", cost=CHEAP) == {
        "office.moved"
    }
    again = open_office(back, "ana", PASSWORD, device="desk-1", cost=CHEAP, clock=desk.ana.clock)
    assert everything(again) == before
    assert check(again) == []
    assert find_client(again, words.client)
    again.close()


def test_whoever_did_not_move_it_signs_in_once_with_a_code(
    desk: Desk, there: ServerAddress
) -> None:
    code = go(desk.ana, there).codes["ben"]
    here = {"device": "desk-2", "cost": CHEAP}
    assert refusal(enter, there, "ben", OWN, **here) == {"sign_in.wrong", "sign_in.code_after_move"}
    wrong_or_used = {"sign_in.wrong", "sign_in.code_counts_once"}
    assert refusal(enter, there, "ben", "not the password 55", code=code, **here) == wrong_or_used
    enter(there, "ben", OWN, code=code, **here).close()  # type: ignore[arg-type]
    enter(there, "ben", OWN, **here).close()  # type: ignore[arg-type]
    assert refusal(enter, there, "ben", OWN, code=code, **here) == wrong_or_used


def test_new_keys_that_were_still_waiting_to_be_put_in_place_come_along(
    desk: Desk, there: ServerAddress
) -> None:
    keys = desk.ana.home.keys
    cleo, _ = desk.hire("cleo")
    before = keys.read("cleo.json")
    given = reset_password(desk.ana, cleo, cost=CHEAP)
    write_waiting(keys, read_key_file(keys, "cleo"))
    keys.write("cleo.json", before)  # as a computer leaves them that stops in between
    code = go(desk.ana, there).codes["cleo"]
    enter(there, "cleo", given, code=code, device="desk-2", cost=CHEAP).close()


def test_it_does_not_move_while_somebody_else_is_in(desk: Desk, there: ServerAddress) -> None:
    elsewhere = presence_of(desk.sit("ben", OWN))
    elsewhere.beat()
    presence._own.clear()  # as another process would see it
    assert refusal(go, desk.ana, there) == {"move.somebody_is_in"}
    elsewhere.end()
    assert desk.sit()


def test_a_database_that_is_not_empty_leaves_the_office_where_it_is(
    desk: Desk, there: ServerAddress, server: Server
) -> None:
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", dbname=there.database
    ) as connection:
        connection.execute("CREATE TABLE something (n int)")
    assert refusal(go, desk.ana, there) == {"office.server_not_empty"}
    assert desk.sit()


def test_stopped_before_the_new_one_is_whole_it_begins_anew(
    desk: Desk, there: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(monkeypatch, "new.carry")
    with pytest.raises(KeyboardInterrupt):
        go(desk.ana, there)
    monkeypatch.undo()
    assert not was_left_half(desk.folder, there, MAKER)
    go(desk.sit(), there)


def test_stopped_after_the_new_one_is_whole_the_old_one_is_only_told(
    desk: Desk, there: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a computer leaves it that stops between the two: the mark is there and not done."""
    written = Mark.write

    def stops(mark: Mark, keys: object) -> None:
        if mark.done:
            raise KeyboardInterrupt
        written(mark, keys)  # type: ignore[arg-type]

    monkeypatch.setattr(Mark, "write", stops)
    with pytest.raises(KeyboardInterrupt):
        go(desk.ana, there)
    monkeypatch.undo()
    assert refusal(desk.sit) == {"office.moving"}
    elsewhere = replace(there, database="another")  # where no office came by this move
    assert refusal(was_left_half, desk.folder, elsewhere, MAKER) == {"office.moving"}
    assert refusal(desk.sit) == {"office.moving"}
    assert was_left_half(desk.folder, there, MAKER)
    assert refusal(desk.sit) == {"office.moved"}
    assert not was_left_half(desk.folder, there, MAKER)
    open_on_server(there, "ana", PASSWORD, device="x", cost=CHEAP).close()


def test_a_row_that_came_out_otherwise_undoes_the_move(
    desk: Desk, words: Entered, there: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = every_row.copy_rows

    def otherwise(source: object, target: object, told: object) -> None:
        copied(source, target, told)  # type: ignore[arg-type]
        target.execute(text("UPDATE client SET first_name = 'Otto'"))  # type: ignore[attr-defined]

    monkeypatch.setattr("db.office.relocating.carrying.copy_rows", otherwise)
    assert refusal(go, desk.ana, there) == {"storage.moved_wrong"}
    assert desk.sit()


def stop(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"db.office.relocating.{where}", stops)


def find_client(office: Office, client: UUID) -> bool:
    number = "C-00001"
    return client in {hit.id for hit in office.read(find, number, 10)}
