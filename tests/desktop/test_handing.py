"""A pointer is opened while programs are open, and what they are in does not answer."""

import os
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.pointers import write_pointer
from desktop.running import handing
from desktop.running.asking import IN_OFFICE
from desktop.running.listening import Answer, Listening


def test_an_office_on_a_share_that_is_gone_lets_a_pointer_to_another_open_at_once(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, found = threading.Event(), list[bool]()
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(os.path, "samefile", lambda *_: answers.wait())
    monkeypatch.setattr(handing, "_PATIENCE_S", 0.5)
    there = Listening(lambda *_: Answer(IN_OFFICE, str(tmp_path / "gone")))
    there.begin()
    file = write_pointer(tmp_path / "h", str(tmp_path / "Harbor House"))
    asking = threading.Thread(target=lambda: found.append(handing.handed_over(str(file))))
    asking.start()
    try:
        qtbot.waitUntil(lambda: found == [False])
    finally:
        answers.set()
        qtbot.waitUntil(lambda: not asking.is_alive())
        there.end()
