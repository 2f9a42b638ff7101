"""Something else lies where a file of the office should: it is refused by name, and never waited
for, read without end or written through. Each file in turn, some kinds of thing at a time.
"""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from db.office import open_office
from db.office.keeping import back_up, check
from db.office.regular_backups import backup_is_due
from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.backup_contents import read_contents
from db.storage.swapping import marked_beside, set_aside, staged_beside
from tests.crash_points import needs_fork
from tests.db.office.desk import CHEAP, PASSWORD, Desk, Ready
from tests.fuzz.apart import apart
from tests.fuzz.feeding import Hangs
from tests.fuzz.whole_office import STRANGE, WholeOffice, used_with
from tests.fuzz.whole_target import made_once

pytestmark = needs_fork
_LATER = 23  # of all that can lie in a file's place, each so-manieth is tried here


@pytest.fixture
def office() -> WholeOffice:
    return made_once(True)


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


def test_whatever_lies_in_a_files_place_the_office_is_used_or_refuses(office: WholeOffice) -> None:
    pairs = [(file, what) for file in office.files() for what in STRANGE]
    for file, what in pairs[::_LATER]:
        apart(partial(used_with, office, file, what))


def test_nothing_is_missing_from_what_is_replaced(office: WholeOffice, tmp_path: Path) -> None:
    """Or a new kind of file could be forgotten, and the tests would go on passing."""
    kinds = {Path(file).parts[0] for file in office.files()} - {".."}
    assert {"keys", "documents", "backups", "presence", "sealed", "office.db"} <= kinds
    names = {Path(file).name for file in office.files()}
    assert {"manifest.json", "recovery.json", ".omar.json.next", "seal.json"} <= names
    shutil.copytree(office.folder, tmp_path / "copy")  # it is all there, and closed


def test_what_hangs_where_nothing_breaks_it_off_is_killed() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(Hangs):
        apart(endless, seconds=1)


@pytest.mark.parametrize("file", ["manifest.json", "ana.json"])
@pytest.mark.parametrize("what", ["folder", "pipe", "device", "link to itself"])
def test_of_the_keys_it_is_named(desk: Desk, file: str, what: str, tmp_path: Path) -> None:
    (desk.keys / file).unlink()
    STRANGE[what](desk.keys / file, tmp_path)
    with pytest.raises(Refused) as refused:
        desk.sit()
    finding = refused.value.findings[0]
    if what != "link to itself":
        assert (finding.code, finding.params) == ("storage.not_plain", {"name": file})


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("what", ["pipe", "link outside"])
def test_beside_the_database_it_is_named_and_nothing_is_written_through_it(
    desk: Desk, end: str, what: str, tmp_path: Path
) -> None:
    desk.ana.engines.dispose()
    outside = tmp_path / "thesis"
    outside.write_bytes(b"mine")
    beside = desk.folder / f"office.db{end}"
    beside.unlink(missing_ok=True)
    STRANGE[what](beside, outside)
    form = ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")
    with pytest.raises(Refused) as refused:
        desk.ana.write(add_client, form)
    assert refused.value.findings[0].params == {"name": beside.name}
    assert outside.read_bytes() == b"mine"
    beside.unlink()
    desk.ana.write(add_client, form)
    assert check(desk.ana) == []


@pytest.mark.parametrize("what", ["folder", "pipe", "link to itself"])
def test_what_bears_a_backups_name_is_no_backup_and_one_is_made(
    desk: Desk, what: str, tmp_path: Path
) -> None:
    strange = desk.folder / "backups" / "z.caseroom-backup"
    strange.parent.mkdir(exist_ok=True)
    STRANGE[what](strange, tmp_path)
    with pytest.raises(Refused, match=r"backup\.(not_a_backup|file_missing)|storage\."):
        read_contents(strange)
    assert backup_is_due(desk.ana)
    back_up(desk.ana)
    assert not backup_is_due(desk.ana)


def test_a_private_file_that_a_link_leads_to_gets_into_no_backup(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "private").write_bytes(b"mine")
    (desk.keys / "x.json").symlink_to(tmp_path / "private")
    assert "keys/x.json" not in read_contents(back_up(desk.ana)).parts


@pytest.mark.parametrize("file", ["seal.json", "office.db"])
@pytest.mark.parametrize("what", ["folder", "pipe", "nothing"])
def test_of_a_sealed_file_somebody_who_cannot_open_it_sees_that_it_is_torn(
    office: WholeOffice, file: str, what: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(office.folder, tmp_path / "copy"))
    (folder / "keys" / ".omar.json.next").unlink()
    torn = folder / "sealed" / str(office.sealed_id) / file
    torn.unlink()
    STRANGE[what](torn, tmp_path)
    ana = open_office(folder, "ana", PASSWORD, device="x", cost=CHEAP, shared=True)
    found = [finding.code for finding in check(ana)]
    ana.close()
    assert found == ["check.sealed", "check.sealed_torn"]


@pytest.mark.parametrize("what", sorted(STRANGE))
def test_where_a_restore_lays_out_its_office_nothing_is_in_the_way(
    tmp_path: Path, what: str
) -> None:
    folder, outside = tmp_path / "Harbor House", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(b"mine")
    STRANGE[what](staged_beside(folder), outside)
    with marked_beside(folder):
        assert staged_beside(folder).is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Harbor House", "outside"]
    assert outside.read_bytes() == b"mine"


def test_a_link_is_no_earlier_office(tmp_path: Path) -> None:
    folder = tmp_path / "Harbor House"
    folder.mkdir()
    (tmp_path / "Harbor House until 2026-03-02 100500").symlink_to(folder)
    assert set_aside(folder) == []
