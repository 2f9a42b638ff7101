"""The recovery code on a server needs the login of who owns the tables, and changes all or nothing.

What it does stands in `tests/db/office/test_recovery.py`, which works in offices at both places.
"""

from collections.abc import Iterator

import pytest

from db.migrations.walls.names import login_of
from db.office.on_server import Maker
from db.office.recovery import recover
from db.rules.findings import Refused
from db.storage.keys.server_password import server_password
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.on_server.desk import MAKER, ServerDesk
from tests.db.on_server.ready import ReadyOnServer

LATER = "lantern orchard velvet 47"


@pytest.fixture(scope="module")
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as made:
        yield made


def use(desk: ServerDesk, user: str, password: str, maker: Maker | None = MAKER) -> None:
    code = desk.recovery_code
    desk.opened.append(
        recover(desk.address, code, user, password, maker=maker, device="desk-3", cost=CHEAP)
    )


def refusal(act: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as seen:
        act(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in seen.value.findings}


def test_what_is_refused_changes_nothing(desk: ServerDesk) -> None:
    desk.hire_and_settle("ben")
    assert refusal(use, desk, "ben", LATER) == {"recovery.not_administrator"}
    assert refusal(use, desk, "ana", "short") == {"password.too_short"}
    assert refusal(use, desk, "ana", LATER, None) == {"server.login_missing"}
    database = desk.address.database
    ben = Maker(login_of(database, "ben"), server_password(OWN, database, "ben", CHEAP))
    assert refusal(use, desk, "ana", LATER, ben) == {"server.not_the_owner"}
    assert desk.sit("ana", PASSWORD)


def test_a_change_that_the_server_undoes_changes_neither_key_file_nor_role(
    desk: ServerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.office.standing.audit.append", stops)  # all is written, and not kept
    with pytest.raises(KeyboardInterrupt):
        use(desk, "ana", LATER)
    monkeypatch.undo()
    assert desk.sit("ana", PASSWORD)
    assert refusal(desk.sit, "ana", LATER) == {"sign_in.wrong"}
