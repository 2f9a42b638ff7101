"""A new data key: an old one opens nothing any more, and no computer that stops leaves it half."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from db.office import open_office
from db.office.drill import drill
from db.office.keeping import check, restore
from db.office.members import change_password, deactivate, renew_recovery_code, reset_password
from db.office.rotating import rotate_data_key
from db.office.watching import Watching
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.storage.keys.key_file import RECOVERY, read_key_file
from db.storage.place import Place, PlaceKind
from db.storage.rekeying import opens, rekey
from db.storage.shelf import FolderShelf
from tests.crash_points import Point, Strike, crash_points, needs_fork
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, People, new_desk
from tests.db.office.secrets_in import enter

ENCRYPTED = pytest.mark.only_in_folder("on a server no record is under the office's key")


class Here(NamedTuple):
    """Somebody who has the office open, as presence files tell."""

    name: str
    computer: str


def under(desk: Desk, key: bytes) -> bool:
    return opens(desk.folder / "office.db", key, Place(desk.folder, PlaceKind.SHARE))


@ENCRYPTED
def test_who_kept_the_old_key_opens_nothing_that_is_written_from_now_on(desk: Desk) -> None:
    enter(desk.ana)
    ben = desk.hire_and_settle("ben")
    kept = ben.data_key
    deactivate(desk.ana, ben.user.id)
    ben.close()
    done = rotate_data_key(desk.ana)
    assert done.epoch == 2
    assert not under(desk, kept)
    assert under(desk, desk.ana.data_key)
    assert check(desk.ana) == []


def test_everybody_goes_on_with_their_own_password_and_the_code_too(desk: People) -> None:
    desk.hire_and_settle("rita", Role.RECEPTIONIST).close()
    _, given = desk.hire("nora")
    rotate_data_key(desk.ana)
    desk.ana.close()
    for user, password in (("ana", PASSWORD), ("rita", OWN), ("nora", given)):
        assert desk.sit(user, password).key_file.data_key_before is None  # type: ignore[union-attr]
    desk.recover(OWN)


def test_it_can_be_done_again_and_accounts_given_after_it_open_the_office(desk: People) -> None:
    rotate_data_key(desk.ana)
    desk.pass_time(minutes=1)
    rotate_data_key(desk.ana)
    ben = desk.hire_and_settle("ben")
    assert desk.sit("ben", reset_password(desk.ana, ben.user.id, cost=CHEAP))
    assert read_key_file(desk.shelf, "ana").data_key_epoch == 3
    assert check(desk.ana) == []


@ENCRYPTED
def test_the_backup_of_before_opens_with_the_passwords_of_its_day(
    desk: Desk, tmp_path: Path
) -> None:
    done = rotate_data_key(desk.ana)
    assert done.backup is not None
    restore(done.backup, tmp_path / "Restored")
    open_office(tmp_path / "Restored", "ana", PASSWORD, device="d", cost=CHEAP).close()
    assert drill(desk.ana, done.backup).findings == ()


def test_a_program_that_was_left_open_is_told_and_harms_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "shared", shared=True)
    other = desk.sit()
    assert other.read(_everything) == 2
    rotate_data_key(desk.ana)
    with pytest.raises(Refused, match=r"storage\.key_changed"):
        other.read(_everything)
    with pytest.raises(Refused, match=r"storage\.key_changed"):
        other.write(lambda work: work.record("office.checked", "office", None))
    assert check(desk.ana) == []
    desk.close()
    other.close()


@ENCRYPTED
def test_nobody_else_may_be_in(desk: Desk) -> None:
    code = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from uuid import UUID\n"
        "from db.storage.presence import Presence\n"
        "from db.storage.presence_file import Person\n"
        "folder, key, office = sys.argv[1:]\n"
        "me = Person(UUID(int=9), 'Maria Lopez', 'RECEPTION-2', datetime.now(UTC))\n"
        "Presence(Path(folder), bytes.fromhex(key), UUID(office), me).beat()\n"
        "print('here', flush=True)\n"
        "sys.stdin.read()\n"
    )
    words = [str(desk.folder / "presence"), desk.ana.data_key.hex(), str(desk.ana.record.id)]
    maria = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert maria.stdout is not None
    assert maria.stdout.readline() == b"here\n"
    with pytest.raises(Refused, match=r"rotate\.somebody_is_in") as refused:
        rotate_data_key(desk.ana)
    assert refused.value.findings[0].params["people"] == "Maria Lopez (RECEPTION-2)"
    maria.communicate()


def test_only_an_administrator_may(desk: People) -> None:
    sam = desk.hire_and_settle("sam", Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"permission\.denied"):
        rotate_data_key(sam)


def _everything(reading):  # type: ignore[no-untyped-def]
    from sqlalchemy import text

    return reading.session.execute(text("SELECT count(*) FROM audit_event")).scalar()


def _told(reading):  # type: ignore[no-untyped-def]
    from sqlalchemy import text

    asked = text("SELECT count(*) FROM audit_event WHERE action = 'office.key_change_begun'")
    return reading.session.execute(asked).scalar()


# ---- broken off between the key files and the database ----


@pytest.mark.parametrize("under_new_key", [False, True])
@ENCRYPTED
def test_own_keys_made_while_a_change_lies_broken_off_open_the_office(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, under_new_key: bool
) -> None:
    _, given = desk.hire("nora")

    def power_failure(database: Path, old: bytes, new: bytes, place: Place) -> None:
        if under_new_key:
            rekey(database, old, new, place)
        raise KeyboardInterrupt

    monkeypatch.setattr("db.office.rotating.rekey", power_failure)
    with pytest.raises(KeyboardInterrupt):
        rotate_data_key(desk.ana)
    monkeypatch.undo()
    desk.ana.close()
    nora = desk.sit("nora", given)
    change_password(nora, given, OWN, cost=CHEAP)
    nora.close()
    assert desk.sit("nora", OWN).read(_everything)
    desk.opened[-1].close()
    desk.pass_time(minutes=1)
    rotate_data_key(desk.sit())
    assert desk.sit("nora", OWN).read(_everything)


def test_whose_key_file_is_missing_is_named_and_the_old_key_still_counts(desk: People) -> None:
    desk.hire("nora")
    desk.shelf.remove("nora.json")
    with pytest.raises(Refused, match=r"check\.key_file") as refused:
        rotate_data_key(desk.ana)
    assert refused.value.findings[0].params["user"] == "nora"
    assert read_key_file(desk.shelf, "ana").data_key_epoch == 1
    assert desk.sit()


@ENCRYPTED
def test_nothing_is_begun_where_nothing_may_be_written(desk: Desk) -> None:
    class LocksUnreal(Watching):
        def before_write(self) -> None:
            raise Refused(hard("storage.locks_unreal"))

    files = {path: path.read_bytes() for path in desk.keys.iterdir()}
    desk.ana.watchers.append(LocksUnreal())
    with pytest.raises(Refused, match=r"storage\.locks_unreal"):
        rotate_data_key(desk.ana)
    assert {path: path.read_bytes() for path in desk.keys.iterdir()} == files
    assert under(desk, desk.ana.data_key)


@ENCRYPTED
def test_who_comes_in_during_the_backup_is_seen_before_anything_is_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[Here] = []

    def slow_backup(*words: object, **more: object) -> Path:
        came.append(Here("Maria Lopez", "RECEPTION-2"))
        return desk.folder

    monkeypatch.setattr("db.office.rotating.back_up", slow_backup)
    monkeypatch.setattr("db.office.layout.others_here", lambda *_: came)
    with pytest.raises(Refused, match=r"rotate\.somebody_is_in"):
        rotate_data_key(desk.ana)
    assert read_key_file(desk.shelf, "ana").data_key_before is None
    assert under(desk, desk.ana.data_key)


# ---- struck at each thing that it writes ----


@pytest.fixture
def template(tmp_path: Path) -> Path:
    desk = new_desk(tmp_path / "Harbor House")
    enter(desk.ana)
    desk.hire_and_settle("ben").close()
    desk.close()
    return desk.folder


def rotate(folder: Path) -> None:
    office = open_office(folder, "ana", PASSWORD, device="desk-1", cost=CHEAP)
    rotate_data_key(office)
    office.close()


def judge(point: Point, folder: Path) -> None:
    """Whoever belongs gets in, and all is whole, under whichever key."""
    for user, password in (("ana", PASSWORD), ("ben", OWN)):
        office = open_office(folder, user, password, device="desk-2", cost=CHEAP)
        try:
            if user == "ana":
                file = office.key_file
                assert file is not None
                if file.data_key_epoch > 1:
                    assert office.read(_told), point
                left = {finding.code for finding in check(office)}
                assert left <= {"check.temporary"}, point
        finally:
            office.close()


@needs_fork
@pytest.mark.parametrize("strike", [Strike.KILL, Strike.FULL])
def test_struck_at_any_point_the_office_opens_and_is_whole(
    template: Path, tmp_path: Path, strike: Strike
) -> None:
    outcomes = set()
    for point, folder in crash_points(rotate, template, tmp_path, strike, every=7):
        judge(point, folder)
        assert point.outcome != "raised", point.words
        outcomes.add(point.outcome)
    assert {"killed" if strike is Strike.KILL else "refused", "done"} <= outcomes


@needs_fork
def test_after_it_was_broken_off_it_can_be_done_again(template: Path, tmp_path: Path) -> None:
    for point, folder in crash_points(rotate, template, tmp_path, every=31):
        import shutil

        shutil.rmtree(folder / "backups")
        rotate(folder)
        judge(point, folder)
        assert read_key_file(FolderShelf(folder / "keys"), "ben").data_key_before is None


def test_keys_that_are_handed_over_afterwards_count_the_offices_data_keys_on(desk: People) -> None:
    ben, _ = desk.hire("ben")
    epoch = rotate_data_key(desk.ana).epoch
    desk.hire("carla")
    reset_password(desk.ana, ben, cost=CHEAP)
    code = renew_recovery_code(desk.ana, cost=CHEAP)
    names = ("ana", "ben", "carla", RECOVERY)
    assert {read_key_file(desk.shelf, name).data_key_epoch for name in names} == {epoch}
    desk.ana.close()
    back = desk.recover(OWN, code=code)
    assert read_key_file(desk.shelf, "ana").data_key_epoch == epoch
    assert rotate_data_key(back).epoch == epoch + 1
    back.close()
