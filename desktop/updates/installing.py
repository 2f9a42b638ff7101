"""Letting a checked installer take this program's place, by what the system has for that."""

import os
import subprocess
import sys
from pathlib import Path

from db.rules.findings import Refused, hard
from desktop.updates.copies import Copy, Surroundings
from desktop.updates.fetching import held
from desktop.updates.notice import Installer

SILENTLY = ("/S", "/UPDATE")  # the setup closes the program, and starts it again afterwards
_FOR_ALL = "/ALLUSERS"
_NOT_ALLOWED = (126, 127)  # what pkexec says when nobody, or the wrong one, gave a password


def command_for(file: str) -> str:
    """What somebody with the rights types."""
    return f'sudo apt install "{file}"'


def begin(file: Path, installer: Installer, around: Surroundings) -> bool:
    """Begin the installation; whether it is over when this returns. Raises `Refused`."""
    with held(file, installer):
        if around.kind is Copy.PACKAGE:
            _with_rights(_package(file), str(file))
            return True
        _start_setup(file, around.kind)
        return False


def _package(file: Path) -> list[str]:
    command = ["apt-get", "install", "--yes", str(file)]
    return command if os.name == "posix" and os.geteuid() == 0 else ["pkexec", *command]


def _with_rights(command: list[str], file: str) -> None:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        raise Refused(hard("update.no_rights", command=command_for(file))) from None
    if done.returncode in _NOT_ALLOWED and command[0] == "pkexec":
        raise Refused(hard("update.no_rights", command=command_for(file)))
    if done.returncode:
        raise Refused(hard("update.not_installed", command=command_for(file)))


def _start_setup(file: Path, kind: Copy) -> None:
    try:
        if sys.platform == "win32" and kind is Copy.PER_MACHINE:
            os.startfile(str(file), "runas", " ".join((*SILENTLY, _FOR_ALL)), str(file.parent))
        else:
            subprocess.Popen(
                [str(file), *SILENTLY],
                cwd=file.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
                | getattr(subprocess, "DETACHED_PROCESS", 0),
            )
    except OSError:  # also when the person said no to Windows' question
        raise Refused(hard("update.not_started", file=str(file))) from None


def start_again(around: Surroundings) -> None:
    """Start the program that lies where this one lay."""
    program = around.folder / "caseroom"
    subprocess.Popen([str(program)], start_new_session=True, cwd="/")
