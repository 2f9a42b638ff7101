"""A sealed file that is put back to an older state, as a whole, is told of where more was seen."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.operations.clients.intake import add_client
from desktop.history_keeping import HistoryKeeping
from desktop.inline_jobs import InlineJobs
from desktop.seen_history import SeenHistory
from tests.db.office.desk import Ready
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.people_on_file import client_form
from tests.desktop.test_history import _context, _count
from ui.history_band import HistoryBand


@pytest.fixture
def cabinet(staffed: Ready, tmp_path: Path) -> Iterator[Cabinet]:
    made = Cabinet(staffed.copied(tmp_path / "Harbor House"), hired=True)
    yield made
    made.close()


def told(cabinet: Cabinet, sealed_id: UUID, qtbot: QtBot, tmp_path: Path) -> tuple[str, int]:
    """What the band says where it is opened, and how often its log tells of it then."""
    inside = cabinet.open(sealed_id)
    jobs = InlineJobs(inside)
    band = HistoryBand(_context(inside, jobs, tmp_path))
    qtbot.addWidget(band)
    history = SeenHistory(sealed_id, tmp_path / "config")
    keeping = HistoryKeeping(inside, jobs, band, history, sealed=True)
    keeping.begin()
    said, recorded = band.text(), _count(inside, "office.found_older")
    keeping.end()
    inside.close()
    return said, recorded


def test_an_older_state_put_back_is_told_once_and_stands_in_its_log(
    cabinet: Cabinet, qtbot: QtBot, tmp_path: Path
) -> None:
    sealed_id = cabinet.seal()
    folder = cabinet.desk.folder / "sealed" / str(sealed_id)
    assert told(cabinet, sealed_id, qtbot, tmp_path) == ("", 0)
    shutil.copytree(folder, tmp_path / "older")
    inside = cabinet.open(sealed_id)
    inside.write(add_client, client_form("Zephyrine Q"))
    inside.close()
    assert told(cabinet, sealed_id, qtbot, tmp_path) == ("", 0)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    said, recorded = told(cabinet, sealed_id, qtbot, tmp_path)
    assert "older than what this computer saw" in said and recorded == 1
    assert told(cabinet, sealed_id, qtbot, tmp_path) == ("", 1)
