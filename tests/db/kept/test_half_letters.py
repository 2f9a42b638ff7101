"""Half a letter, as some keyboards and clipboards hand over, in what this computer keeps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office.kept_drafts import LocalDraft, LocalDrafts
from db.office.saves import RecentSaves
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.ids import new_id
from db.storage.local_store import LocalLog
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")

HALF = "\ud83d"  # of an emoji


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=True)
    yield made
    made.close()


def log_of(desk: Desk, kind: str) -> LocalLog:
    office = desk.ana
    return LocalLog(desk.folder.parent / "kept", office.identity, office.record.id, "x", kind)


def names(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(Client.last_name)))


def test_what_is_typed_with_it_outlives_a_crash(desk: Desk) -> None:
    draft = LocalDraft(new_id(), "note", new_id(), {"text": f"typed {HALF}"}, desk.clock[0])
    LocalDrafts(log_of(desk, "drafts")).put(draft)
    assert LocalDrafts(log_of(desk, "drafts")).all() == (draft,)


def test_a_save_with_it_is_done_kept_and_comes_back_when_the_drive_lost_it(
    desk: Desk, tmp_path: Path
) -> None:
    saves = RecentSaves(desk.ana, log_of(desk, "saves"))
    desk.ana.watchers.append(saves)
    desk.ana.engines.dispose()
    shutil.copyfile(desk.folder / "office.db", tmp_path / "as it was")
    form = ClientForm(id=new_id(), first_name="Ada", last_name=f"Lovelace{HALF}")
    desk.ana.write(add_client, form)
    desk.ana.engines.dispose()
    shutil.copyfile(tmp_path / "as it was", desk.folder / "office.db")
    assert [save.action for save in saves.look().again] == ["client.added"]
    assert desk.ana.read(names) == ["Lovelace\ufffd"]
