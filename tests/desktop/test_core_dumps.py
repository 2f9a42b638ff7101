"""A program that is ended hard leaves no copy of its memory: keys and names would stand in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from development.environment import ROOT

ENDS_HARD = """
import os, resource, sys
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
if "with it" in sys.argv:
    from desktop.__main__ import main
    try:
        main(["--version"])
    except SystemExit:
        pass
os.abort()
"""


def left_a_dump(folder: Path, *words: str) -> bool:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "CASEROOM_CONFIG_DIR": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-c", ENDS_HARD, *words], cwd=folder, env=env, stdout=subprocess.DEVNULL
    )
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps reports of its own")
def test_the_program_leaves_no_dump_where_another_would(tmp_path: Path) -> None:
    if not left_a_dump(tmp_path):
        pytest.skip("nothing leaves one here")
    assert not left_a_dump(tmp_path, "with it")
