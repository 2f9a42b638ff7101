"""Installing a package as root: `caseroom-cli install-update FOLDER`, which pkexec or sudo starts.

Whatever lies in FOLDER may be exchanged at any moment by the account that it belongs to, also while
an administrator types the password. So nothing that was found out without root's rights counts: the
package is copied into a folder of root's, and what is checked and installed is that copy. Keys and
version are those of the program that root installed, and no setting and no variable is asked.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from db.rules.findings import Refused, hard
from db.storage.one_at_a_time import one_at_a_time
from db.version import version
from desktop.updates.copies import Copy, is_root, surroundings
from desktop.updates.fetching import SPARE, held, make_private, problem_here
from desktop.updates.installing import command_for
from desktop.updates.keys import Keys, release_keys
from desktop.updates.notice import Installer, Notice, genuine_notice
from desktop.updates.places import FolderPlace
from desktop.updates.versions import Version, version_of

System = Callable[[Path], bool]
ROOM = Path("/var/cache/caseroom")  # only root may write beside it, and enter it
_APT = ("/usr/bin/apt-get", "install", "--yes")
# Who started this may have set anything: apt and the scripts that it runs are told this alone.
_VARIABLES = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
_IN_USE, _COPY = "in-use", "installing"
_ENDINGS = tuple(getattr(signal, name, signal.SIGTERM) for name in ("SIGTERM", "SIGHUP", "SIGINT"))


@dataclass(frozen=True)
class Installed:
    """The program that installs, and the folder where it does; tests give others."""

    keys: Keys
    running: str
    kind: Copy
    room: Path = ROOM
    as_root: bool = True


def this_program() -> Installed:
    """The one that runs."""
    return Installed(release_keys(), version(), surroundings().kind, as_root=is_root())


def system_installs(package: Path, *, quiet: bool = False) -> bool:
    """Let the system install a package; whether it did. What it says goes to standard output."""
    try:
        done = subprocess.run(
            [*_APT, str(package)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if quiet else None,
            stderr=subprocess.STDOUT,
            env=_VARIABLES,
            cwd="/",
            umask=0o022,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def install(folder: Path, program: Installed, system: System = system_installs) -> Notice:
    """Install the package that lies in a folder beside its notice; gives the notice.

    Nothing of it is left behind, and a copy that an earlier one left (the power failed) goes first.
    Raises `Refused` "update.…", and `KeyboardInterrupt` when it is told to end before the system
    has begun.
    """
    if not program.as_root:
        raise Refused(hard("update.not_root", command=command_for(str(folder))))
    if program.kind is not Copy.PACKAGE:
        raise Refused(hard("update.not_a_package"))
    copy = program.room / _COPY
    with _ends_in_order() as begins:
        try:
            make_private(program.room)
            with one_at_a_time(program.room / _IN_USE) as ours:
                if not ours:
                    raise Refused(hard("update.installed_elsewhere"))
                try:
                    _forget(copy)
                    return _installed(folder, program, copy, system, begins)
                finally:
                    _forget(copy)
        except OSError as error:
            raise problem_here(error) from None


def _installed(
    folder: Path,
    program: Installed,
    copy: Path,
    system: System,
    begins: Callable[[], None],
) -> Notice:
    there = FolderPlace(folder)
    notice = genuine_notice(there.notice(), program.keys)
    if notice.numbers <= _numbers(program.running):
        raise Refused(hard("update.not_newer", found=notice.version, running=program.running))
    installer = notice.installer_for("linux")
    if installer is None:
        raise Refused(hard("update.not_for_system", version=notice.version))
    copy.mkdir(mode=0o700)
    package = _copied(there, installer, copy)
    with held(package, installer):
        begins()
        if not system(package):
            raise Refused(hard("update.not_installed", command=command_for(str(folder))))
    return notice


def _copied(there: FolderPlace, installer: Installer, copy: Path) -> Path:
    """The package, of which no byte more is read than it may have."""
    if shutil.disk_usage(copy).free < installer.size + SPARE:
        raise Refused(hard("update.disk_full"))
    package, size = copy / installer.name, 0
    _, pieces = there.parts(installer.name, 0)
    with open(package, "xb", opener=_for_root_alone) as file:
        for piece in pieces:
            size += len(piece)
            if size > installer.size:
                raise Refused(hard("update.not_the_file"))
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return package


def _for_root_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _numbers(running: str) -> Version:
    try:
        return version_of(running)
    except ValueError:  # between two releases: apt refuses what is older
        return (0, 0, 0)


def _forget(copy: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(copy)


@contextmanager
def _ends_in_order() -> Iterator[Callable[[], None]]:
    """Told to end, it takes its copy away first. Once the system is at it, which is what the block
    says by a call, its own end is waited for: a package that is half unpacked is none.
    """
    begun = False

    def ends(number: int, frame: FrameType | None) -> None:
        if not begun:
            raise KeyboardInterrupt

    def begins() -> None:
        nonlocal begun
        begun = True

    before = {number: signal.signal(number, ends) for number in set(_ENDINGS)}
    try:
        yield begins
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
