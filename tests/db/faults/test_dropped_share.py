"""The shared drive goes away and comes back, under a program that goes on."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.office.aside import Aside
from db.office.keeping import check
from db.office.leaving_behind import LeavingBehind, Left
from db.office.local_copy import LocalCopy
from db.office.members import change_password
from db.office.unlocking import check_password
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.problems import StorageProblem
from db.storage.snapshot import Copies
from db.texts import explain
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, Ready

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready_shared.copied(tmp_path / "share" / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def aside(desk: Desk, tmp_path: Path) -> Iterator[Aside]:
    copy = LocalCopy(desk.ana, Copies(tmp_path / "here", desk.ana.record.id))
    made = Aside(desk.ana, copy)
    made.write(add_client, somebody())
    assert copy.renew()
    yield made
    copy.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def drop(desk: Desk) -> Path:
    """Take the drive away, with the connections to it; what this gives is where it went."""
    desk.ana.engines.dispose()
    drive = desk.folder.parent
    return drive.rename(drive.with_name("unplugged"))


def plug_in(desk: Desk, away: Path) -> None:
    away.rename(desk.folder.parent)


def test_while_the_drive_is_gone_everything_can_be_read_of_the_copy(
    desk: Desk, aside: Aside
) -> None:
    copied = desk.clock[0]
    desk.pass_time(minutes=7)
    drop(desk)
    assert aside.read(clients) == 1  # the read that meets it is answered too
    assert aside.as_of() == copied
    assert aside.is_gone
    assert aside.read_long(clients) == 1
    assert aside.read(clients) == 1


def test_while_the_drive_is_gone_a_save_is_refused_at_once_in_one_calm_sentence(
    desk: Desk, aside: Aside
) -> None:
    drop(desk)
    aside.read(clients)
    with pytest.raises(Refused) as refused:
        aside.write(add_client, somebody())
    assert [finding.code for finding in refused.value.findings] == ["place.unreachable"]
    assert "What you typed stays here" in explain(refused.value)
    assert not desk.folder.exists()


def test_a_save_that_meets_the_drop_is_refused_and_the_next_reads_are_answered(
    desk: Desk, aside: Aside
) -> None:
    drop(desk)
    with pytest.raises(Refused, match=r"storage\.gone"):
        aside.write(add_client, somebody())
    assert aside.is_gone
    assert aside.read(clients) == 1


def test_when_the_drive_is_back_everything_goes_on_by_itself(desk: Desk, aside: Aside) -> None:
    away = drop(desk)
    aside.read(clients)
    assert not aside.look()
    plug_in(desk, away)
    assert aside.look()
    assert not aside.is_gone
    aside.write(add_client, somebody())
    assert aside.read(clients) == 2
    assert aside.as_of() is None
    assert aside.read_long(clients) == 2
    assert check(desk.ana) == []


def test_the_copy_is_renewed_after_the_drive_was_away(desk: Desk, aside: Aside) -> None:
    away = drop(desk)
    aside.read(clients)
    plug_in(desk, away)
    aside.look()
    desk.sit().write(add_client, somebody())
    assert aside.copy.renew()
    assert aside.read_copy(clients) == 2


def test_a_copy_is_not_made_of_a_drive_that_is_gone(desk: Desk, aside: Aside) -> None:
    aside.copy.close()
    office = desk.sit()
    other = LocalCopy(office, Copies(desk.folder.parent.parent / "elsewhere", office.record.id))
    drop(desk)
    with pytest.raises(StorageProblem, match=r"storage\.gone"):
        other.renew()
    assert other.as_of is None


def test_without_a_copy_a_read_says_that_the_folder_is_gone(desk: Desk, tmp_path: Path) -> None:
    copy = LocalCopy(desk.ana, Copies(tmp_path / "none", desk.ana.record.id))
    aside = Aside(desk.ana, copy)
    drop(desk)
    for _ in range(2):
        with pytest.raises(Refused, match=r"storage\.gone"):
            aside.read(clients)
    with pytest.raises(Refused, match=r"place\.unreachable"):
        aside.write(add_client, somebody())


def test_an_error_of_the_drive_makes_one_look_and_not_despair(desk: Desk, aside: Aside) -> None:
    aside.failed(StorageProblem("input_output"))
    assert aside.doubted.is_set()
    assert not aside.is_gone
    assert aside.look()
    assert not aside.doubted.is_set()


def test_a_drive_that_says_nothing_counts_as_gone_and_nobody_hangs_with_it(
    desk: Desk, aside: Aside
) -> None:
    """A reader hangs in the system's call; somebody sees it, and the copy answers instead."""
    hanging, let_go = threading.Event(), threading.Event()

    def hang(_: Reading) -> str:
        if not hanging.is_set():
            hanging.set()
            assert let_go.wait(30)
            return "at last"
        return "from the copy"

    mute = Aside(desk.ana, aside.copy, answering=lambda: let_go.wait(30))
    answers: list[str] = []
    reader = threading.Thread(target=lambda: answers.append(mute.read(hang)))
    reader.start()
    assert hanging.wait(10)
    assert mute.is_waited_for(0.0)
    assert not mute.look(patience=0.05)
    reader.join(10)
    assert answers == ["from the copy"]
    let_go.set()


def test_of_those_who_look_after_a_drive_that_hangs_one_is_enough(desk: Desk, aside: Aside) -> None:
    begun, answered, looks = threading.Event(), threading.Event(), []

    def look() -> bool:
        looks.append(threading.get_ident())
        begun.set()
        return answered.wait(30)

    mute = Aside(desk.ana, aside.copy, answering=look)
    for _ in range(3):
        assert not mute.look(patience=0.01)
    assert begun.wait(30)
    assert len(looks) == 1
    answered.set()
    assert mute.look()
    assert len(looks) == 1
    assert mute.look()
    assert len(looks) == 2


def test_who_is_left_behind_is_told_so_and_others_get_what_they_asked() -> None:
    hopeless = threading.Event()
    asked = LeavingBehind(hopeless)
    assert asked.call(lambda: 7) == 7
    with pytest.raises(ValueError, match="as it was raised"):
        asked.call(lambda: int("as it was raised"))
    assert asked.longest() == 0.0
    hopeless.set()
    forever = threading.Event()
    with pytest.raises(Left):
        asked.call(lambda: forever.wait(30))
    forever.set()


def test_a_read_under_way_can_be_broken_off_though_another_thread_does_it(
    desk: Desk, aside: Aside
) -> None:
    own = threading.get_ident()

    def endless(reading: Reading) -> None:
        aside.interrupt(own)  # as Cancel does, from the screen's thread
        reading.session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            " WHERE i > 1 LIMIT 1"
        )

    timer = threading.Timer(0.3, lambda: aside.interrupt(own))
    timer.start()
    with pytest.raises(Refused, match=r"storage\.interrupted"):
        aside.read(endless)
    timer.join()


@pytest.mark.parametrize("known", [True, False], ids=["known to be gone", "not yet noticed"])
def test_a_locked_window_opens_with_the_password_while_the_drive_is_gone(
    desk: Desk, aside: Aside, known: bool
) -> None:
    drop(desk)
    if known:
        aside.read(clients)
    check_password(desk.ana, PASSWORD)
    with pytest.raises(Refused, match=r"storage\.wrong_password"):
        check_password(desk.ana, OWN)


def test_it_is_the_password_of_today(desk: Desk, aside: Aside) -> None:
    change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)
    drop(desk)
    check_password(desk.ana, OWN)
    with pytest.raises(Refused, match=r"storage\.wrong_password"):
        check_password(desk.ana, PASSWORD)


def test_nobody_signs_in_while_the_drive_is_gone(desk: Desk, aside: Aside) -> None:
    away = drop(desk)
    with pytest.raises(Refused, match=r"office\.not_here"):
        desk.sit()
    plug_in(desk, away)
    desk.sit()
