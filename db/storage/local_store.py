"""What one person's program keeps on one computer, encrypted, so that nothing is lost.

A log is a file of lines. Each is sealed with ChaCha20-Poly1305 under a key derived from the
person's private keys: the office's data key does not open it, nor does a colleague's, and it
outlives a new data key. Office, kind of log, computer and the line's number are bound to it, so a
line that was edited, moved or copied from elsewhere is reported as damaged and skipped. What
follows the last end of a line was broken off while it was written, and counts for nothing.

The file's name is derived from the same keys: it says neither whose it is nor of which office.
Added lines are on the disk (fsync) before `add` returns; a log that is written anew is there as
the old or the new one. What was put back as a whole from an older copy cannot be seen here.
"""

import os
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from db.primitives import Altered, decrypt, derived, encrypt
from db.storage.atomic import problem_with_file, write_whole
from db.storage.keys.identity import Identity
from db.storage.one_at_a_time import one_at_a_time
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem
from db.storage.timing import Timing

MOST = 16 * 1024 * 1024  # bytes of one log
_CONTEXT = b"caseroom-local-1\0"
_NUMBER = 8  # bytes
_NONCE = 12  # bytes
_TURN_TRIES, _TURN_PAUSE = 100, 0.02  # seconds


@dataclass(frozen=True)
class Kept:
    """What a log holds, the oldest first, and how many lines of it were damaged."""

    contents: tuple[bytes, ...] = ()
    damaged: int = 0


class LocalLog:
    """One log of one person for one office on this computer. Any thread may use it.

    Another program of the same person waits for its turn. Everything raises `StorageProblem`:
    "storage.full", also above `most` bytes, "storage.readonly", "storage.gone", "storage.locked".
    """

    def __init__(
        self,
        folder: Path,
        identity: Identity,
        office_id: UUID,
        device: str,
        kind: str,
        *,
        most: int = MOST,
        timing: Timing | None = None,
    ) -> None:
        self._folder, self._most = folder, most
        self._about = _CONTEXT + b"\0".join((office_id.bytes, kind.encode(), device.encode()))
        self._key = _derived(identity, b"key\0" + self._about, 32)
        self.file = folder / f"{_derived(identity, b'name' + self._about, 16).hex()}.kept"
        self._pause = (timing or Timing()).pause
        self._lock = threading.Lock()

    def add(self, *contents: bytes) -> None:
        """Keep these as well: when this returns they are on the disk."""
        with self._turn():
            whole = self._whole()
            end = whole.rfind(b"\n") + 1  # a line that was broken off is written over
            first = self._last_number(whole[:end]) + 1
            lines = self._sealed(contents, first)
            if end + len(lines) > self._most:
                raise StorageProblem("full")
            descriptor = os.open(
                self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
            )
            with open(descriptor, "r+b") as file:
                file.seek(end)
                file.write(lines)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())

    def read(self) -> Kept:
        """What is kept; nothing where there is no such file."""
        with self._errors():
            return self._opened(self._whole())

    def change(self, changed: Callable[[Sequence[bytes]], Sequence[bytes]]) -> Kept:
        """Write the log anew with what `changed` makes of its contents; gives what was there.

        Damaged lines are dropped with it. Nothing is written where nothing changes.
        """
        with self._turn():
            before = self._opened(self._whole())
            after = tuple(changed(before.contents))
            if after == before.contents and not before.damaged:
                return before
            if not after:
                self.file.unlink(missing_ok=True)
                return before
            lines = self._sealed(after, 1)
            if len(lines) > self._most:
                raise StorageProblem("full")
            write_whole(self.file, lines, mode=0o600)
            return before

    # ---- inside ----

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._lock, self._errors():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for _ in range(_TURN_TRIES):
                with one_at_a_time(self.file.with_suffix(".lock")) as ours:
                    if ours:
                        yield
                        return
                self._pause(_TURN_PAUSE)
            raise StorageProblem("locked")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise problem_with_file(error) from None

    def _whole(self) -> bytes:
        try:
            return read_plain(self.file, 2 * self._most)  # one that was blown up: not all of it
        except FileNotFoundError:
            return b""

    def _sealed(self, contents: Sequence[bytes], first: int) -> bytes:
        lines = []
        for place, content in enumerate(contents):
            number, nonce = (first + place).to_bytes(_NUMBER), os.urandom(_NONCE)
            box = encrypt(self._key, nonce, content, self._about + number)
            lines.append(b64encode(number + nonce + box) + b"\n")
        return b"".join(lines)

    def _opened(self, whole: bytes) -> Kept:
        contents: list[bytes] = []
        damaged, last = 0, 0
        for line in whole.split(b"\n")[:-1]:
            opened = self._line(line)
            if opened is None or opened[0] <= last:  # edited, or a copy of an earlier one
                damaged += 1
                continue
            last = opened[0]
            contents.append(opened[1])
        return Kept(tuple(contents), damaged)

    def _last_number(self, whole: bytes) -> int:
        """Of the last line that is sound: what a damaged one claims is not believed."""
        for line in reversed(whole.split(b"\n")):
            opened = self._line(line) if line else None
            if opened is not None:
                return opened[0]
        return 0

    def _line(self, line: bytes) -> tuple[int, bytes] | None:
        try:
            raw = b64decode(line, validate=True)
            number, nonce = raw[:_NUMBER], raw[_NUMBER : _NUMBER + _NONCE]
            box = raw[_NUMBER + _NONCE :]
            return int.from_bytes(number), decrypt(self._key, nonce, box, self._about + number)
        except (ValueError, Altered):
            return None


def _derived(identity: Identity, purpose: bytes, length: int) -> bytes:
    return derived(identity.to_bytes(), purpose, length)
