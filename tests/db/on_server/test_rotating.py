"""A new key for an office on a server: every key file has it, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.office.keeping import check
from db.office.members import reset_password
from db.office.recovery import recover, try_recovery_code
from db.office.rotating import rotate_data_key
from db.office.server_way import ServerWay
from db.rules.findings import Refused
from db.storage.keys.key_file import RECOVERY, read_key_file
from db.storage.keys.recovery_code import new_recovery_code
from desktop.heart import presence_of
from desktop.office_acts import StandingOffice
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.on_server.desk import MAKER, ServerDesk
from tests.db.on_server.ready import ReadyOnServer


@pytest.fixture(scope="module")
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as made:
        made.hire_and_settle("ben").close()
        yield made


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.storage.server_presence._LINGERING", 0.5)


def refusal(act: object, *args: object) -> Refused:
    with pytest.raises(Refused) as seen:
        act(*args)  # type: ignore[operator]
    return seen.value


def epochs(desk: ServerDesk) -> set[int]:
    keys = desk.ana.home.keys
    return {read_key_file(keys, name).data_key_epoch for name in ("ana", "ben", RECOVERY)}


def test_everybody_goes_on_with_their_password_and_the_old_key_opens_nothing(
    desk: ServerDesk,
) -> None:
    kept, epoch = desk.ana.data_key, max(epochs(desk))
    done = rotate_data_key(desk.ana)
    assert (done.epoch, done.backup, epochs(desk)) == (epoch + 1, None, {epoch + 1})
    ben = desk.sit("ben", OWN)
    assert ben.data_key == desk.ana.data_key != kept
    heart = presence_of(desk.ana)
    heart.beat()
    assert [beat.person.name for beat in presence_of(ben).look().people] == ["Ana Ruiz"]
    ben.data_key = kept
    assert presence_of(ben).look().people == ()
    heart.end()
    ben.close()
    try_recovery_code(desk.ana, desk.recovery_code)
    assert check(desk.ana) == []
    code = desk.recovery_code
    recover(desk.address, code, "ana", PASSWORD, maker=MAKER, device="d", cost=CHEAP).close()


def test_the_window_changes_it_and_tries_the_code(
    desk: ServerDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path))
    acts = StandingOffice(desk.ana)
    assert acts.change_key(lambda *_: None).result == ""  # no backup to be named
    acts.try_recovery_code(desk.recovery_code)
    assert refusal(acts.try_recovery_code, new_recovery_code()).has("recovery.wrong")


def test_who_is_in_is_named_and_nothing_is_changed(desk: ServerDesk) -> None:
    ben, before = desk.sit("ben", OWN), epochs(desk)
    refused = refusal(rotate_data_key, desk.ana)
    assert refused.has("rotate.somebody_is_in")
    assert refused.findings[0].params["people"] == "Ben"
    ben.close()
    assert epochs(desk) == before


def test_stopped_in_the_middle_no_file_has_the_new_key(
    desk: ServerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before, key = epochs(desk), desk.ana.data_key
    monkeypatch.setattr("db.office.standing.audit.append", stops)
    with pytest.raises(KeyboardInterrupt):
        rotate_data_key(desk.ana)
    monkeypatch.undo()
    assert (epochs(desk), desk.ana.data_key) == (before, key)
    desk.sit("ben", OWN).close()


def test_a_program_that_was_away_hands_over_no_old_key(desk: ServerDesk) -> None:
    """One of the same person's, which no server tells from this one, and which does not beat."""
    away = desk.sit()
    rotate_data_key(desk.ana)
    ben = desk.ana.manifest.member("ben").user_id
    assert refusal(reset_password, away, ben).has("storage.key_changed")
    way = ServerWay(away)
    assert not way.look()
    assert way.why_shut_out is not None and way.why_shut_out.code == "storage.key_changed"
    away.close()
    desk.sit("ben", OWN).close()
