"""What a computer keeps for itself, with a byte flipped in it or cut: what is read of it is what
was written, or nothing is, and the program goes on. (Its journals: `tests/db/kept`.)
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office.aside import Aside
from db.office.local_copy import LocalCopy, NoCopy
from db.office.quick_unlock import keep_unlocked, open_unlocked
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.later import Later
from db.storage.snapshot import Copies
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("damaged files")

PAGE = 4096
DEVICE_KEY = bytes(range(32))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=True)
    for name in ("Ada", "Ben"):
        made.ana.write(add_client, ClientForm(new_id(), first_name=name, last_name="Lovelace"))
    yield made
    made.close()


def names(reading: Reading) -> list[str]:
    return sorted(client.first_name for client in reading.session.scalars(select(Client)))


def damaged(whole: bytes, many: int) -> Iterator[bytes]:
    """Nothing, cut by a page, cut in the middle, and so many times with a bit flipped by lot."""
    yield b""
    yield whole[:-PAGE]
    yield whole[: len(whole) // 2]
    by_lot = random.Random(7)
    for at in (0, len(whole) - 1, *(by_lot.randrange(len(whole)) for _ in range(many))):
        content = bytearray(whole)
        content[at] ^= 1 << at % 7
        yield bytes(content)


def test_of_a_damaged_copy_the_truth_is_read_or_nothing_and_a_new_one_is_made(
    desk: Desk, tmp_path: Path
) -> None:
    copies = Copies(tmp_path / "here", desk.ana.record.id)
    copy = LocalCopy(desk.ana, copies)
    assert copy.renew()
    truth = copy.read(names)
    copy.close()
    newest = copies.newest()
    assert newest is not None
    whole, refused = newest.file.read_bytes(), 0
    for content in damaged(whole, many=12):
        newest.file.write_bytes(content)
        again = LocalCopy(desk.ana, copies)
        try:
            assert again.read(names) == truth
        except (NoCopy, Refused):
            refused += 1
        aside = Aside(desk.ana, again)
        assert aside.read_long(names) == truth
        again.close()
        copies.remove_all()
        newest.file.parent.mkdir()
    assert refused >= 4


def test_a_damaged_file_of_quick_unlock_opens_nothing_and_the_password_does(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "unlock.json"
    keep_unlocked(desk.ana, DEVICE_KEY, file)
    whole = file.read_bytes()
    open_unlocked(desk.folder, file, DEVICE_KEY, device="x", shared=True).close()
    for content in damaged(whole, many=40):
        file.write_bytes(content)
        with pytest.raises(Refused, match=r"storage\.(quick_unlock_void|newer)"):
            open_unlocked(desk.folder, file, DEVICE_KEY, device="x", shared=True)
    assert desk.sit().read(names)


def test_of_what_waits_for_the_drive_a_damaged_line_is_told_and_the_others_are_read(
    desk: Desk, tmp_path: Path
) -> None:
    later = Later(tmp_path / "later", desk.ana.identity)
    kept = [b"first", b"second", b"third"]
    for content in kept:
        later.add(content)
    whole = (tmp_path / "later").read_bytes()
    for content in damaged(whole, many=40):
        (tmp_path / "later").write_bytes(content)
        found = later.all()
        assert [line for line in found if line is not None and line not in kept] == []
        assert found != kept
