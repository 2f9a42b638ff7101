"""What the operating system must bring on Linux: libraries for Qt, and tools for layer 3."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from development import needs
from development.environment import environment, python
from development.needs import Need

# Qt does not start without these, not even without a display.
QT_LIBRARIES = (
    Need("libGL.so.1", "libgl1", "libglvnd-glx"),
    Need("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Need("libX11.so.6", "libx11-6", "libX11"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("libfreetype.so.6", "libfreetype6", "freetype"),
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
)

# Qt opens no window under X without these.
WINDOW_LIBRARIES = (
    Need("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Need("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Need("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)

SESSION_BUS = Need("dbus-run-session", "dbus", "dbus-daemon")
SECRET_SERVICE = (SESSION_BUS, Need("gnome-keyring-daemon", "gnome-keyring", "gnome-keyring"))
ACCESSIBILITY = (
    SESSION_BUS,
    Need("Xvfb", "xvfb", "xorg-x11-server-Xvfb"),
    Need("xdotool", "xdotool", "xdotool"),
    Need("openbox", "openbox", "openbox"),
    Need("at-spi-bus-launcher", "at-spi2-core", "at-spi2-core"),
    Need("python3-gi", "python3-gi", "python3-gobject"),
    Need("gir1.2-atspi-2.0", "gir1.2-atspi-2.0", "at-spi2-core"),
)


def missing_libraries(libraries: Iterable[Need]) -> list[Need]:
    """The libraries that the environment's Python cannot load. Only Linux lacks any."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = list(libraries)
    probe = (
        "import ctypes, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        ctypes.CDLL(name)\n"
        "    except OSError:\n"
        "        print(name)\n"
    )
    command = [str(python()), "-c", probe, *(need.what for need in wanted)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    absent = set(answer.stdout.split())
    return [need for need in wanted if need.what in absent]


def missing_tools(tools: Iterable[Need]) -> list[Need]:
    """The programs and bindings that are not here."""
    return needs.missing_tools(tools, _has_tool)


def _has_tool(what: str) -> bool:
    if what == "at-spi-bus-launcher":
        return accessibility_launcher() is not None
    if what == "python3-gi":
        return _python_with("import gi") is not None
    if what == "gir1.2-atspi-2.0":
        return accessibility_python() is not None
    return shutil.which(what) is not None


def accessibility_launcher() -> Path | None:
    """The program that starts the accessibility bus; distributions keep it in different places."""
    folders = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib/at-spi2")
    found = (Path(folder) / "at-spi-bus-launcher" for folder in folders)
    return next((program for program in found if program.is_file()), None)


def accessibility_python() -> str | None:
    """A Python of the system's that can speak to the accessibility bus."""
    return _python_with("import gi; gi.require_version('Atspi', '2.0')")


def _python_with(code: str) -> str | None:
    for candidate in ("/usr/bin/python3", shutil.which("python3"), sys.executable):
        if candidate and Path(candidate).exists():
            command = [candidate, "-W", "ignore", "-c", code]
            if not subprocess.run(command, capture_output=True, check=False).returncode:
                return candidate
    return None


@cache
def has_display() -> bool:
    """Whether Qt can open a window here: asked by opening a connection, since a variable proves
    nothing."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    command = [str(python()), "-c", code]
    try:
        done = subprocess.run(command, env=environment(), capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return False
    return not done.returncode
