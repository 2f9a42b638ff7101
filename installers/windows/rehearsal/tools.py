"""What the rehearsal wants of the Linux that it runs on."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from development.console import Trouble

# Debian keeps Wine's own programs and PostgreSQL's off the path.
_WINE_FOLDERS = ("/usr/lib/wine", "/usr/lib/x86_64-linux-gnu/wine", "/opt/wine-stable/bin")
_SERVERS = "/usr/lib/postgresql"


@dataclass(frozen=True)
class Tool:
    """A program, Debian's package of it, and what the rehearsal does with it."""

    program: str
    package: str
    purpose: str


TOOLS = (
    Tool("wine64", "wine64", "runs the Windows programs"),
    Tool("makensis", "nsis", "makes the setup"),
    Tool("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64", "compiles what Wine lacks"),
    Tool("Xvfb", "xvfb", "is the screen that the windows open on"),
    Tool("openbox", "openbox", "frames the windows"),
    Tool("xdotool", "xdotool", "presses the setup's buttons"),
    Tool("import", "imagemagick", "takes the pictures"),
    Tool("osslsigncode", "osslsigncode", "signs, with a key made for the rehearsal"),
    Tool("pg_ctl", "postgresql", "is the server that an office is kept on"),
    Tool("openssl", "openssl", "makes the server's certificate"),
)


def search_path() -> str:
    """This process's path, and where distributions put Wine and PostgreSQL."""
    servers = sorted(map(str, Path(_SERVERS).glob("*/bin")), reverse=True)
    return os.pathsep.join([os.environ.get("PATH", ""), *_WINE_FOLDERS, *servers])


def find(program: str) -> str:
    """Where a tool is; "" if it is not here."""
    return shutil.which(program, path=search_path()) or ""


def missing(found: Mapping[str, str] | None = None) -> list[Tool]:
    """The tools that are not here. `found` stands in for looking, in tests."""
    known = {tool.program: find(tool.program) for tool in TOOLS} if found is None else found
    return [tool for tool in TOOLS if not known.get(tool.program)]


def sentences(tools: list[Tool]) -> str:
    """What is missing, what for, and the one line that gets all of it."""
    lines = [f"{tool.program} is missing: it {tool.purpose}." for tool in tools]
    packages = " ".join(sorted({tool.package for tool in tools}))
    return "\n".join([*lines, f"sudo apt-get install --no-install-recommends {packages}"])


def require() -> None:
    """Raise `Trouble`, naming each tool that is missing."""
    if lacking := missing():
        raise Trouble(sentences(lacking))


def wine_loader() -> Path:
    """The program that Wine's own scripts are to start."""
    return Path(find("wine64"))
