"""What the rehearsal wants of the Linux that it runs on."""

import os
import shutil
from pathlib import Path

from development.console import Trouble
from development.needs import Need, lacking, missing_tools

# Debian keeps Wine's own programs and PostgreSQL's off the path.
_WINE_FOLDERS = ("/usr/lib/wine", "/usr/lib/x86_64-linux-gnu/wine", "/opt/wine-stable/bin")
_SERVERS = "/usr/lib/postgresql"


TOOLS = (
    Need("wine64", "wine64", purpose="runs the Windows programs"),
    Need("makensis", "nsis", purpose="makes the setup"),
    Need("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64", purpose="compiles what Wine lacks"),
    Need("Xvfb", "xvfb", purpose="is the screen that the windows open on"),
    Need("openbox", "openbox", purpose="frames the windows"),
    Need("xdotool", "xdotool", purpose="presses the setup's buttons"),
    Need("import", "imagemagick", purpose="takes the pictures"),
    Need("osslsigncode", "osslsigncode", purpose="signs, with a key made for the rehearsal"),
    Need("pg_ctl", "postgresql", purpose="is the server that an office is kept on"),
    Need("openssl", "openssl", purpose="makes the server's certificate"),
)


def search_path() -> str:
    """This process's path, and where distributions put Wine and PostgreSQL."""
    servers = sorted(map(str, Path(_SERVERS).glob("*/bin")), reverse=True)
    return os.pathsep.join([os.environ.get("PATH", ""), *_WINE_FOLDERS, *servers])


def find(program: str) -> str:
    """Where a tool is; "" if it is not here."""
    return shutil.which(program, path=search_path()) or ""


def require() -> None:
    """Raise `Trouble`, naming each tool that is missing."""
    if missing := missing_tools(TOOLS, find):
        raise Trouble(sentences(missing))


def sentences(missing: list[Need]) -> str:
    """What is missing, what for, and the one line that gets all of it."""
    return lacking(missing, "--no-install-recommends")


def wine_loader() -> Path:
    """The program that Wine's own scripts are to start."""
    return Path(find("wine64"))
