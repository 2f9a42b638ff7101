"""The language of the command line: the one chosen in the program, or the surroundings'."""

import os

from db.texts import use
from desktop.settings import Settings


def speak() -> None:
    """Use the language that the person chose, or else that of the terminal."""
    surroundings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    use(str(Settings().get("language")) or next(filter(None, surroundings), ""))
