"""A copy of a shared office's database on this computer, for reading, encrypted like the office.

A copy is made under a temporary name, opened as a stranger would, counted, and renamed only then.
Its name says of which moment it is. A newer one takes an older one's place; at most two lie here
for a while, because Windows removes no file that is still being read. The attached files are not
copied.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.copying import LONGEST_HOLD, Copied, copy_database
from db.storage.counting import counted
from db.storage.engine import Engines, open_engines
from db.storage.one_at_a_time import one_at_a_time
from db.storage.place import Place, PlaceKind
from db.storage.plain_file import is_strange
from db.storage.problems import StorageProblem, problem_of
from db.storage.timing import Timing

ROOM_LEFT = 200 * 1024 * 1024  # bytes that a copy leaves free on this computer's disk
_MOMENT = "%Y%m%dT%H%M%S%f"
_SUFFIX = ".copy"
_NEW = ".new"
_SIZES = ("page_count", "page_size")


@dataclass(frozen=True)
class Copy:
    """One copy: its file, and the moment (aware) up to which everything is in it."""

    file: Path
    made_at: datetime


class Copies:
    """The copies of one office in a folder of this computer."""

    def __init__(self, folder: Path, office_id: UUID) -> None:
        self.folder = folder / office_id.hex

    def newest(self) -> Copy | None:
        """The newest copy that was finished, or None."""
        return max(self._all(), key=lambda copy: copy.made_at, default=None)

    def make(
        self,
        source: Any,
        data_key: bytes,
        made_at: datetime,
        timing: Timing,
        wanted: Callable[[], bool] = lambda: True,
        longest_hold: float = LONGEST_HOLD,
    ) -> tuple[Copy, Copied]:
        """Make a copy of what the driver's connection `source` reads, verified.

        `made_at` is the moment before it begins. Raises `Refused`: "copy.no_room",
        "copy.elsewhere" while another program makes one, what is wrong with a disk, or with a
        copy that is not whole; `TooBusy` or `Stopped` from `db.storage.copying`. Nothing is left
        then, and older copies stay.
        """
        name = made_at.astimezone(UTC).strftime(_MOMENT)
        new = self.folder / f".{name}-{secrets.token_hex(4)}{_NEW}"
        final = self.folder / f"{name}{_SUFFIX}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with one_at_a_time(self.folder / "lock") as mine:
                if not mine:
                    raise Refused(hard("copy.elsewhere"))
                self._remove(self.folder.glob(f".*{_NEW}"))
                self._need_room(source)
                try:
                    copied = copy_database(
                        source, new, data_key, timing, wanted=wanted, longest_hold=longest_hold
                    )
                    _verify(new, data_key, copied)
                    with open(new, "rb+") as written:
                        os.fsync(written.fileno())
                    os.replace(new, final)
                    sync_folder(self.folder)
                finally:
                    self._remove([new])
                self._remove(copy.file for copy in self._all() if copy.file != final)
        except driver.Error as error:
            raise problem_of(error) or StorageProblem("input_output") from None
        except OSError as error:
            raise problem_with_file(error) from None
        return Copy(final, made_at), copied

    def remove_all(self) -> None:
        """Take every copy away, as far as nobody is reading it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def remove_others(self, before: datetime) -> None:
        """Take away the copies of other offices that were made before this moment (aware)."""
        with suppress(OSError):
            for folder in list(self.folder.parent.iterdir()):
                with suppress(ValueError):
                    other = Copies(self.folder.parent, UUID(folder.name))
                    newest = other.newest()
                    if folder != self.folder and newest is not None and newest.made_at < before:
                        other.remove_all()

    def _all(self) -> list[Copy]:
        found = []
        with suppress(OSError):
            for file in self.folder.glob(f"*{_SUFFIX}"):
                with suppress(ValueError):
                    moment = datetime.strptime(file.stem, _MOMENT).replace(tzinfo=UTC)
                    if not is_strange(file):
                        found.append(Copy(file, moment))
        return found

    def _need_room(self, source: Any) -> None:
        numbers = [source.execute(f"PRAGMA {name}").fetchone()[0] for name in _SIZES]
        size = int(numbers[0]) * int(numbers[1])  # SQLCipher says some of them in letters
        if shutil.disk_usage(self.folder).free < size + ROOM_LEFT:
            raise Refused(hard("copy.no_room"))

    def _remove(self, files: Any) -> None:
        for file in list(files):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def open_copy(copy: Copy, data_key: bytes) -> Engines:
    """Engines to read a copy with; nothing can be written through them."""
    place = Place(copy.file.parent, PlaceKind.SHARE)
    return open_engines(copy.file, data_key, place, must_exist=True, readonly=True)


def _verify(file: Path, data_key: bytes, copied: Copied) -> None:
    counts = counted(file, data_key)
    if not counts.get("office") or not counts.get("staff") or not copied.pages:
        raise Refused(hard("backup.verify_failed", what="counts"))
