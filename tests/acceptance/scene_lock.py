"""Locking while a note is being typed: nothing of it is seen, and nothing of it is lost."""

import os
import subprocess
from pathlib import Path

from tests.acceptance.stage import Stage
from tests.acceptance.visit import Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys, type_text
from tests.drivers.atspi_waiting import until

SENTINEL = "Zellermoor"
FIRST = f"{SENTINEL} said that "
THEN = "the visit went well."


def play(stage: Stage) -> None:
    """Locked in the middle of a sentence, unlocked, and the sentence goes on."""
    visit = Visit(stage, "ana")
    number = next(case["number"] for case in visit.look("cases") if case["worker"] == "ana")
    visit.find(number)
    window = visit.window
    window.find("New note", "button").click()
    dialog = visit.program.window("Contact note")
    dialog.find("What happened", "field").type(FIRST).reads(FIRST)

    keys("ctrl+a", "ctrl+c", "ctrl+End")  # it is on the clipboard, and was selected
    assert any(SENTINEL in words for words in clipboards(stage))

    secrets = (SENTINEL, number, "Contact note", "Harbor House")
    readable = "\n".join(visit.program.readable())
    assert [secret for secret in secrets if secret not in readable] == []
    keys("ctrl+l")
    locked = visit.program.window("Caseroom — locked")
    first = steady(stage, locked, "locked")
    readable = "\n".join(visit.program.readable())
    for secret in secrets:
        found = [line for line in readable.splitlines() if secret in line]
        assert not found, f"{secret} can be read while it is locked: {found}"
    assert not any(SENTINEL in words for words in clipboards(stage)), "it can be pasted"
    assert stage.files_with(SENTINEL) == [], "it lies in a file"
    keys("ctrl+n", "ctrl+k", "ctrl+2")
    locked.find("Password", "field").type("not the password")
    locked.find("Unlock", "button").click()
    locked.shows("The password is wrong.")
    assert [node.name for node in visit.program.windows()] == [locked.name], "a key opened a window"
    locked.find("Password", "field").type(visit.passwords["ana"])
    keys("Return")
    dialog = visit.program.window("Contact note")
    text = dialog.find("What happened", "field").reads(FIRST)
    until(lambda: text.is_("focused"), "the keyboard where it was before the lock")
    type_text(THEN)
    text.reads(FIRST + THEN)
    stage.picture("unlocked")
    keys("ctrl+l")  # other words are under it now, and nothing of that is to be seen
    locked = visit.program.window("Caseroom — locked")
    until(
        lambda: same(stage.picture("locked again"), stage.picture("locked once more"), first),
        "the same picture as before",
    )
    locked.find("Password", "field").type(visit.passwords["ana"])
    keys("Return")
    dialog = visit.program.window("Contact note")
    dialog.find("What happened", "field").reads(FIRST + THEN)
    keys("ctrl+a", "ctrl+c")
    assert any(SENTINEL in words for words in clipboards(stage))
    dialog.find("Save draft and close", "button").click()
    visit.program.window_gone("Contact note")
    (note,) = [n for n in visit.look("notes", "ana") if n["text"].startswith("Zellermoor")]
    assert (note["text"], note["status"]) == (FIRST + THEN, "draft"), note

    window.find("Sign out", "button").click()
    visit.program.window("sign in", seconds=30)
    assert not any(SENTINEL in words for words in clipboards(stage)), "it stayed when ana left"
    assert stage.files_with(SENTINEL) == [], "it lies in a file"


def steady(stage: Stage, locked: Node, name: str) -> Path:
    """A picture that came twice: the first may be taken while it is painted, and the cursor
    blinks."""
    password = locked.find("Password", "field")
    until(lambda: password.is_("focused"), "the keyboard in the password")
    seen: list[bytes] = []

    def again() -> Path | None:
        picture = stage.picture(name)
        seen.append(picture.read_bytes())
        return picture if seen.count(seen[-1]) > 1 else None

    return until(again, "the same picture twice")


def same(one: Path, other: Path, first: Path) -> bool:
    """Whether one of two pictures is that of before, byte for byte: the cursor blinks."""
    return first.read_bytes() in (one.read_bytes(), other.read_bytes())


def clipboards(stage: Stage) -> list[str]:
    """What another program would paste: the clipboard, and what is selected."""
    code = (
        "from PySide6.QtGui import QClipboard, QGuiApplication\n"
        "program = QGuiApplication([])\n"
        "board = program.clipboard()\n"
        "for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):\n"
        "    print(board.text(mode).replace('\\n', ' '))\n"
    )
    done = subprocess.run(
        [stage.python, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines()
