"""A copy of a shared office on this computer: what is read there, and what never is."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.office.aside import Aside
from db.office.keeping import back_up
from db.office.local_copy import LocalCopy
from db.operations.clients.intake import add_client
from db.operations.drafts import save_draft
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import snapshot
from db.storage.snapshot import Copies
from tests.db.office.desk import Desk, Ready, new_desk

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path) -> Iterator[Desk]:
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def copies(desk: Desk, tmp_path: Path) -> Copies:
    return Copies(tmp_path / "here", desk.ana.record.id)


@pytest.fixture
def aside(desk: Desk, copies: Copies) -> Iterator[Aside]:
    made = Aside(desk.ana, LocalCopy(desk.ana, copies))
    yield made
    made.copy.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Quillsentinel", last_name="Lovelace")


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def test_a_report_is_read_from_the_copy_and_says_of_which_moment_it_is(
    desk: Desk, aside: Aside
) -> None:
    aside.write(add_client, somebody())
    begun = desk.clock[0]
    assert aside.read_long(clients) == 1
    assert aside.as_of() == begun
    assert aside.read(clients) == 1
    assert aside.as_of() is None


def test_where_a_copy_is_quickly_made_a_report_is_as_new_as_the_office(
    desk: Desk, aside: Aside
) -> None:
    aside.copy.renew()
    desk.sit().write(add_client, somebody())
    desk.pass_time(minutes=4)
    assert aside.read_long(clients) == 1
    assert aside.as_of() == desk.clock[0]


def test_where_a_copy_takes_long_a_report_may_be_some_minutes_old_and_says_so(
    desk: Desk, aside: Aside
) -> None:
    aside.copy.renew()
    begun = desk.clock[0]
    aside.copy.took = 30.0
    desk.sit().write(add_client, somebody())
    desk.pass_time(minutes=4)
    assert aside.read_long(clients) == 0
    assert aside.as_of() == begun


def test_who_saved_something_sees_it_in_the_next_report(aside: Aside) -> None:
    assert aside.read_long(clients) == 0
    aside.write(add_client, somebody())
    assert aside.read_long(clients) == 1
    assert aside.as_of() is not None


def test_a_draft_makes_no_copy_old(aside: Aside) -> None:
    aside.read_long(clients)
    aside.write(save_draft, "note", new_id(), {"text": "to be said"})
    assert aside.copy.has_own_writes
    aside.write(add_client, somebody())
    assert not aside.copy.has_own_writes


def test_a_copy_of_long_ago_is_renewed_before_a_report_is_read_from_it(
    desk: Desk, aside: Aside
) -> None:
    aside.read_long(clients)
    desk.sit().write(add_client, somebody())
    desk.pass_time(minutes=11)
    assert aside.read_long(clients) == 1
    assert aside.as_of() == desk.clock[0]


def test_a_copy_of_an_office_in_which_nothing_changed_is_as_good_as_a_new_one(
    desk: Desk, aside: Aside
) -> None:
    assert aside.copy.renew()
    made = aside.copy.last
    desk.pass_time(minutes=30)
    assert aside.copy.renew()
    assert aside.copy.last is made
    assert aside.copy.as_of == desk.clock[0]


def test_a_clock_that_was_set_back_makes_no_copy_new(desk: Desk, aside: Aside) -> None:
    aside.copy.renew()
    desk.sit().write(add_client, somebody())
    desk.clock[0] -= timedelta(days=1)
    assert aside.read_long(clients) == 1


def test_the_newest_can_be_insisted_on(desk: Desk, aside: Aside) -> None:
    aside.copy.renew()
    desk.sit().write(add_client, somebody())
    assert aside.read(clients) == 1
    assert aside.as_of() is None


def test_the_copy_of_yesterday_paints_a_first_page_but_makes_no_report(
    desk: Desk, aside: Aside, copies: Copies
) -> None:
    aside.copy.renew()
    aside.copy.close()
    office = desk.sit()
    office.write(add_client, somebody())
    desk.pass_time(days=1)
    today = Aside(office, LocalCopy(office, copies))
    assert today.read_copy(clients) == 0
    assert today.as_of() == desk.clock[0] - timedelta(days=1)
    assert today.read_long(clients) == 1
    today.copy.close()


def test_a_copy_is_noise_to_whoever_takes_it_and_belongs_to_its_owner(
    aside: Aside, copies: Copies
) -> None:
    aside.write(add_client, somebody())
    assert aside.read_long(clients) == 1
    files = [file for file in copies.folder.iterdir() if file.name != "lock"]
    assert len(files) == 1
    assert b"Quillsentinel" not in files[0].read_bytes()
    assert b"SQLite format" not in files[0].read_bytes()
    assert files[0].stat().st_mode & 0o077 == 0
    assert copies.folder.stat().st_mode & 0o077 == 0


def test_nothing_can_be_written_into_a_copy(aside: Aside) -> None:
    aside.copy.renew()

    def tidy(reading: Reading) -> None:
        reading.session.connection().exec_driver_sql("DELETE FROM client")

    with pytest.raises(Refused, match=r"storage\.gone"):  # the copy is let go of, not written
        aside.read_copy(tidy)
    assert aside.read(clients) == 0


def test_there_is_one_copy_however_often_it_is_renewed(aside: Aside, copies: Copies) -> None:
    for _ in range(4):
        aside.write(add_client, somebody())
        assert aside.read_long(clients)
    assert len([file for file in copies.folder.iterdir() if file.name != "lock"]) == 1


def test_a_copy_whose_making_was_killed_counts_for_nothing_and_is_cleared_away(
    aside: Aside, copies: Copies
) -> None:
    copies.folder.mkdir(parents=True)
    half = copies.folder / ".20260302T150000000000-abcd.new"
    half.write_bytes(b"half")
    assert copies.newest() is None
    assert aside.copy.renew()
    assert not half.exists()


def test_a_damaged_copy_is_thrown_away_and_the_office_is_read(aside: Aside, copies: Copies) -> None:
    aside.write(add_client, somebody())
    aside.copy.renew()
    newest = copies.newest()
    assert newest is not None
    aside.copy.close()
    content = bytearray(newest.file.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start + 100] ^= 0xFF
    newest.file.write_bytes(content)
    again = Aside(aside.office, LocalCopy(aside.office, copies))
    with pytest.raises(Refused, match=r"storage\.gone"):
        again.read_copy(clients)
    assert not newest.file.exists()
    assert again.read_long(clients) == 1
    again.copy.close()


def test_a_copy_under_another_key_is_thrown_away(
    desk: Desk, aside: Aside, copies: Copies, tmp_path: Path
) -> None:
    aside.copy.renew()
    newest = copies.newest()
    assert newest is not None
    other = new_desk(tmp_path / "other", shared=True)
    stranger = LocalCopy(other.ana, copies)
    assert stranger.as_of is None
    assert not newest.file.exists()
    other.close()


def test_a_computer_without_room_keeps_no_copy_and_all_goes_on(
    aside: Aside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "ROOM_LEFT", 10**18)
    assert not aside.copy.renew()
    assert aside.copy.why_not is not None
    assert aside.copy.why_not.code == "copy.no_room"
    assert aside.read_long(clients) == 0
    assert aside.as_of() is None


def test_two_programs_on_one_computer_do_not_copy_at_once(aside: Aside, copies: Copies) -> None:
    from db.storage.one_at_a_time import one_at_a_time

    copies.folder.mkdir(parents=True)
    with one_at_a_time(copies.folder / "lock") as mine:
        assert mine
        assert not aside.copy.renew()
        assert aside.copy.why_not is not None
        assert aside.copy.why_not.code == "copy.elsewhere"
    assert aside.copy.renew()
    assert aside.copy.why_not is None


def test_who_wants_no_copy_leaves_none(aside: Aside, copies: Copies) -> None:
    aside.copy.renew()
    aside.copy.remove()
    assert not copies.folder.exists()
    assert aside.copy.as_of is None


def test_the_copy_of_an_office_that_nobody_opens_any_more_is_taken_away(
    desk: Desk, aside: Aside, copies: Copies, tmp_path: Path
) -> None:
    other = new_desk(tmp_path / "other", shared=True)
    forgotten = LocalCopy(other.ana, Copies(copies.folder.parent, other.ana.record.id))
    forgotten.renew()
    forgotten.close()
    desk.pass_time(days=89)
    aside.copy.renew()
    aside.copy.remove_old(timedelta(days=90))
    assert forgotten._copies.newest() is not None
    desk.pass_time(days=2)
    aside.copy.remove_old(timedelta(days=90))
    assert forgotten._copies.newest() is None
    assert copies.newest() is not None
    other.close()


def test_a_backup_is_made_of_the_office_and_not_of_the_copy(desk: Desk, aside: Aside) -> None:
    aside.copy.renew()
    aside.write(add_client, somebody())
    made = back_up(desk.ana)
    from db.storage.backup_contents import read_contents

    assert read_contents(made).counts["client"] == 1
