"""A clean Debian in a folder, in which the package is tried as an ordinary user meets it.

Needs root and debootstrap. The first Debian of a release is fetched once and kept; each trial
gets a copy of it. What is mounted and started for a command ends with the command.
"""

import os
import shutil
import subprocess
from pathlib import Path

from development.needs import Need, lacking, missing_tools
from installers.bundle import NotBuilt
from installers.linux.screen import SOCKETS

USER = "pat"
_TOOLS = (
    Need("debootstrap", "debootstrap"),
    Need("unshare", "util-linux"),
    Need("Xvfb", "xvfb"),
    Need("xdotool", "xdotool"),
    Need("import", "imagemagick"),
)
# Where apt and others keep what is nobody's file.
_VOLATILE = (
    "/proc/", "/sys/", "/dev/", "/run/", "/tmp/", "/var/cache/", "/var/log/", "/var/lib/apt/",
    "/var/lib/dpkg/", "/home/", "/packages/", "/etc/ld.so.cache", "/var/tmp/",
)  # fmt: skip


class Debian:
    """A folder that holds a Debian, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(
        self, script: str, *, user: str = "root", display: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a script of the shell in it; its processes and mounts end with it."""
        command = self._command(script, user, display)
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def start(self, script: str, *, user: str, display: str) -> subprocess.Popen[bytes]:
        """Begin a script; killing what is returned ends all that it began."""
        quiet = subprocess.DEVNULL
        command = self._command(script, user, display)
        return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)

    def _command(self, script: str, user: str, display: str) -> list[str]:
        mounts = ["mount -t proc proc $0/proc", "mkdir -p $0/dev/shm $0/tmp/.X11-unix"]
        mounts += ["mount -t tmpfs shm $0/dev/shm"]
        mounts += [f"mount --bind {SOCKETS} $0/tmp/.X11-unix"] if display else []
        who = "" if user == "root" else f"runuser -u {user} --"
        known = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "HOME": "/root" if user == "root" else f"/home/{user}",
            "DEBIAN_FRONTEND": "noninteractive",
            **({"DISPLAY": display} if display else {}),
        }
        command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec"]
        command += ["; ".join([*mounts, f'exec chroot $0 {who} env -i "$@"']), str(self.folder)]
        command += [f"{name}={value}" for name, value in known.items()]
        return [*command, "sh", "-ec", f"cd; {script}"]

    def files(self) -> set[str]:
        """The path of everything in it, but for what is written all the time."""
        found: set[str] = set()
        for where, folders, names in os.walk(self.folder):
            inside = where.removeprefix(str(self.folder))
            folders[:] = [one for one in folders if not f"{inside}/{one}/".startswith(_VOLATILE)]
            found |= {f"{inside}/{name}" for name in [*names, *folders]}
        return {path for path in found if not path.startswith(_VOLATILE)}

    def owned(self) -> set[str]:
        """The paths that belong to a package which is installed."""
        lists = (self.folder / "var/lib/dpkg/info").glob("*.list")
        paths = {line for one in lists for line in one.read_text("utf-8").splitlines()}
        return paths | {f"/usr{path}" for path in paths}


def require_chroot() -> None:
    """Raise `NotBuilt` unless a Debian can be made and entered here."""
    if os.geteuid() != 0:
        raise NotBuilt("Only root can make and enter a clean Debian: run this with sudo.")
    if missing := missing_tools(_TOOLS):
        raise NotBuilt(lacking(missing))


def fresh(release: str, work: Path) -> Debian:
    """A clean Debian of a release, with a user who may do nothing special. Raises `NotBuilt`."""
    if any(letter.isspace() for letter in str(work)):  # debootstrap stumbles over them
        raise NotBuilt(
            f"A clean Debian cannot be made in a folder with a space in its path: {work}"
        )
    kept, trial = work / f"{release}-clean", work / f"{release}-trial"
    if not kept.is_dir():
        _fetch(release, kept)
    if trial.exists():
        shutil.rmtree(trial)
    copied = subprocess.run(["cp", "-a", "--reflink=auto", str(kept), str(trial)], check=False)
    if copied.returncode:
        raise NotBuilt(f"There is no room for a Debian in {work}.")
    debian = Debian(trial)
    # No service is to be started by what is installed.
    refusal = trial / "usr/sbin/policy-rc.d"
    refusal.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    refusal.chmod(0o755)
    shutil.copyfile("/etc/resolv.conf", trial / "etc/resolv.conf")
    settings = subprocess.run(
        ["apt-config", "dump", "Acquire::http::Proxy", "Acquire::https::Proxy"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    (trial / "etc/apt/apt.conf.d/90host").write_text(settings.stdout, encoding="utf-8")
    made = debian.run(f"apt-get -qq update && useradd --create-home --shell /bin/sh {USER}")
    if made.returncode:
        raise NotBuilt(f"The clean Debian could not be prepared:\n{made.stdout}{made.stderr}")
    return debian


def _fetch(release: str, folder: Path) -> None:
    begun = folder.with_suffix(".begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.parent.mkdir(parents=True, exist_ok=True)
    mirror = os.environ.get("CASEROOM_DEBIAN_MIRROR", "http://deb.debian.org/debian")
    print(f"Fetching Debian {release} …", flush=True)
    command = ["debootstrap", "--variant=minbase", release, str(begun), mirror]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"debootstrap failed:\n{done.stdout[-2000:]}{done.stderr}")
    begun.rename(folder)
