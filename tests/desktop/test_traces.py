"""Whoever worked here leaves nothing readable on the computer: settings, logs, temporary folder."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from db.office import NewMember, NewOffice, create_office
from db.office.members import add_member
from db.rules.codes import Role
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from desktop.app import Program
from desktop.entered import Entered
from desktop.logs import start_logging
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.db.office import secrets_in
from tests.db.office.secrets_in import WORDS, found_in
from ui.door import SignIn

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "violet kettle mountain 52"
SOON_MS = 500  # what waits for a pause in typing waits less; what is kept or locked later, longer


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All folders of a person, the temporary one among them, in one of this test's own."""
    folder = tmp_path / "account"
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder / "temp"))
    (folder / "temp").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(folder / "config"))
    return folder


@pytest.fixture
def log(account: Path) -> Iterator[None]:
    """The program's log, as it is kept."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    start_logging()
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def entered(account: Path, qapp: QApplication) -> Iterator[tuple[Program, secrets_in.Entered]]:
    """The window of an office that holds `WORDS`, with a supervisor before it."""
    where = account.parent / "office"
    form = NewOffice("Harbor House", "America/New_York", "dana", "Dana Whitfield", PASSWORD)
    office = create_office(where, form, device="test", cost=CHEAP).office
    sam = NewMember(new_id(), "sam", "Sam Okafor", Role.SUPERVISOR)
    add_member(office, sam, password=PASSWORD, cost=CHEAP)
    ids = secrets_in.enter(office)
    office.close()
    settings = Settings()
    door = OfficeDoor(settings, CHEAP)
    program = Program(qapp, settings, door)
    program.enter(door.sign_in(SignIn(str(where), "sam", PASSWORD)))
    yield program, ids
    program.stop()
    if program.sign_in_window is not None:
        program.sign_in_window.close()


def window_of(program: Program) -> Entered:
    assert program.entered is not None
    return program.entered


def is_settled(program: Program) -> bool:
    """Whether nothing is asked of the office, nor will be in a moment."""
    entered = window_of(program)
    timers = entered.window.findChildren(QTimer)
    soon = [timer for timer in timers if timer.isActive() and timer.interval() <= SOON_MS]
    return not entered.jobs._under_way and not any(timer.isSingleShot() for timer in soon)


def typed_everywhere(program: Program, qtbot: QtBot) -> int:
    """Type a client's name into every line of every section; how many lines took it."""
    window, took = window_of(program).window, 0
    for section in window.sections:
        window.go_to_section(section.key)
        qtbot.waitUntil(lambda: is_settled(program))
        for line in window.findChildren(QLineEdit):
            if line.isVisible() and line.isEnabled() and not line.isReadOnly():
                line.setText(WORDS[1])
                line.textEdited.emit(WORDS[1])
                took += WORDS[1] in line.text()
        qtbot.waitUntil(lambda: is_settled(program))
    return took


@pytest.mark.usefixtures("log")
def test_what_was_seen_and_typed_and_went_wrong_is_in_no_file_of_the_account(
    entered: tuple[Program, secrets_in.Entered], account: Path, qtbot: QtBot
) -> None:
    program, ids = entered
    window = window_of(program).window
    for kind, record_id in (("client", ids.client), ("case", ids.case)):
        window.navigate(kind, record_id)
        qtbot.waitUntil(lambda: WORDS[1] in shown(program))
    assert typed_everywhere(program, qtbot) >= 5
    window.draft_keeper.keep()
    program.settings.save()
    assert found_in(account) == []  # while it is open

    window_of(program).jobs.crashed.emit(KeyError(WORDS[0]))
    logging.getLogger("desktop").error("failed", exc_info=KeyError(WORDS[0]))
    window.lock()
    assert found_in(account) == []
    window.locking.unlock()
    program.sign_out()
    program.stop()
    kept = {path.name for path in account.rglob("*") if path.is_file()}
    assert {"settings.json", "caseroom.log"} <= kept
    assert any(name.startswith("crash-2") for name in kept)
    assert found_in(account) == []
    settings = next(account.rglob("settings.json")).read_text("utf-8")
    assert '"table.clients"' in settings  # how the lists stood, and not what was looked for


def shown(program: Program) -> str:
    """The words of the page in front."""
    page = window_of(program).window.page
    assert page is not None
    return " ".join(label.text() for label in page.findChildren(QLabel))
