"""The program is asked to close from outside, or the session ends: what is typed is kept."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.office import NewOffice, create_office
from db.office.entering import enter
from db.queries.drafts import my_drafts
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from desktop.app import Program
from desktop.pointers import write_pointer
from desktop.running import askers
from desktop.running import listening as listening_module
from desktop.running.announced import announced
from desktop.running.askers import LONGEST, MOST
from desktop.running.going import Going
from desktop.running.line import Door, Line, connect, nobody_at
from desktop.running.listening import Answer, Listening
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from development.environment import ROOT
from ui.dialogs.shown_once import ShownOnce
from ui.door import SignIn
from ui.drafts import Draft

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "violet kettle mountain 52"
WORDS = "Please call back on Friday"
PATIENT = """
import runpy
from desktop.running import handing
handing._PATIENCE_S = 60.0  # whoever waits before a screen has less, and a busy computer needs more
runpy.run_module("desktop", run_name="__main__", alter_sys=True)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    where = tmp_path / "Harbor House"
    form = NewOffice("Harbor House", "America/New_York", "dana", "Dana Whitfield", PASSWORD)
    create_office(where, form, device="test", cost=CHEAP).office.close()
    return where


@pytest.fixture
def going(folder: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Going]:
    """A program in an office, in which something is being typed."""
    settings = Settings()
    door = OfficeDoor(settings, CHEAP)
    program = Program(qapp, settings, door)
    program.enter(door.sign_in(SignIn(str(folder), "dana", PASSWORD)))
    assert program.entered is not None
    draft = Draft("message", new_id(), {"text": WORDS}, "Phone message")
    monkeypatch.setattr(program.entered.window.draft_keeper, "_collect", lambda: [draft])
    monkeypatch.setattr(os, "getpid", lambda: 0)  # this process does not end with the program
    going = Going(program)
    going.listening.begin()
    yield going
    going.end()
    program.stop()


def kept(folder: Path) -> list[Any]:
    """The drafts in the office."""
    office = enter(folder, "dana", PASSWORD, device="other", cost=CHEAP)
    try:
        return [row.body["text"] for row in office.read(my_drafts)]
    finally:
        office.close()


class Script:
    """`caseroom close` in a process of its own, while the program goes on."""

    def __init__(self, qtbot: QtBot, *words: str) -> None:
        command = [sys.executable, "-m", "desktop", "close", "--json", *words]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)
        qtbot.waitUntil(lambda: self.process.poll() is not None)
        out, self.said = self.process.communicate()
        self.told = json.loads(out)
        self.code = self.process.returncode


def test_who_is_asked_to_close_keeps_what_is_typed_and_asks_nothing(
    going: Going, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", lambda code: (ends.append(code), going.end()))
    script = Script(qtbot)
    assert (script.code, script.told) == (0, {"closed": 1, "open": 0}), script.said
    assert ends == [0]
    assert going._program.entered is None
    assert kept(folder) == [WORDS]


def test_a_locked_program_is_closed_too(going: Going, folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(QCoreApplication, "exit", lambda _: None)
    assert going._program.entered is not None
    going._program.entered.window.lock()
    going.go()
    assert kept(folder) == [WORDS]


def test_a_secret_that_is_shown_once_keeps_the_program_up(going: Going, qtbot: QtBot) -> None:
    assert going._program.entered is not None
    dialog = ShownOnce(
        "Code", "Write it down.", "Code", "8FK2", "Done", print, going._program.entered.window
    )
    dialog.open()
    script = Script(qtbot, "--wait", "5")
    assert (script.code, script.told) == (1, {"closed": 0, "open": 1})
    assert "shown only once" in script.said
    assert going._program.entered is not None
    dialog.passed_on.setChecked(True)
    assert going.may_go()


def test_what_is_typed_is_kept_by_the_time_the_session_ends(going: Going, folder: Path) -> None:
    going.keep()
    assert kept(folder) == [WORDS]  # nothing of the event loop was needed
    assert going._program.entered is not None
    assert going._program.entered.window.isVisible()


def opened(qtbot: QtBot, file: Path) -> subprocess.Popen[bytes]:
    """The program as a double click on a pointer starts it, ended or with a window of its own."""
    command = [sys.executable, "-c", PATIENT, str(file)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    before = len(list(announced()))
    process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    qtbot.waitUntil(
        lambda: process.poll() is not None or len(list(announced())) > before, timeout=30_000
    )
    return process


def test_a_pointer_to_the_office_that_is_open_brings_its_window_to_the_front(
    going: Going, folder: Path, qtbot: QtBot
) -> None:
    assert going._program.entered is not None
    window = going._program.entered.window
    window.showMinimized()
    assert opened(qtbot, write_pointer(folder.parent / "h", str(folder))).returncode == 0
    assert not window.isMinimized()
    other = opened(qtbot, write_pointer(folder.parent / "other", str(folder.parent)))
    assert other.returncode is None  # another office: a program of its own
    other.terminate()
    assert other.wait(240) == 0


def test_a_pointer_is_handed_to_a_sign_in_window_that_waits(
    going: Going, folder: Path, qtbot: QtBot
) -> None:
    going._program._leave_office()
    window = going._program.show_sign_in()
    # Whoever asks is patient for a moment only: what is imported meanwhile could take longer.
    qtbot.waitSignal(window.warmed).wait()
    going._program.warming.finish()
    assert window.office.value() is not None and window.is_idle
    window.office.set_value(None)
    assert opened(qtbot, write_pointer(folder.parent / "h", str(folder))).returncode == 0
    qtbot.waitUntil(lambda: window.office.value() == str(folder))
    window.close()


@pytest.fixture
def listening() -> Iterator[Listening]:
    made = Listening(lambda what, _: Answer("yes") if what == "is it you" else None)
    made.begin()
    yield made
    made.end()


@pytest.fixture
def come(listening: Listening) -> Iterator[Callable[[], Line]]:
    """Somebody who comes to the program, and goes at the end of the test."""
    lines: list[Line] = []

    def came() -> Line:
        assert listening.announced is not None
        lines.append(connect(listening.announced.name, 5))
        return lines[-1]

    yield came
    for line in lines:
        line.close()


def heard(line: Line, qtbot: QtBot) -> bytes:
    """What is said at the other end, while the program goes on; b"" once nobody is there."""
    found: list[bytes] = []

    def look() -> bool:
        with suppress(TimeoutError):
            found.append(line.read(time.monotonic()))
        return bool(found)

    qtbot.waitUntil(look)
    return found[0]


def say(line: Line, words: bytes) -> None:
    line.write(words, time.monotonic() + 5)


@pytest.mark.parametrize(
    "junk",
    [
        b"\xff\x00\xfe\n",
        b"[" * 10_000 + b"\n",
        b'{"ask": 7}\n',
        b'{"ask": "dance"}\n',
        b"x" * (LONGEST + 1),
        b"GET / HTTP/1.1\r\n",
    ],
)
def test_junk_is_let_go_of_and_the_next_is_heard(
    junk: bytes, come: Callable[[], Line], qtbot: QtBot
) -> None:
    line = come()
    say(line, junk)
    assert heard(line, qtbot) == b""
    other = come()
    say(other, b'{"ask": "is ')
    say(other, b'it you"}\n')
    told = json.loads(heard(other, qtbot))
    assert told == {"says": "yes", "office": "", "process": os.getpid()}


def test_who_says_nothing_holds_nobody_up_and_is_let_go_of(
    come: Callable[[], Line], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(askers, "_PATIENCE_S", 600.0)
    silent, slow = come(), come()
    say(slow, b'{"ask"')
    other = come()
    say(other, b'{"ask": "is it you"}\n')
    assert heard(other, qtbot).endswith(b"\n")
    monkeypatch.setattr(askers, "_PATIENCE_S", 0.01)
    late = come()
    assert heard(late, qtbot) == b""
    assert late.read(time.monotonic()) == b""
    for line in (silent, slow):
        with pytest.raises(TimeoutError):  # they have the patience that there was as they came
            line.read(time.monotonic())


def test_so_many_may_ask_at_once_and_no_more(come: Callable[[], Line], qtbot: QtBot) -> None:
    there = [come() for _ in range(MOST)]
    for line in there:
        say(line, b'{"ask": "is it you"}\n')
        assert heard(line, qtbot)
    assert heard(come(), qtbot) == b""
    there[0].hang_up()
    there[0].close()

    def there_is_room() -> bool:
        line = come()
        with suppress(OSError):
            say(line, b'{"ask": "is it you"}\n')
        return heard(line, qtbot) != b""

    qtbot.waitUntil(there_is_room)


def test_who_does_not_listen_to_the_answer_holds_nobody_up(
    come: Callable[[], Line], listening: Listening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_answer = Answer("yes", "x" * 10_000_000)
    monkeypatch.setattr(listening_module, "_ANSWER_S", 0.3)
    monkeypatch.setattr(listening, "_answering", lambda what, _: long_answer)
    deaf = come()
    say(deaf, b'{"ask": "is it you"}\n')
    assert heard(deaf, qtbot).startswith(b'{"says": "yes"')
    monkeypatch.setattr(listening, "_answering", lambda what, _: Answer("no"))
    other = come()
    say(other, b'{"ask": "is it you"}\n')
    assert b'"no"' in heard(other, qtbot)


def test_what_was_asked_is_done_though_who_asked_is_gone(
    come: Callable[[], Line], listening: Listening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    answer = Answer("yes", then=lambda: done.append("it"))
    monkeypatch.setattr(listening, "_answering", lambda what, _: answer)
    line = come()
    say(line, b'{"ask": "is it you"}\n')
    line.close()
    until = time.monotonic() + 10
    while "asker" in threads_of_asking() and time.monotonic() < until:
        pass  # before the program looks at what was asked
    qtbot.waitUntil(lambda: done == ["it"])


def test_everybody_hears_the_end_and_then_nobody_is_there(
    come: Callable[[], Line], listening: Listening, qtbot: QtBot
) -> None:
    assert listening.announced is not None
    name = listening.announced.name
    silent, answered = come(), come()
    say(answered, b'{"ask": "is it you"}\n')
    assert heard(answered, qtbot)
    assert not nobody_at(name)
    listening.end()
    assert [silent.read(time.monotonic() + 5), answered.read(time.monotonic() + 5)] == [b"", b""]
    assert nobody_at(name)
    assert threads_of_asking() == []


def threads_of_asking() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name in ("asked", "asker")]


def test_only_this_person_may_ask(listening: Listening) -> None:
    if sys.platform == "win32":
        pytest.skip("there it is the pipe's list of access")
    assert listening.announced is not None
    assert Path(listening.announced.name).stat().st_mode & 0o077 == 0
    assert listening.announced.file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder keeps others out")
def test_nobody_else_may_ask_from_the_first_moment_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "chmod", lambda *_: None)  # what comes after that moment
    address = f"{tempfile.mkdtemp()}/line"
    before = os.umask(0)
    try:
        door = Door(address)
    finally:
        os.umask(before)
    assert Path(address).stat().st_mode & 0o177 == 0
    door.shut()
    assert not Path(address).exists()


def test_what_a_crashed_program_left_is_taken_away(listening: Listening, qtbot: QtBot) -> None:
    left = listening.announced
    assert left is not None
    (left.file.parent / "9-crashed.running").write_text(
        left.file.read_text().replace(left.name, left.name + "-crashed")
    )
    (left.file.parent / "8-torn.running").write_text("{")
    again = Listening(lambda *_: None)
    again.begin()
    assert {one.name for one in announced()} == {left.name, again.announced.name}  # type: ignore[union-attr]
    again.end()
    assert [one.name for one in announced()] == [left.name]


def test_what_says_that_a_program_listens_at_another_file_does_not_take_that_file(
    listening: Listening, folder: Path
) -> None:
    """Nobody listens at a file of records, and what is left of a program is no such file."""
    own = listening.announced
    descriptor, name = tempfile.mkstemp()  # where a path is short enough for a socket's
    os.close(descriptor)
    records = Path(name)
    assert own is not None and records.exists()
    told = own.file.parent / "9-crashed.running"
    told.write_text(json.dumps({**json.loads(own.file.read_text()), "name": str(records)}))
    again = Listening(lambda *_: None)
    again.begin()
    again.end()
    assert records.exists() and not told.exists()
    records.unlink()


def test_where_nothing_can_be_written_nobody_can_ask_and_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the place of a folder")
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "file"))
    deaf = Listening(lambda *_: None)
    deaf.begin()
    assert deaf.announced is None
    assert threads_of_asking() == []
    assert list(announced()) == []
    deaf.end()
