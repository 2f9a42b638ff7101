"""What the program says of itself: its version, what it stands on, where its folders are."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from db.texts import t
from desktop import logs, settings
from desktop.cache import cache_folder
from desktop.notices import read_notices
from desktop.version import version
from ui.about_program import AboutProgram

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.dialogs.palette import Command
    from ui.main_window import MainWindow


def command(window: Callable[[], MainWindow]) -> Command:
    """For Ctrl+K and the sheet of shortcuts of a window that is there when it is chosen."""
    from ui.dialogs.palette import Command

    def show() -> None:
        from ui.dialogs.about import AboutDialog

        AboutDialog(window().context, about_program(), window()).open()

    return Command(t("About Caseroom"), show, "", "information", helps=True)


def about_program() -> AboutProgram:
    """All of it, in the language in use; the versions are those at work here."""
    names = {
        "python": "Python",
        "qt": "Qt",
        "sqlcipher": "SQLCipher",
        "sqlite": "SQLite",
        "system": t("System"),
        "settings": t("Settings"),
        "log": t("Log and crash reports"),
        "copies": t("Encrypted copies"),
        "program": t("The program"),
    }
    return AboutProgram(
        version(),
        [(names[key], said) for key, said in stands_on().items()],
        [(names[key], str(folder)) for key, folder in folders().items()],
        read_notices,
    )


def stands_on() -> dict[str, str]:
    """The main things that it is made with, and this computer's system, with their versions."""
    import PySide6
    import sqlcipher3

    connection = sqlcipher3.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    return {
        "python": platform.python_version(),
        "qt": str(PySide6.__version__),
        "sqlcipher": str(cipher),
        "sqlite": str(sqlcipher3.sqlite_version),
        "system": platform.platform(terse=True),
    }


def folders() -> dict[str, Path]:
    """Where the program keeps what is this person's own; an office lives where it was put."""
    return {
        "settings": settings.folder(),
        "log": logs.log_folder(),
        "copies": cache_folder(),
        "program": _program(),
    }


def _program() -> Path:
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return Path(__file__).parent.parent
