"""What a built program has to put right before anything else.

It may be started without a console, and on Linux it finds its own libraries by a variable that
must not reach other programs. There is nothing here that starts Python by `sys.executable`: in a
built program that is the program itself.
"""

import os
import sys
from typing import Any

_LIBRARIES = "LD_LIBRARY_PATH"


def settle_in() -> None:
    """Call it once, first. In a program that is not built only what applies there is done."""
    _open_missing_streams()
    if getattr(sys, "frozen", False):
        _give_back_library_path(os.environ)
        for stream in (sys.stdout, sys.stderr):
            _write_what_can_be_written(stream, sys.platform)


def _open_missing_streams() -> None:
    """A window program of Windows has none: what is written there goes nowhere, and nobody types.

    Left alone they are None, and whoever writes fails on it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _give_back_library_path(environment: Any) -> None:
    """This process has found its libraries; those that it starts (a browser) shall find theirs."""
    before = environment.pop(f"{_LIBRARIES}_ORIG", None)
    if before is not None:
        environment[_LIBRARIES] = before
    else:
        environment.pop(_LIBRARIES, None)


def _write_what_can_be_written(stream: Any, system: str) -> None:
    """A letter that a stream cannot take is no reason to fail.

    A pipe or a file of Windows would take those of one code page, and whoever reads it would have
    to know which: it gets UTF-8, as elsewhere. The console takes every letter as it is.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    reconfigure(errors="backslashreplace")
    if system == "win32" and not stream.isatty():
        reconfigure(encoding="utf-8")
