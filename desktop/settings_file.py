"""The settings file as several open programs of one person write it: each brings in what it
changed itself, on top of what stands there by then.

They take turns by a lock that the system lets go of when a program ends. The file is written whole
and put in the old one's place, so that it is never half there. One that is damaged all the same is
kept beside the new one, which then begins with what this program had read before.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from copy import deepcopy
from pathlib import Path

from db.rules.findings import Refused
from db.storage.atomic import replace
from db.storage.one_at_a_time import my_turn, one_at_a_time
from db.storage.problems import StorageProblem
from desktop.settings import Damaged, Edit, Whole, as_text, read_whole

_PART, _OF_PART = "settings-", ".new"  # what is written before it takes the file's place
_LEFT_AFTER = 3600  # seconds; nobody writes for that long, and who sleeps meanwhile saves again
_MOST_ASIDE = 9  # damaged files; a tenth takes the last one's place


def bring_in(path: Path, edits: Iterable[Edit], known: Whole) -> Whole:
    """What stands in the file after these edits; `known` is what stood there when it was sound.

    Raises `OSError`, and `Refused` where another program has been at it for seconds: then nothing
    was written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _turn(path):
        before = None
        try:
            whole = read_whole(path)
            before = as_text(whole)
        except FileNotFoundError:
            whole = deepcopy(known)
        except Damaged:
            _set_aside(path)
            whole = deepcopy(known)
        for edit in edits:
            edit(whole)
        text = as_text(whole)
        if text != before:
            _write(path, text)
    return whole


def sound_again(path: Path) -> Whole | None:
    """Look once more at a file that was damaged, and set it aside if it still is."""
    with suppress(OSError, Refused), _turn(path):
        try:
            return read_whole(path)
        except Damaged:
            _set_aside(path)
    return None


def tidy(folder: Path) -> None:
    """Remove what programs left that were killed while they wrote, nothing being written."""
    before = time.time() - _LEFT_AFTER
    for part in folder.glob(f"{_PART}*{_OF_PART}"):
        with suppress(OSError):  # somebody else was faster, or may do more than we
            if part.lstat().st_mtime < before:
                part.unlink()


def _write(path: Path, text: str) -> None:
    written = Path()
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, delete=False, encoding="utf-8", prefix=_PART, suffix=_OF_PART
        ) as file:
            written = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        replace(written, path)
    except OSError:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        raise


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Our turn. Where the folder's file system knows no locks there is none to wait for."""
    with ExitStack() as held:
        try:
            held.enter_context(my_turn(path.with_suffix(".lock")))
        except StorageProblem:
            if _knows_locks(path.parent):
                raise
        yield


def _knows_locks(folder: Path) -> bool:
    trial = folder / f"{_PART}{secrets.token_hex(4)}{_OF_PART}"
    try:
        with one_at_a_time(trial) as ours:
            return ours
    finally:
        trial.unlink(missing_ok=True)


def _set_aside(path: Path) -> None:
    """Keep it under a name of its own: what is left in it may be wanted."""
    numbers = ("", *(f"-{number}" for number in range(2, _MOST_ASIDE + 1)))
    names = [path.with_suffix(f".unreadable{number}.json") for number in numbers]
    os.replace(path, next((one for one in names if not os.path.lexists(one)), names[-1]))
