"""Whether there is a screen to open a window on."""

import os
import sys


def has_screen() -> bool:
    """Whether Qt would find a screen; without one it ends the process with a core dump."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
