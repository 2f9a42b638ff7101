"""The real thing, as an installed program is asked for it: a process of its own, offscreen."""

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.self_test.steps import STEPS
from development.environment import ROOT


def test_this_very_program_passes_and_touches_nothing_of_whoever_asks(tmp_path: Path) -> None:
    out, account, scratch = tmp_path / "out", tmp_path / "account", tmp_path / "scratch"
    scratch.mkdir()
    kinds = ("CONFIG", "DATA", "STATE")
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--self-test", str(out)],
        cwd=ROOT,
        env={
            **os.environ,
            **{f"XDG_{kind}_HOME": str(account / kind) for kind in kinds},
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "QT_QPA_PLATFORM": "offscreen",
            "TMPDIR": str(scratch),
        },
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    told = json.loads((out / "self-test.json").read_text("utf-8"))
    assert [step["says"] for step in told["steps"] if not step["passed"]] == []
    assert (done.returncode, told["passed"]) == (0, True)
    assert [step["name"] for step in told["steps"]] == [step.name for step in STEPS]
    assert told["qt"]
    assert QImage(str(out / "window.png")).width() >= 800
    assert sorted(file.name for file in out.iterdir()) == ["self-test.json", "window.png"]
    assert not account.exists()
    assert not list(scratch.iterdir())
