"""What the Debian package asks before it is replaced: is anybody at work with the program?"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installers.contents import ROOT

PRERM = ROOT / "installers" / "linux" / "files" / "prerm"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is Debian's")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A shell that is the program, as far as the system knows; `sleep` takes no time before it."""
    (tmp_path / "bin").mkdir()
    for name in ("sleep", "runuser"):
        script = tmp_path / "bin" / name
        script.write_text("#!/bin/sh\n", "utf-8")
        script.chmod(0o700)
    words = PRERM.read_text("utf-8").replace("/opt/caseroom/caseroom", str(tmp_path / "caseroom"))
    # Nobody looks fifteen times here: to look through all processes takes its time.
    (tmp_path / "prerm").write_text(re.sub(r"in 1 2 [\d ]+;", "in 1;", words), "utf-8")
    return Path(shutil.copy(Path("/bin/sh").resolve(), tmp_path / "caseroom"))


def asked(program: Path, by: str) -> subprocess.CompletedProcess[str]:
    """The question, put by a process of this program of which it is the child's child."""
    env = {**os.environ, "PATH": f"{program.parent / 'bin'}:{os.environ['PATH']}"}
    line = f"sh -c 'sh {program.parent / 'prerm'} upgrade; exit $?'; exit $?"
    return subprocess.run([by, "-c", line], env=env, capture_output=True, text=True, check=False)


def test_a_program_that_lets_its_own_update_be_installed_is_not_in_its_way(program: Path) -> None:
    done = asked(program, str(program))
    assert (done.returncode, done.stderr) == (0, "")


def test_one_that_is_open_beside_it_is(program: Path) -> None:
    other = subprocess.Popen([str(program), "-c", "read line"], stdin=subprocess.PIPE)
    try:
        done = asked(program, str(program))
    finally:
        other.communicate()
    assert done.returncode == 1 and "Caseroom is open on this computer" in done.stderr
