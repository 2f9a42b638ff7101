"""The sample office of the scenes: made once by the command line, copied for each of them.

Making it takes as long as many a scene.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SAMPLE = "CASEROOM_SCENES_SAMPLE"  # the variable that tells a scene where it is
_OFFICE, _SAID = "office", "said.json"


def make_sample(where: Path, python: Path, env: Mapping[str, str]) -> None:
    """Make it in this folder, as the account whose variables these are."""
    options = ["--clients", "30", "--seed", "7", "--no-open", "--json"]
    done = subprocess.run(
        [python, "-m", "desktop", "demo", where / _OFFICE, *options],
        env={**env, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"there is no sample office for the scenes: {done.stderr}")
    (where / _SAID).write_text(done.stdout, encoding="utf-8")


def copy_sample(folder: Path) -> Any:
    """Put a copy of it here. Returns what `caseroom demo --json` said of it."""
    where = Path(os.environ[SAMPLE])
    shutil.copytree(where / _OFFICE, folder)
    said: dict[str, Any] = json.loads((where / _SAID).read_text(encoding="utf-8"))
    return said | {"office": str(folder)}
