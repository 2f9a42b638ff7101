"""Letting a checked installer take this program's place, by what the system has for that."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from db.rules.findings import Refused, hard
from db.texts import language
from desktop.updates.copies import Copy, Surroundings, is_root
from desktop.updates.fetching import held
from desktop.updates.notice import Installer

BY_ROOT = "install-update"  # the verb that the package's own program has for root: see `by_root`
SILENTLY = "/S"  # the setup closes the program where it is open
AND_AGAIN = "/UPDATE"  # and starts it again afterwards
_LOCALES = {"en": "C.UTF-8", "es": "es_ES.UTF-8"}
_FOR_ALL, _FOR_ONE = "/ALLUSERS", "/CURRENTUSER"
_REFUSES_WITHIN = 2.0  # seconds; it cannot be done sooner, for this program is still open
_NOT_ALLOWED = (126, 127)  # what pkexec says when nobody, or the wrong one, gave a password


def command_for(folder: str) -> str:
    """What somebody with the rights types for a folder that holds a notice and its package."""
    return f'sudo caseroom-cli {BY_ROOT} "{folder}"'


def begin(file: Path, installer: Installer, around: Surroundings, *, again: bool = True) -> bool:
    """Begin the installation; whether it is over when this returns. Raises `Refused`.

    Where it is not, the setup starts the program `again` when it is.
    """
    with held(file, installer):
        if around.kind is Copy.PACKAGE:
            _by_root(around.folder / "caseroom-cli", str(file.parent))
            return True
        switches = (SILENTLY, AND_AGAIN) if again else (SILENTLY,)
        _start_setup(file, around.kind, switches)
        return False


def _by_root(program: Path, folder: str) -> None:
    """Let root's own program do it, which checks for itself: this account's files may be exchanged
    while an administrator types the password.
    """
    command = [str(program), BY_ROOT, folder]
    try:
        done = subprocess.run(
            command if is_root() else ["pkexec", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=_plain() | {"LC_ALL": _LOCALES[language()]},  # whose words the person reads
            check=False,
        )
    except OSError:
        raise Refused(hard("update.no_rights", command=command_for(folder))) from None
    if done.returncode in _NOT_ALLOWED:
        raise Refused(hard("update.no_rights", command=command_for(folder)))
    if done.returncode:
        words = done.stderr.strip()
        raise Refused(hard("update.root_refused", words=words, command=command_for(folder)))


def _start_setup(file: Path, kind: Copy, switches: tuple[str, ...]) -> None:
    try:
        if sys.platform == "win32" and kind is Copy.PER_MACHINE:
            os.startfile(str(file), "runas", " ".join((*switches, _FOR_ALL)), str(file.parent))
            return
        setup = subprocess.Popen(
            [str(file), *switches, _FOR_ONE],
            cwd=file.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_plain(),
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "DETACHED_PROCESS", 0),
        )
    except OSError:  # also when the person said no to Windows' question
        raise Refused(hard("update.not_started", file=str(file))) from None
    with suppress(subprocess.TimeoutExpired):
        code = setup.wait(_REFUSES_WITHIN)
        if code:
            raise Refused(hard("update.setup_refused", number=code, file=str(file)))


def start_again(around: Surroundings) -> None:
    """Start the program that lies where this one lay."""
    program = around.folder / "caseroom"
    subprocess.Popen([str(program)], start_new_session=True, cwd="/", env=_plain())


def _plain() -> dict[str, str]:
    """This process's variables without those by which a built program tells its own processes
    where its files lie: the new version has its own.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
