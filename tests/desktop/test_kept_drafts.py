"""What is being typed is on this computer first: neither the drive nor a kill takes it."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.operations.drafts import save_draft
from db.queries.drafts import my_drafts
from db.rules.ids import new_id
from desktop.jobs import Jobs
from desktop.kept import log_of
from desktop.kept_drafts import KeptDrafts, drafts_kept
from tests.db.office.desk import OWN, Desk, Ready
from ui.drafts import Draft
from ui.office_state import OfficeWatch

NOTE = UUID(int=5)


@pytest.fixture
def desk(ready_shared: Ready, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    made = ready_shared.copied(tmp_path / "Harbor House")
    yield made
    made.close()


class Typing:
    """Somebody at a window of the office."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.jobs, self.watch = Jobs(desk.ana), OfficeWatch()
        self.refusals: list[object] = []
        self.jobs.refused.connect(self.refusals.append)
        self.drafts: KeptDrafts = drafts_kept(desk.ana, self.jobs, self.watch)

    def type(self, words: str, record_id: UUID = NOTE) -> None:
        self.desk.pass_time(seconds=10)
        self.drafts.save(Draft("note", record_id, {"text": words}, "Contact note"))

    def offered(self) -> list[str]:
        loaded: list[Sequence[Draft]] = []
        self.drafts.load(loaded.append)
        self.qtbot.waitUntil(lambda: bool(loaded))
        assert all(draft.title == "Contact note" for draft in loaded[0])
        return [draft.data["text"] for draft in loaded[0]]

    def waits_here(self) -> int:
        return len(log_of(self.desk.ana, "drafts").read().contents)

    def in_office(self) -> list[object]:
        return [row.body["text"] for row in self.desk.ana.read(my_drafts)]

    def drive_goes(self) -> None:
        self.desk.ana.engines.dispose()
        self.desk.folder.rename(self.desk.folder.with_name("unplugged"))
        self.watch.update(reachable=False)

    def drive_comes_back(self) -> None:
        self.desk.ana.engines.dispose()
        self.desk.folder.with_name("unplugged").rename(self.desk.folder)
        self.watch.update(reachable=True)

    def close(self) -> None:
        self.jobs.close()
        self.drafts.close()


@pytest.fixture
def typing(desk: Desk, qtbot: QtBot) -> Iterator[Typing]:
    made = Typing(desk, qtbot)
    yield made
    made.close()


def test_where_all_is_well_the_office_has_it_and_nothing_stays_here(
    typing: Typing, qtbot: QtBot
) -> None:
    typing.type("Ada called")
    qtbot.waitUntil(lambda: typing.in_office() == ["Ada called"])
    qtbot.waitUntil(lambda: typing.waits_here() == 0)
    assert typing.offered() == ["Ada called"]


def test_while_the_drive_is_gone_it_is_kept_here_without_a_word_and_goes_in_when_it_is_back(
    typing: Typing, qtbot: QtBot
) -> None:
    typing.type("Ada called")
    qtbot.waitUntil(lambda: typing.waits_here() == 0)
    typing.drive_goes()
    typing.type("Ada called and asked for bread")
    typing.type("another", UUID(int=6))
    assert typing.offered() == ["another", "Ada called and asked for bread"]
    typing.drive_comes_back()
    qtbot.waitUntil(lambda: typing.waits_here() == 0)
    assert sorted(map(str, typing.in_office())) == ["Ada called and asked for bread", "another"]
    assert typing.refusals == []


def test_one_thrown_away_while_the_drive_is_gone_does_not_come_back_with_it(
    typing: Typing, qtbot: QtBot
) -> None:
    typing.type("Ada called")
    qtbot.waitUntil(lambda: typing.in_office() == ["Ada called"])
    typing.drive_goes()
    typing.desk.pass_time(seconds=10)
    typing.drafts.discard("note", NOTE)
    assert typing.offered() == []
    typing.drive_comes_back()
    qtbot.waitUntil(lambda: typing.in_office() == [] and typing.waits_here() == 0)
    assert typing.offered() == []


def test_a_newer_one_in_the_office_wins_over_an_older_one_here(
    typing: Typing, qtbot: QtBot
) -> None:
    typing.drive_goes()
    typing.type("older, here")
    assert typing.offered() == ["older, here"]
    typing.desk.ana.engines.dispose()
    typing.desk.folder.with_name("unplugged").rename(typing.desk.folder)
    typing.desk.pass_time(minutes=5)
    body = {"text": "newer, typed elsewhere", "_title": "Contact note"}
    typing.desk.ana.write(save_draft, "note", NOTE, body)
    assert typing.offered() == ["newer, typed elsewhere"]
    qtbot.waitUntil(lambda: typing.waits_here() == 0)
    assert typing.in_office() == ["newer, typed elsewhere"]


def test_where_the_clock_was_put_back_it_is_brought_in_once(typing: Typing, qtbot: QtBot) -> None:
    typing.drive_goes()
    typing.type("typed before the clock was put back")
    assert len(typing.offered()) == 1
    typing.desk.pass_time(days=-1)
    written: list[object] = []
    typing.jobs.changed.connect(written.append)
    typing.jobs.changed.connect(lambda _: typing.drafts.load(lambda _: None))  # as a page does
    typing.drive_comes_back()
    qtbot.waitUntil(lambda: typing.waits_here() == 0)
    typing.offered()
    assert len(written) == 1


def test_what_is_typed_after_the_clock_was_put_back_wins_over_what_the_office_had_before(
    typing: Typing, qtbot: QtBot
) -> None:
    typing.type("Ada called")
    qtbot.waitUntil(lambda: typing.in_office() == ["Ada called"])
    typing.drive_goes()
    typing.desk.pass_time(hours=-1)
    typing.type("Ada called and asked for bread")
    assert typing.offered() == ["Ada called and asked for bread"]
    typing.drive_comes_back()
    qtbot.waitUntil(lambda: typing.waits_here() == 0)
    assert typing.offered() == typing.in_office() == ["Ada called and asked for bread"]


def ids_by(clock: Sequence[datetime]) -> Callable[[], UUID]:
    """As a program makes them that was begun at this moment: later ones are higher."""
    return lambda: UUID(int=(int(clock[0].timestamp() * 1000) << 80) + secrets.randbits(62))


def test_after_a_start_with_a_clock_that_is_behind_the_newer_one_is_kept(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.kept_drafts.new_id", ids_by(desk.clock))
    before = Typing(desk, qtbot)
    before.drive_goes()
    before.type("Ada called")
    before.close()
    desk.pass_time(days=-1)
    after = Typing(desk, qtbot)
    assert after.offered() == ["Ada called"]
    after.type("Ada called and asked for bread")
    assert after.offered() == ["Ada called and asked for bread"]
    after.drive_comes_back()
    after.watch.update(reachable=False)
    after.watch.update(reachable=True)
    qtbot.waitUntil(lambda: after.waits_here() == 0)
    assert after.in_office() == ["Ada called and asked for bread"]
    after.close()


def test_one_typed_while_the_battery_of_the_clock_was_dead_is_not_taken_for_an_old_one(
    desk: Desk, qtbot: QtBot
) -> None:
    now, desk.clock[0] = desk.clock[0], datetime(2010, 1, 1, tzinfo=UTC)
    before = Typing(desk, qtbot)
    before.drive_goes()
    before.type("Ada called")
    assert before.offered() == ["Ada called"]
    before.close()
    desk.clock[0] = now
    after = Typing(desk, qtbot)
    after.type("another", UUID(int=6))
    assert after.offered() == ["another", "Ada called"]
    after.close()


def test_a_drive_that_hangs_does_not_keep_it_from_being_kept(
    typing: Typing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    answer = threading.Event()
    write = typing.desk.ana.write

    def hangs(*args: object, **kwargs: object) -> object:
        answer.wait(20)
        return write(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(typing.desk.ana, "write", hangs)
    typing.type("Ada called")
    qtbot.waitUntil(lambda: typing.waits_here() == 1)
    answer.set()
    qtbot.waitUntil(lambda: typing.waits_here() == 0)


def test_where_this_computer_cannot_keep_it_the_office_still_gets_it(
    typing: Typing, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "kept").write_text("a file where the folder should be")
    typing.type("Ada called")
    qtbot.waitUntil(lambda: typing.in_office() == ["Ada called"])
    assert typing.offered() == ["Ada called"]
    assert typing.refusals == []


_KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.jobs import Jobs
from desktop.kept import log_of
from desktop.kept_drafts import drafts_kept
from db.office import open_office
from tests.db.office.desk import CHEAP, OWN
from uuid import UUID
from ui.drafts import Draft

app = QCoreApplication([])
folder = Path(sys.argv[1])
office = open_office(folder, "sam", OWN, device="desk-2", cost=CHEAP, shared=True)
drafts = drafts_kept(office, Jobs(office))
office.engines.dispose()
folder.rename(folder.with_name("unplugged"))
drafts.save(Draft("note", UUID(int=5), {"text": "typed before the kill"}, "Contact note"))
while not log_of(office, "drafts").read().contents:
    app.processEvents()
print("kept", flush=True)
while True:
    app.processEvents()
"""


def test_typed_while_the_drive_was_gone_it_outlives_a_kill_and_is_offered_at_the_next_sign_in(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.hire_and_settle("sam").close()
    killed = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(desk.folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == b"kept"
    os.kill(killed.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    killed.wait()
    killed.stdout.close()
    desk.folder.with_name("unplugged").rename(desk.folder)
    for file in (tmp_path / "config" / "kept").iterdir():
        assert b"typed before" not in file.read_bytes()

    sam = Typing(Desk(desk.folder, desk.sit("sam", OWN), "", desk.clock, shared=True), qtbot)
    assert sam.offered() == ["typed before the kill"]
    qtbot.waitUntil(lambda: sam.waits_here() == 0)
    assert sam.in_office() == ["typed before the kill"]
    sam.close()
    ana = Typing(desk, qtbot)
    assert ana.offered() == []
    ana.close()


def test_an_older_version_never_comes_after_a_newer_one(desk: Desk) -> None:
    from db.office.kept_drafts import LocalDraft, LocalDrafts

    local = LocalDrafts(log_of(desk.ana, "drafts"))
    older = LocalDraft(new_id(), "note", NOTE, {"text": "older"}, desk.clock[0])
    newer = LocalDraft(new_id(), "note", NOTE, {"text": "newer"}, desk.clock[0])
    local.put(newer)
    local.put(older)
    assert local.all() == (newer,)
    local.forget([older.stamp])
    assert local.all() == (newer,)
    local.forget([newer.stamp])
    assert local.all() == ()
