"""What a restore removed is not brought back by the journals of other computers, but told."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.office import Office
from db.office.keeping import back_up
from db.office.members import change_password
from db.office.putting_back import earlier_offices, put_back
from db.office.replacing import put_in_place
from db.office.saves import RecentSaves
from db.office.saves.recent import Found
from db.operations.clients.intake import add_client
from db.rules.codes import Role
from tests.db.kept.test_recent_saves import Accident, client, journal, names
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, new_desk

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")

NAME = "Harbor House"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """With Sam and Ben, who are not signed in."""
    made = new_desk(tmp_path / NAME, shared=True)
    for user in ("sam", "ben"):
        made.hire_and_settle(user, Role.SUPERVISOR).close()
    yield made
    made.close()


class Computer:
    """A computer of its own, with its own journal and a clock that may be ahead."""

    def __init__(
        self, desk: Desk, user: str, kept: Path, *, ahead: timedelta = timedelta(0)
    ) -> None:
        self._desk, self._user, self._kept, self._ahead = desk, user, kept, ahead

    def sign_in(self) -> tuple[Office, RecentSaves]:
        office = self._desk.sit(self._user, OWN, device=f"desk-{self._user}")
        office.clock = lambda: self._desk.clock[0] + self._ahead
        return office, journal(office, self._kept)

    def save(self, name: str) -> None:
        """Sign in, add a client, and leave."""
        office, _ = self.sign_in()
        office.write(add_client, client(name))
        office.close()

    def look(self) -> tuple[Found, list[str]]:
        """Sign in and look; what was found, and whom the office knows then."""
        office, saves = self.sign_in()
        found, known = saves.look(), office.read(names)
        office.close()
        return found, known


@pytest.fixture
def sam(desk: Desk, tmp_path: Path) -> Computer:
    return Computer(desk, "sam", tmp_path / "sam's")


@pytest.fixture
def ben(desk: Desk, tmp_path: Path) -> Computer:
    """His clock is ten minutes ahead."""
    return Computer(desk, "ben", tmp_path / "ben's", ahead=timedelta(minutes=10))


def reasons(found: Found) -> list[str]:
    return [finding.code for save in found.stuck for finding in save.why]


def test_neither_of_two_computers_saves_again_what_the_restore_removed(
    desk: Desk, sam: Computer, ben: Computer, tmp_path: Path
) -> None:
    file = back_up(desk.ana)
    sam.save("Lovelace")
    ben.save("Byron")
    desk.pass_time(minutes=5)
    journal(desk.ana, tmp_path / "ana's")
    assert put_in_place(desk.ana, file, NAME).recorded
    for computer in (sam, ben):
        found, known = computer.look()
        assert (found.again, reasons(found), known) == ((), ["saves.restored_since"], [])
    assert journal(desk.sit("ana", PASSWORD), tmp_path / "ana's").look() == Found()


def test_nor_where_who_restored_it_could_not_say_so_in_its_log(
    desk: Desk, sam: Computer, ben: Computer
) -> None:
    file = back_up(desk.ana)
    mia = new_administrator(desk)
    sam.save("Lovelace")
    ben.save("Byron")
    desk.ana.close()
    desk.pass_time(minutes=5)
    assert not put_in_place(mia, file, NAME).recorded
    for computer in (sam, ben):
        found, known = computer.look()
        assert (found.again, reasons(found), known) == ((), ["saves.restored_since"], [])


def test_what_is_saved_after_the_restore_and_lost_is_saved_again(
    desk: Desk, sam: Computer, tmp_path: Path
) -> None:
    put_in_place(desk.ana, back_up(desk.ana), NAME)
    accident = Accident(desk, tmp_path)
    sam.save("Lovelace")
    accident.happen()
    found, known = sam.look()
    assert ([save.action for save in found.again], known) == (["client.added"], ["Lovelace"])


def test_put_back_the_earlier_office_gets_nothing_of_what_was_saved_in_between(
    desk: Desk, sam: Computer, ben: Computer, tmp_path: Path
) -> None:
    file = back_up(desk.ana)
    sam.save("Lovelace")
    put_in_place(desk.ana, file, NAME)
    told, _ = sam.look()
    assert reasons(told) == ["saves.restored_since"]
    ben.save("Byron")
    desk.pass_time(minutes=5)
    ana = desk.sit("ana", PASSWORD)
    (earlier,) = earlier_offices(ana)
    put_back(ana, earlier.folder, NAME)

    found, known = ben.look()
    assert (found.again, reasons(found)) == ((), ["saves.restored_since"])
    assert known == ["Lovelace"]
    found, _ = sam.look()
    assert found == Found()  # hers is there again, and is told no more
    assert list((tmp_path / "sam's").rglob("*.kept")) == []


def new_administrator(desk: Desk) -> Office:
    _, given = desk.hire("mia", Role.ADMINISTRATOR)
    mia = desk.sit("mia", given)
    change_password(mia, given, OWN, cost=CHEAP)
    return mia
