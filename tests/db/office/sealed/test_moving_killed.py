"""Killed at any step, a matter is in the office or in the file, and whole."""

import sys

import pytest

from db.office.keeping import check
from db.office.sealed import SealedOffice
from db.office.sealed.matter import Matter
from db.office.sealed.rows import take_out
from db.operations.calendar.busy import busy_now
from db.operations.work import Work
from db.queries.notes.note import note_is_as_signed
from db.storage.problems import StorageProblem
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.killed import kill_while_sealing
from tests.db.office.sealed.moved import clients, counted, seal, touch_case
from tests.db.office.sealed.test_walls import told
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import Entered

pytestmark = pytest.mark.only_in_folder("see on_server/test_sealing.py")

STEPS = {
    "files": "office",
    "copied": "office",
    "committed inside": "both",
    "taken out": "both",
    "committed": "file",
    "files gone": "file",
}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("where", STEPS)
def test_killed_at_any_step_it_is_in_the_office_or_in_the_file_and_whole(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, where: str
) -> None:
    before = counted(cabinet.sue)
    kill_while_sealing(cabinet, inside, entered.client, where)
    there = {
        "office": (True, False),
        "both": (True, True),
        "file": (False, True),
    }[STEPS[where]]
    assert (bool(cabinet.sue.read(clients)), bool(inside.read(clients))) == there
    again = cabinet.open(inside.record.id, cabinet.maria)  # whoever opens it next
    if STEPS[where] == "office":
        assert counted(cabinet.sue) == before
        assert again.read(clients) == []
        seal(inside, entered.client)  # and it can be done after all
    assert cabinet.sue.read(clients) == []
    assert again.read(clients) == [entered.client]
    assert again.read(note_is_as_signed, entered.note)
    assert len(cabinet.sue.read(busy_now)) == 1
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    assert told(everything(folder, key)) == set()
    assert check(cabinet.sue) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_and_then_changed_in_the_office_the_copy_is_taken_back(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    kill_while_sealing(cabinet, inside, entered.client, "committed inside")
    cabinet.sue.write(touch_case)
    before = counted(cabinet.sue)
    again = cabinet.open(inside.record.id, cabinet.maria)
    assert again.read(clients) == []
    assert counted(cabinet.sue) == before
    assert not list(inside.folder.documents.rglob("*/*"))
    assert check(cabinet.sue) == []


def test_an_office_that_stood_still_while_it_handed_over_does_so_anew(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file has it by then: the second time the office only lets go."""
    slept = [True]

    def sleeping(work: Work, matter: Matter) -> None:
        take_out(work, matter)
        if slept and slept.pop():
            raise StorageProblem("deadline")

    monkeypatch.setattr("db.office.sealed.letting_go.take_out", sleeping)
    seal(inside, entered.client)
    assert not slept
    assert cabinet.sue.read(clients) == [] and inside.read(clients) == [entered.client]
    assert check(cabinet.sue) == []
