"""An office on a server opened by a key that this computer keeps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.office import Office
from db.office.members import change_password, deactivate, reset_password
from db.office.quick_unlock import keep_unlocked, open_unlocked
from db.queries.staff import staff_list
from db.rules.findings import Refused
from tests.db.office.desk import CHEAP, OWN
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.ready import ReadyOnServer

KEY = bytes(range(32))
ANOTHER = "lantern orchard velvet 47"


@pytest.fixture(scope="module")
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as made:
        yield made


def quickly(desk: ServerDesk, file: Path, key: bytes = KEY) -> Office:
    return open_unlocked(desk.address, file, key, device="x", cost=CHEAP)


def is_void(desk: ServerDesk, file: Path, key: bytes = KEY) -> bool:
    try:
        quickly(desk, file, key).close()
    except Refused as refused:
        return str(refused) == "storage.quick_unlock_void"
    return False


def test_it_opens_for_whom_it_is_kept_and_there_alone(desk: ServerDesk, tmp_path: Path) -> None:
    keep_unlocked(desk.ana, KEY, tmp_path / "ana")
    office = quickly(desk, tmp_path / "ana")
    assert office.user == desk.ana.user
    assert office.read(staff_list)
    office.close()
    assert is_void(desk, tmp_path / "ana", bytes(32))
    elsewhere = replace(desk.address, host="localhost")
    with pytest.raises(Refused, match="quick_unlock_void"):  # and nothing is sent there
        open_unlocked(elsewhere, tmp_path / "ana", KEY, device="x", cost=CHEAP)


def test_another_password_ends_it_also_where_its_owner_chose_it(
    desk: ServerDesk, tmp_path: Path
) -> None:
    his, file = desk.hire_and_settle("ben"), tmp_path / "ben"
    keep_unlocked(his, KEY, file)
    quickly(desk, file).close()
    change_password(his, OWN, ANOTHER, cost=CHEAP)
    assert is_void(desk, file)
    keep_unlocked(his, KEY, file)
    quickly(desk, file).close()
    reset_password(desk.ana, his.user.id, cost=CHEAP)
    assert is_void(desk, file)


def test_it_ends_with_leaving(desk: ServerDesk, tmp_path: Path) -> None:
    hers, file = desk.hire_and_settle("cleo"), tmp_path / "cleo"
    keep_unlocked(hers, KEY, file)
    deactivate(desk.ana, hers.user.id)
    assert is_void(desk, file)
