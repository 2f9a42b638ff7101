"""Small things that wait on this computer until the office's drive is back, sealed to one person.

A file of lines, each sealed to the person's own public key: nobody else can read them, and they
outlive a new data key of the office. A line whose writing was broken off counts for nothing.
"""

import os
import threading
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from db.storage.atomic import problem_with_file, write_whole
from db.storage.keys.identity import Identity
from db.storage.keys.sealing import SealedBox, seal, unseal
from db.storage.one_at_a_time import my_turn
from db.storage.plain_file import NotPlain, is_strange, read_plain
from db.storage.problems import StorageProblem

MOST = 1024 * 1024  # bytes
_CONTEXT = b"caseroom-later-1"
_EPHEMERAL = 32  # bytes
# What is added while the rest is written into the office must not go with it: several objects of
# one program may know the same file.
_turn = threading.RLock()


class Later:
    """What waits for one person of one office."""

    def __init__(self, file: Path, identity: Identity) -> None:
        self._file, self._identity = file, identity

    def add(self, content: bytes) -> None:
        """Let this wait too. Raises `StorageProblem` where that cannot be written."""
        sealed = seal(content, self._identity.public.sealing, _CONTEXT)
        line = b64encode(sealed.ephemeral + sealed.box) + b"\n"
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._my_turn(), open(self._descriptor(), "r+b") as file:
                whole = file.read(MOST + 1)
                if len(whole) + len(line) > MOST:
                    raise StorageProblem("full")
                file.seek(whole.rfind(b"\n") + 1)  # a line that was broken off is written over
                file.write(line)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise problem_with_file(error) from None

    def _descriptor(self) -> int:
        if is_strange(self._file, links=True):
            raise NotPlain(self._file)
        return os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        """Nobody else's, on a thread of this program or in another program of theirs."""
        with _turn, my_turn(self._file.with_suffix(".lock")):
            yield

    def all(self) -> list[bytes | None]:
        """What waits, the oldest first; None for what was damaged since."""
        return [self.opened(line) for line in self.lines()]

    def drop(self, done: Collection[bytes]) -> None:
        """These lines wait no more; any other does. Raises `StorageProblem`.

        Not by their number: another program of the same person may have been at it meanwhile.
        """
        try:
            with self._my_turn():
                gone = frozenset(done)
                rest = [one for one in read_plain(self._file).split(b"\n") if one not in gone]
                if any(rest):
                    write_whole(self._file, b"\n".join(rest), mode=0o600)
                else:
                    self._file.unlink(missing_ok=True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise problem_with_file(error) from None

    def lines(self) -> list[bytes]:
        """The lines that wait, as they stand in the file, the oldest first."""
        try:
            found = read_plain(self._file, MOST).split(b"\n")
        except OSError:
            return []
        return found[:-1]  # what follows the last end of a line was broken off

    def opened(self, line: bytes) -> bytes | None:
        """What a line says; None for one that was damaged."""
        try:
            whole = b64decode(line, validate=True)
            box = SealedBox(whole[:_EPHEMERAL], whole[_EPHEMERAL:])
            return unseal(box, self._identity, _CONTEXT)
        except (ValueError, StorageProblem):
            return None
