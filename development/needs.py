"""Asking for what the operating system must bring: what is missing, and how to get it.

Missing packages are named for the distribution at hand. They are installed where that is allowed:
by root, on Debian and its relatives.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from development.console import say
from development.environment import environment


@dataclass(frozen=True)
class Need:
    """Something of the operating system's: a library (its soname) or a program.

    `fedora` is "" for what is used on Debian and its relatives only; `purpose` goes on after "it".
    """

    what: str
    debian: str
    fedora: str = ""
    purpose: str = ""


def missing_tools(needs: Iterable[Need], find: Callable[[str], object] | None = None) -> list[Need]:
    """The programs that are not here. `find` gives nothing for one that is not; without it the
    path is searched."""
    look = find or shutil.which
    return [need for need in needs if not look(need.what)]


def lacking(needs: Iterable[Need], *options: str) -> str:
    """What is missing, what for where that is known, and the command that gets all of it."""
    wanted = list(needs)
    command = how_to_install(wanted, *options)
    if all(need.purpose for need in wanted):
        lines = [f"{need.what} is missing: it {need.purpose}." for need in wanted]
        return "\n".join([*lines, command])
    named = ", ".join(sorted({need.what for need in wanted}))
    return f"This computer lacks {named}. Install it with: {command}"


def get(needs: list[Need], purpose: str) -> bool:
    """Say what is missing, and install it if that is allowed. Returns whether it was installed."""
    if not needs:
        return True
    named = " ".join(sorted({need.what for need in needs}))
    say(f"{purpose}: this computer lacks {named}.")
    if not _may_install():
        say(f"Install it with: {how_to_install(needs)}")
        return False
    packages = sorted({need.debian for need in needs})
    say(f"Installing {' '.join(packages)} …")
    if _apt(["install", "--no-install-recommends", *packages]):
        return True
    _apt(["update"])  # package lists may be old, or missing altogether
    if _apt(["install", "--no-install-recommends", *packages]):
        return True
    say(f"That did not work. Install it with: {how_to_install(needs)}")
    return False


def how_to_install(needs: Iterable[Need], *options: str) -> str:
    """The command for the distribution at hand; `options` are apt-get's."""
    wanted = list(needs)
    if shutil.which("dnf") and all(need.fedora for need in wanted):
        return "sudo dnf install " + " ".join(sorted({need.fedora for need in wanted}))
    debian = " ".join(sorted({need.debian for need in wanted}))
    if shutil.which("apt-get"):
        return " ".join(["sudo apt-get install", *options, debian])
    return f"your system's package manager (Debian calls the packages {debian})"


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(arguments: list[str]) -> bool:
    command = ["apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=120", *arguments]
    done = subprocess.run(
        command,
        env=environment(DEBIAN_FRONTEND="noninteractive"),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    return not done.returncode
