"""The real program, ended from outside: by the command line and by a signal."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.running.announced import announced
from development.environment import ROOT
from tests.desktop.test_going import Script

Start = Callable[[int], list[subprocess.Popen[bytes]]]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Start]:
    """`start(n)` gives so many programs with their sign-in windows, once they can be asked."""
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    begun: list[subprocess.Popen[bytes]] = []

    def started(n: int) -> list[subprocess.Popen[bytes]]:
        for _ in range(n):
            begun.append(
                subprocess.Popen(
                    [sys.executable, "-m", "desktop"],
                    cwd=ROOT,
                    env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                    stderr=subprocess.DEVNULL,
                )
            )
        qtbot.waitUntil(lambda: len(list(announced())) == n)
        return begun

    yield started
    for process in begun:
        process.kill()
        process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process so")
def test_programs_that_do_not_answer_are_told_of_and_close_when_they_can(
    start: Start, qtbot: QtBot
) -> None:
    both = start(2)
    for stuck in both:
        stuck.send_signal(signal.SIGSTOP)
    asked = Script(qtbot, "--wait", "1")
    assert (asked.code, asked.told) == (1, {"closed": 0, "open": 2})
    assert "2 Caserooms are still open after 1 seconds" in asked.said
    for stuck in both:
        stuck.send_signal(signal.SIGCONT)
    assert [process.wait(240) for process in both] == [0, 0]
    assert list(announced()) == []
    again = Script(qtbot)
    assert (again.code, again.told) == (0, {"closed": 0, "open": 0})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_ends_it_in_the_same_way(start: Start) -> None:
    (process,) = start(1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(240) == 0
    assert list(announced()) == []
