"""Wrong passwords on this computer: counted in the settings folder, so that a restart of the
program forgets none, and logged in the office at the next success.

The file holds no name. Whoever deletes it waits no more: it slows somebody at the keyboard; what
slows a thief of the office's folder is the cost of each guess (Argon2id).
"""

import hashlib
import json
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.office import Office
from db.office.entering import Where
from db.operations.staff.attempts import record_failed_sign_ins
from db.rules.attempts import Attempts, still_to_wait
from db.rules.findings import Refused, hard
from db.storage.atomic import write_whole
from db.storage.plain_file import read_plain
from db.storage.timing import Timing
from desktop.settings import folder as settings_folder

FILE = "attempts.json"
_MOST = 200  # people and offices remembered
_LARGEST = 1024 * 1024  # bytes
_WRONG = ("sign_in.wrong", "storage.wrong_password", "recovery.wrong")
_turn = threading.Lock()


class Counted:
    """Filled in by whoever gets in: the office that is to be told."""

    office: Office | None = None


@contextmanager
def counted(
    place: Where, user_name: str, timing: Timing | None = None, file: Path | None = None
) -> Iterator[Counted]:
    """Let somebody try a password inside the block, if they have waited long enough.

    Raises `Refused` with "sign_in.wait" before it is time. A wrong password inside counts; after
    the right one the office that was put into `Counted` hears how many there were.
    """
    timing, file = timing or Timing(), file or settings_folder() / FILE
    key = _key(place, user_name)
    before = _read(file).get(key)
    if before is not None:
        now, elapsed = datetime.now(UTC), timing.elapsed()
        seconds = math.ceil(still_to_wait(before, now, elapsed))
        if seconds > 0:
            if now < before.last and elapsed < before.elapsed:
                # Restarted with a clock that is behind: from here on it waits by the other clock,
                # or whoever had a clock that was ahead would wait until that day comes.
                _keep(file, key, replace(before, last=now, elapsed=elapsed))
            raise Refused(hard("sign_in.wait", "password", seconds=seconds))
    found = Counted()
    try:
        yield found
    except Refused as refused:
        if any(refused.has(code) for code in _WRONG):
            _count(file, key, timing)
        raise
    if before is not None:
        _forget(file, key)
        if found.office is not None:
            with suppress(Refused):  # they are in; a log that cannot be written is told elsewhere
                found.office.write(record_failed_sign_ins, before.failed, before.first)


def _key(place: Where, user_name: str) -> str:
    where = place.absolute() if isinstance(place, Path) else place
    words = f"{where}\0{user_name.strip().lower()}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _count(file: Path, key: str, timing: Timing) -> None:
    now, elapsed = datetime.now(UTC), timing.elapsed()
    with _turn:
        kept = _read(file)
        before = kept.pop(key, None)
        kept[key] = before.again(now, elapsed) if before else Attempts(1, now, now, elapsed)
        _write(file, dict(list(kept.items())[-_MOST:]))


def _keep(file: Path, key: str, attempts: Attempts) -> None:
    with _turn:
        kept = _read(file)
        if key in kept:
            _write(file, {**kept, key: attempts})


def _forget(file: Path, key: str) -> None:
    with _turn:
        kept = _read(file)
        if kept.pop(key, None) is not None:
            _write(file, kept)


def _read(file: Path) -> dict[str, Attempts]:
    """What the file says; whatever else stands in it counts for nothing."""
    try:
        values = json.loads(read_plain(file, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    found = {}
    for key, value in values.items():
        with suppress(TypeError, ValueError, KeyError, OverflowError):
            found[key] = _attempts(value)
    return found


def _attempts(value: Any) -> Attempts:
    first, last = (datetime.fromisoformat(value[name]) for name in ("first", "last"))
    failed, elapsed = value["failed"], float(value["elapsed"])
    if first.tzinfo is None or last.tzinfo is None or not math.isfinite(elapsed):
        raise ValueError("no moment")
    if type(failed) is not int or not 0 < failed < 2**31:
        raise ValueError("no number")
    return Attempts(failed, first, last, elapsed)


def _write(file: Path, kept: dict[str, Attempts]) -> None:
    values = {
        key: {**asdict(a), "first": a.first.isoformat(), "last": a.last.isoformat()}
        for key, a in kept.items()
    }
    with suppress(OSError, Refused):  # a folder that cannot be written must not lock people out
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(values).encode(), mode=0o600)
