"""Plays one scene on the desktop at hand; run by the system's Python.

A scene is a module `scene_*.py` with a function `play(stage)`. When it fails, a picture of the
screen, an outline of every window, the traceback and the program's crash reports are kept.
"""

import importlib
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from tests.acceptance.stage import Stage
from tests.drivers import atspi_program


def main(module: str, artifacts: Path) -> int:
    """Play it. Returns 0 if all went as the scene says."""
    with tempfile.TemporaryDirectory(prefix="caseroom-scene-") as folder:
        stage = Stage(Path(folder), artifacts)
        try:
            atspi_program.start()
            importlib.import_module(module).play(stage)
            crashes = stage.crash_reports()
            assert not crashes, f"the program went on after {len(crashes)} errors"
        except Exception:
            (artifacts / "traceback.txt").write_text(traceback.format_exc(), encoding="utf-8")
            traceback.print_exc()
            _keep_evidence(stage)
            return 1
        finally:
            stage.close()
    return 0


def _keep_evidence(stage: Stage) -> None:
    for keep in (
        lambda: stage.picture("failed"),
        lambda: (stage.artifacts / "windows.txt").write_text(stage.outline(), encoding="utf-8"),
        lambda: [shutil.copy(report, stage.artifacts) for report in stage.crash_reports()],
    ):
        try:
            keep()
        except Exception:
            traceback.print_exc()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
