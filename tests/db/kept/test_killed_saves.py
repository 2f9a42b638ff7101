"""Killed anywhere while it saves: what a program had acknowledged is found again if it is lost."""

import os
import shutil
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.client import Client
from db.office import Office, open_office
from db.office.saves import RecentSaves
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.storage.local_store import LocalLog
from tests.crash_points import crash_points, needs_fork
from tests.db.office.desk import CHEAP, PASSWORD, new_desk

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")

FIRST, SECOND = UUID(int=1), UUID(int=2)


def sit(folder: Path) -> tuple[Office, RecentSaves]:
    office = open_office(
        folder / "office", "ana", PASSWORD, device="desk-1", cost=CHEAP, shared=True
    )
    log = LocalLog(folder / "kept", office.identity, office.record.id, office.device, "saves")
    saves = RecentSaves(office, log)
    office.watchers.append(saves)
    return office, saves


def save_two(folder: Path) -> None:
    office, _ = sit(folder)
    for client_id in (FIRST, SECOND):
        office.write(add_client, ClientForm(id=client_id, first_name="Ada", last_name="Byron"))
        os.mkdir(folder / f"acknowledged {client_id.int}")


def there(reading: Reading) -> set[UUID]:
    assert reading.session.scalar(select(func.count()).select_from(Client)) in (0, 1, 2)
    return set(reading.session.scalars(select(Client.id)))


@needs_fork
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_at_any_point_no_acknowledged_save_is_out_of_reach(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    desk = new_desk(template / "office", shared=True)
    desk.close()
    before = (template / "office" / "office.db").read_bytes()
    kept_alone = 0
    for point, folder in crash_points(save_two, template, tmp_path / "beside", every=3):
        acknowledged = {
            client_id for client_id in (FIRST, SECOND) if _was_acknowledged(folder, client_id)
        }
        (folder / "office" / "office.db").write_bytes(before)
        for left in (folder / "office").glob("office.db-*"):
            left.unlink()
        office, saves = sit(folder)
        found = saves.look()
        now = office.read(there)
        assert found.damaged == 0 and found.stuck == (), point
        assert acknowledged <= now, point
        assert len(found.again) == len(now), point
        assert saves.look().again == (), point
        kept_alone += acknowledged != now
        office.close()
        shutil.rmtree(folder / "kept", ignore_errors=True)
    assert acknowledged == {FIRST, SECOND}
    assert kept_alone  # some were killed between the journal and the acknowledgement


def _was_acknowledged(folder: Path, client_id: UUID) -> bool:
    return (folder / f"acknowledged {client_id.int}").is_dir()
