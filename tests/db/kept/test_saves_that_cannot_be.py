"""A lost save that cannot be saved again, not now or never: it waits, or it is told."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.office import Office
from db.office.saves.entry import Saved
from db.office.saves.plain import NotKeepable, name_of, to_json
from db.office.watching import Done, Watching
from db.operations.clients.intake import add_client
from db.operations.work import Entry
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.storage.local_store import LocalLog
from tests.db.kept.test_recent_saves import Accident, client, journal, names
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=True)
    yield made
    made.close()


@pytest.fixture
def sam(desk: Desk) -> Office:
    return desk.hire_and_settle("sam", Role.SUPERVISOR)


def saved(place: Path, given: str | None, operation: str = name_of(add_client)) -> Saved:
    about = (operation, "client.added", "client", None, given)
    return Saved(new_id(), NOW, str(place.absolute()), *about)


class Keeping(Watching):
    """Lets nothing be written, for a reason that passes."""

    def __init__(self, code: str) -> None:
        self.code = code

    def before_write(self) -> None:
        raise Refused(hard(self.code))


def test_where_the_place_lets_nothing_be_written_it_waits_for_the_next_look(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves, accident = journal(sam, tmp_path), Accident(desk, tmp_path)
    sam.write(add_client, client("Lovelace"))
    accident.happen()
    for code in ("place.readonly", "storage.locks_unreal", "work.stopped"):
        sam.watchers.append(Keeping(code))
        with pytest.raises(Refused, match=code):
            saves.look()
        sam.watchers.pop()
    found = saves.look()
    assert (len(found.again), found.stuck) == (1, ())


def test_what_another_version_of_the_program_called_in_its_way_is_told_and_does_no_harm(
    desk: Desk, sam: Office, tmp_path: Path
) -> None:
    saves = journal(sam, tmp_path)
    log = LocalLog(tmp_path / "kept", sam.identity, sam.record.id, sam.device, "saves")
    calls = [to_json(((1, 2, 3), {})), to_json(((), {"form": 1})), to_json(7), "{", None]
    log.add(*(saved(desk.folder, given).to_bytes() for given in calls))
    log.add(saved(desk.folder, to_json(((), {})), "db.operations.nowhere:add_client").to_bytes())
    found = saves.look()
    assert [lost.why for lost in found.stuck] == [(hard("saves.cannot_repeat"),)] * 6
    assert (found.again, sam.read(names)) == ((), [])


def test_what_is_too_large_is_known_and_not_kept_whole() -> None:
    entry = Entry("client.added", "client", None, {})
    for name, is_kept in (("x" * 1_000_000, True), ("x" * 3_000_000, False)):
        done = Done(add_client, (client(name),), {}, new_id(), NOW, recorded=(entry,))
        assert (Saved.of(done, "").given is not None) == is_kept


def test_an_entry_that_this_program_would_not_write_is_none() -> None:
    whole = saved(Path("Harbor House"), None).to_bytes().decode()
    assert Saved.from_bytes(whole.encode())
    at, place = NOW.isoformat(), str(Path("Harbor House").absolute())
    for now, then in (
        (at, at.removesuffix("+00:00")),
        (f'"{place}"', "5"),
        ('"client.added"', "null"),
        ('"history": null', '"history": 5'),
    ):
        assert now in whole
        with pytest.raises(NotKeepable):
            Saved.from_bytes(whole.replace(now, then).encode())
