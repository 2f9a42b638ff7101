"""The drive fails at the very commit: whether it was kept is looked up, and nothing is doubled."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from db.office import Office
from db.office.aside import Aside
from db.office.keeping import check
from db.office.local_copy import LocalCopy
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import engine
from db.storage.snapshot import Copies
from db.storage.timing import Timing
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")

AWAY = 30  # seconds


class Drive:
    """A drive that breaks at the next commit, before it is made or before its answer arrives."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.breaks: Callable[[], object] | None = None
        self.commits_first = False
        patiently = engine._patiently

        def step(do: Callable[[], object], seconds: float, timing: Timing) -> None:
            if self.breaks is not None and "COMMIT" in do.__code__.co_consts:
                breaks, self.breaks = self.breaks, None
                if self.commits_first:
                    patiently(do, seconds, timing)
                breaks()
                raise driver.OperationalError("disk I/O error")
            patiently(do, seconds, timing)

        monkeypatch.setattr(engine, "_patiently", step)


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    return Drive(monkeypatch)


@pytest.fixture(params=[False, True], ids=["local", "share"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "drive" / "Harbor House", shared=request.param)
    yield made
    made.close()


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "drive" / "Harbor House", shared=True)
    yield made
    made.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def refusal(office: Any, form: ClientForm, operation_id: Any) -> str:
    with pytest.raises(Refused) as refused:
        office.write(add_client, form, operation_id=operation_id)
    return str(refused.value)


def nothing() -> None:
    """The drive answers again at once."""


def test_a_commit_that_was_kept_though_the_drive_reported_an_error_counts(
    desk: Desk, drive: Drive
) -> None:
    drive.breaks, drive.commits_first = nothing, True
    written = desk.ana.write(add_client, somebody())
    assert written.result is not None
    assert written.changes.touches("client")
    assert desk.ana.read(clients) == 1
    assert check(desk.ana) == []


def test_a_commit_that_was_not_kept_is_refused_and_saves_once_when_it_is_tried_again(
    desk: Desk, drive: Drive
) -> None:
    form, operation_id = somebody(), new_id()
    drive.breaks = nothing
    assert refusal(desk.ana, form, operation_id) == "storage.input_output"
    assert desk.ana.read(clients) == 0
    assert not desk.ana.write(add_client, form, operation_id=operation_id).repeated
    assert desk.ana.read(clients) == 1
    assert check(desk.ana) == []


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_a_drive_that_is_gone_for_half_a_minute_in_the_middle_of_a_save_loses_and_doubles_nothing(
    share: Desk, drive: Drive, tmp_path: Path, kept: bool
) -> None:
    office: Office = share.ana
    aside = Aside(office, LocalCopy(office, Copies(tmp_path / "here", office.record.id)))
    aside.copy.renew()
    folder, away = share.folder.parent, tmp_path / "unplugged"
    drive.breaks, drive.commits_first = lambda: folder.rename(away), kept
    form, operation_id = somebody(), new_id()
    assert refusal(aside, form, operation_id) == "storage.unsure"

    assert not aside.look()
    share.pass_time(seconds=AWAY)
    assert aside.read(clients) == 0  # the copy knows nothing of it
    assert refusal(aside, form, operation_id) == "place.unreachable"

    away.rename(folder)
    assert aside.look()
    assert aside.write(add_client, form, operation_id=operation_id).repeated == kept
    assert aside.read(clients) == 1
    assert aside.read_long(clients) == 1
    assert check(office) == []
    aside.copy.close()
