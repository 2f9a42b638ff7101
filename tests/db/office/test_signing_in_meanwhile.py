"""Somebody signs in while another folder takes the office's place: they are in one, or out.

Windows moves no folder in which a file is open. Elsewhere it does, so a lock on the folder must say
that somebody is in who did not show yet.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.office.keeping import check
from db.office.putting_back import earlier_offices, put_back
from db.office.replacing import put_in_place
from db.rules.findings import Refused
from db.storage import staying
from db.storage.timing import Timing
from tests.db.office.desk import PASSWORD, Desk
from tests.db.office.test_replacing import NAME, backup, beside, clients, opened, refusal

__all__ = ["backup"]  # a fixture
pytestmark = [
    pytest.mark.only_in_folder("a backup takes a folder's place"),
    pytest.mark.skipif(os.name == "nt", reason="Windows moves no folder that is in use"),
]

_SIGN_IN = (
    "import sys\n"
    "from pathlib import Path\n"
    "from db.office import open_office\n"
    "from tests.db.office.desk import CHEAP, PASSWORD\n"
    "office = open_office(Path(sys.argv[1]), 'ana', PASSWORD, device='desk-9', cost=CHEAP)\n"
    "print('in', flush=True)\n"
    "sys.stdin.read()\n"
)


def sign_in_elsewhere(folder: Path) -> subprocess.Popen[bytes]:
    """A process that has the office open, and has shown it to nobody yet."""
    other = subprocess.Popen(
        [sys.executable, "-c", _SIGN_IN, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"in\n"
    return other


def test_who_came_in_after_the_last_look_keeps_the_office_where_it_is(
    desk: Desk, backup: Path
) -> None:
    came: list[subprocess.Popen[bytes]] = []
    desk.ana.at_close.append(lambda: came.append(sign_in_elsewhere(desk.folder)))
    try:
        assert refusal(put_in_place, desk.ana, backup, NAME) == {"replace.in_use"}
        assert beside(desk.folder) == {NAME}
    finally:
        came[0].communicate()
    office = opened(desk.folder)
    assert office.read(clients) == 1
    assert check(office) == []
    office.close()


def test_a_program_that_was_killed_keeps_nobody_out(desk: Desk, backup: Path) -> None:
    other = sign_in_elsewhere(desk.folder)
    other.kill()
    other.communicate()
    put_in_place(desk.ana, backup, NAME)


def test_who_has_the_earlier_office_open_keeps_it_where_it_is(desk: Desk, backup: Path) -> None:
    aside = put_in_place(desk.ana, backup, NAME).aside
    looking_at_it = opened(aside)
    looking_at_it.engines.dispose()
    office = opened(desk.folder)
    assert refusal(put_back, office, aside, NAME) == {"replace.in_use"}
    looking_at_it.close()
    office = opened(desk.folder)
    assert [one.folder for one in earlier_offices(office)] == [aside]
    put_back(office, aside, NAME)


@pytest.mark.parametrize("number", [1, 2])
def test_who_comes_between_the_renames_waits_and_is_told_nothing_frightening(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Just before either of them."""
    monkeypatch.setattr(staying, "PATIENCE", 0.0)
    real, asked, told = os.rename, [], []

    def rename(source: Path, to: Path) -> None:
        asked.append(source)
        if len(asked) == number:
            told.append(refusal(desk.sit, "ana", PASSWORD))
        real(source, to)

    monkeypatch.setattr(os, "rename", rename)
    put_in_place(desk.ana, backup, NAME)
    assert told == [{"office.changing_places"}]
    office = desk.sit("ana", PASSWORD)
    assert office.read(clients) == 0


def test_who_waits_is_let_into_the_folder_that_came(tmp_path: Path) -> None:
    folder, aside = tmp_path / "office", tmp_path / "aside"
    folder.mkdir()
    mover = ExitStack()
    mover.enter_context(staying.alone_in(folder))

    def move(_: float) -> None:
        folder.rename(aside)
        folder.mkdir()
        mover.close()

    hold = staying.stay_in(folder, Timing(pause=move))
    with staying.alone_in(aside):
        pass
    with pytest.raises(Refused, match=r"replace\.in_use"), staying.alone_in(folder):
        pass
    hold.let_go()
    with staying.alone_in(folder):
        pass


@pytest.mark.parametrize("at_once", [True, False])
def test_who_had_the_folder_open_when_it_was_moved_is_let_into_the_one_that_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    """It was opened under its name, and locked when another one had it, or none yet."""
    import fcntl

    folder, aside, lock = tmp_path / "office", tmp_path / "aside", fcntl.flock
    folder.mkdir()

    def moved(descriptor: int, how: int) -> None:
        monkeypatch.undo()
        folder.rename(aside)
        if at_once:
            folder.mkdir()
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", moved)
    hold = staying.stay_in(folder, Timing(pause=lambda _: folder.mkdir(exist_ok=True)))
    with staying.alone_in(aside):
        pass
    with pytest.raises(Refused, match=r"replace\.in_use"), staying.alone_in(folder):
        pass
    hold.let_go()


def test_a_place_without_such_locks_is_opened_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr("fcntl.flock", unknown)
    assert desk.sit("ana", PASSWORD).read(clients) == 0


def test_as_many_may_be_in_as_like_and_who_leaves_is_out(desk: Desk) -> None:
    second, third = desk.sit(), desk.sit()
    for office in (desk.ana, second, third):
        with pytest.raises(Refused, match=r"replace\.in_use"), staying.alone_in(desk.folder):
            pass
        office.close()
    with staying.alone_in(desk.folder):
        pass
