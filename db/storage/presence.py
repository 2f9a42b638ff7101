"""Who has the office open just now, and whether locks between computers are real.

Each program beats in a file of its own in the office's folder, and holds one byte of it locked
for as long as it lives. Whoever looks sees three things: a byte that is held, so somebody is
there; a heart that no longer beats and a free byte, so somebody is gone; and a heart that beats
while its byte is free for the taking, so the place grants one lock to two, and records would be
lost. The locks are of the kind that the database uses, so they prove what it relies on.

Whether a heart beats is judged by its number as it changes before the reader's own clock: the
clocks of two computers need not agree.
"""

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from db.storage.atomic import problem_with_file
from db.storage.byte_lock import Locker, OsLocker
from db.storage.plain_file import open_plain
from db.storage.presence_file import (
    SUFFIX,
    Beat,
    Person,
    presence_key,
    read,
    to_bytes,
)
from db.storage.problems import StorageProblem
from db.storage.timing import Timing

GONE_AFTER = 180.0  # seconds without a beat and without a lock, before a file is taken away
TRUSTED_AFTER = 60.0  # seconds in which nothing speaks against the locks, before one may write
_FRESH = 30.0  # seconds for which a beat counts
_SLEPT = 25.0  # seconds between two beats, after which the lock may be lost
_TRIES, _PAUSE = 5, 0.02
_MOST_FILES = 200

# Of this process: to open such a file again would let go of its lock when it is closed (POSIX).
_own: dict[Path, Beat | None] = {}


@dataclass(frozen=True)
class Seen:
    """What a look has shown. `locks_are_real` is False from the first proof to the contrary."""

    people: tuple[Beat, ...]
    locks_are_real: bool


@dataclass
class _Known:
    """What is remembered of another program's file. Moments in seconds of `Timing.elapsed`."""

    number: int
    since: float  # when the number was first seen
    beats: bool = False  # whether it has changed before our eyes
    was_free: bool = False  # its lock could be taken when it was last looked at


def others_here(
    folder: Path, data_key: bytes, office_id: UUID, timing: Timing | None = None
) -> tuple[Person, ...]:
    """Who has the office open in another program than this one. Raises `StorageProblem`."""
    nobody = Person(office_id, "", "", datetime.now(UTC))
    own = {path.stem for path in _own}
    seen = Presence(folder, data_key, office_id, nobody, timing=timing).look()
    return tuple(beat.person for beat in seen.people if beat.instance not in own)


class Presence:
    """This program among those that have the office open. Used by one thread at a time."""

    def __init__(
        self,
        folder: Path,
        data_key: bytes,
        office_id: UUID,
        me: Person,
        *,
        locker: Locker | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._folder, self._me = folder, me
        self._key = presence_key(data_key, office_id)
        self._locker = locker or OsLocker()
        self._timing = timing or Timing()
        self._instance = secrets.token_hex(8)
        self._path = folder / f"{self._instance}{SUFFIX}"
        self._descriptor: int | None = None
        self._held = False
        self._beats = 0
        self._beat_at = self._timing.elapsed()
        self._others: dict[str, _Known] = {}
        self._unreal_at: float | None = None  # when this program last saw it itself
        self._told_at: float | None = None  # when another one's beat last said so

    @property
    def instance(self) -> str:
        """The random name of this program's file."""
        return self._instance

    def beat(self, editing: Sequence[tuple[str, UUID]] = ()) -> None:
        """Say that this program is alive and what is edited in it. Raises `StorageProblem`.

        It beats only with its lock in hand: one that slept may have lost it, and takes it anew.
        """
        now = self._timing.elapsed()
        slept = now - self._beat_at > _SLEPT
        self._beat_at = now
        try:
            if slept or self._descriptor is None or not self._path.exists():
                self._open()
            if not self._held:
                self._held = self._take()
            if not self._held or self._descriptor is None:
                return
            self._beats += 1
            alarm = self._unreal_at is not None
            beat = Beat(self._beats, self._me, tuple(editing), self._instance, alarm)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, to_bytes(beat, self._instance, self._key))
            _own[self._path] = beat
        except OSError as error:
            self._close()  # a descriptor of a drive that went away stays dead
            raise problem_with_file(error) from None

    def look(self) -> Seen:
        """Look at everybody, this program included. Raises `StorageProblem`."""
        now, people = self._timing.elapsed(), []
        try:
            files = sorted(self._files())
        except OSError as error:
            raise problem_with_file(error) from None
        for path in files:
            if path in _own:
                beat, there = _own[path], True
                self._prove_own(path, now)
            else:
                # The lock first: whoever beats after it was free lives without it.
                free = self._is_free(path)
                beat = read(path, self._key)
                there = self._is_there(path, beat, free, now)
            if beat is not None and there:
                people.append(beat)
        for gone in self._others.keys() - {path.name for path in files}:
            del self._others[gone]
        if self._unreal_at is not None and now - self._unreal_at > TRUSTED_AFTER:
            self._unreal_at = None
        if self._told_at is not None and now - self._told_at > _FRESH:
            self._told_at = None
        people.sort(key=lambda beat: (beat.person.since, beat.person.name))
        return Seen(tuple(people), self._unreal_at is None and self._told_at is None)

    def end(self) -> None:
        """Say goodbye: the file is gone, then the lock."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._close()
        with suppress(OSError):  # Windows takes nothing away that is open
            self._path.unlink(missing_ok=True)

    # ---- inside ----

    def _files(self) -> Iterator[Path]:
        for number, path in enumerate(self._folder.glob(f"*{SUFFIX}")):
            if number >= _MOST_FILES:
                return
            yield path

    def _prove_own(self, path: Path, now: float) -> None:
        """Try one's own lock as a stranger would, where that is possible: it must be refused."""
        if path == self._path and self._held and self._locker.proves_own and self._is_free(path):
            self._unreal_at = now

    def _is_there(self, path: Path, beat: Beat | None, free: bool | None, now: float) -> bool:
        """Whether somebody else's program lives; notes what that says about the locks."""
        number = beat.number if beat is not None else -1
        lives = path.name not in self._others and free is False
        known = self._others.setdefault(path.name, _Known(number, now))
        moved = number > known.number  # forward only: an old content put back is no beat
        if moved:
            known.beats = known.number >= 0
            known.number, known.since = number, now
        if beat is not None and beat.alarm and (moved or lives):
            self._told_at = now
        if free and known.was_free and moved:  # twice: one who is just leaving is no proof
            self._unreal_at = now
        known.was_free = free is True
        if free and now - known.since > GONE_AFTER:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        return free is False or (known.beats and now - known.since < _FRESH)

    def _is_free(self, path: Path) -> bool | None:
        """Whether the lock that its owner should hold can be taken; None if it cannot be seen."""
        try:
            descriptor = open_plain(path, os.O_RDWR)
        except OSError:
            return None  # it is going, or may not be asked about: that proves nothing
        try:
            free = self._locker.take(descriptor)
            if free:
                self._locker.give_back(descriptor)
            return free
        except OSError:
            return None
        finally:
            os.close(descriptor)

    def _open(self) -> None:
        self._close()
        self._folder.mkdir(exist_ok=True)
        if not stat.S_ISDIR(os.lstat(self._folder).st_mode):
            raise StorageProblem("presence_changed")  # a link that leads elsewhere
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self._path, flags, 0o666)
        _own[self._path] = None
        self._held = self._take()

    def _take(self) -> bool:
        """Take the own lock; somebody who asks whether it is free holds it for a moment."""
        assert self._descriptor is not None
        for _ in range(_TRIES):
            if self._locker.take(self._descriptor):
                return True
            self._timing.pause(_PAUSE)
        return False

    def _close(self) -> None:
        descriptor, self._descriptor, self._held = self._descriptor, None, False
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)
        _own.pop(self._path, None)
