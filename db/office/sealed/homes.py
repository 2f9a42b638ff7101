"""Where sealed files are kept: beside an office in its folder, or in tables of its server.

Either way a sealed file is worked on in a folder, which holds its seal and its database. In an
office's folder that is the file itself. On a server it is a copy (`server_homes`), which counts
for nothing before the server has it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from db.office.homes import Home, ServerHome
from db.office.layout import Folder
from db.office.sealed.layout import all_in, sealed_folder, without_files
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.problems import StorageProblem
from db.storage.seal_file import read_seal
from db.storage.sealed_copies import SEALED
from db.storage.unfinished_sealed import BEING_MADE, remove_unfinished
from db.storage.writing_lock import writing_lock

# Puts a sealed file on record in the office's log; what it is given belongs in that transaction.
Record = Callable[[Callable[[Session], None]], object]


class SealedHome(Protocol):
    """One sealed file that somebody has open. What the place does not allow is a `StorageProblem`.

    Several threads may read in its `folder`; the caller lets one at a time have its `turn` and ask
    for the `newest`.
    """

    @property
    def folder(self) -> Folder:
        """Where its seal, its database and its attached files are found now."""
        ...

    def turn(self, seconds: float) -> AbstractContextManager[None]:
        """Nobody else writes the file meanwhile; wait for so long."""
        ...

    def newest(self) -> bool:
        """Whether the `folder` is another one from now on, since others wrote."""
        ...

    def keep(self) -> None:
        """What was written in the folder counts from now on."""
        ...

    def forget(self) -> None:
        """What was written in the folder and not kept counts for nothing."""
        ...

    def within(self, session: Session) -> AbstractContextManager[None]:
        """What is kept meanwhile counts with what this session of the office writes, where these
        are in one place; elsewhere at once."""
        ...

    def close(self) -> None:
        """Nobody works on it here any more."""
        ...


class SealedHomes(Protocol):
    """All sealed files of an office."""

    def ids(self) -> Iterator[UUID]:
        """Of all that are there, whoever may open them."""
        ...

    def torn(self) -> Iterator[str]:
        """The names of those whose seal or database is gone, as everybody sees."""
        ...

    def leftovers(self) -> Iterator[str]:
        """The names of what was not made to its end."""
        ...

    def read_seal(self, sealed_id: UUID) -> bytes:
        """The content of its seal. Raises `Refused` with "sealed.unknown", or `StorageProblem`."""
        ...

    def one(self, sealed_id: UUID) -> SealedHome:
        """One of them, to be opened. Raises `Refused` with "sealed.unknown"."""
        ...

    def make(self, sealed_id: UUID, fill: Callable[[Folder], None], record: Record) -> None:
        """Keep a new one, which `fill` writes into a folder: then it is there and on record.

        Raises `Refused`; then nothing is left, but for "storage.unsure", where both may be there.
        """
        ...


def sealed_in(home: Home) -> SealedHomes:
    """The sealed files of the office that lives here."""
    if isinstance(home, ServerHome):
        from db.office.sealed.server_homes import SealedOnServer

        return SealedOnServer(home.engines)
    assert isinstance(home, Folder)
    return SealedInFolder(home)


class InFolder:
    """A sealed file that lies in a folder, and counts as it lies there."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def turn(self, seconds: float) -> AbstractContextManager[None]:
        """Whoever copies the file, as a backup does, waits as well."""
        return writing_lock(self.folder.path, seconds)

    def newest(self) -> bool:
        """It always is."""
        return False

    def keep(self) -> None:
        """It is there already."""

    def forget(self) -> None:
        """Whoever wrote it puts it back."""

    def within(self, session: Session) -> AbstractContextManager[None]:
        """It counts at once."""
        return nullcontext()

    def close(self) -> None:
        """It stays."""


class SealedInFolder:
    """Sealed files beside an office in a folder, each in one of its own."""

    def __init__(self, office: Folder) -> None:
        self._office = office

    def ids(self) -> Iterator[UUID]:
        """By their folders' names."""
        return all_in(self._office)

    def torn(self) -> Iterator[str]:
        """Folders that lack a file."""
        return without_files(self._office)

    def leftovers(self) -> Iterator[str]:
        """Folders under a passing name."""
        for path in sorted((self._office.path / SEALED).glob(".*")):
            yield path.name

    def read_seal(self, sealed_id: UUID) -> bytes:
        """The content of its file."""
        return read_seal(sealed_folder(self._office, sealed_id).path)

    def one(self, sealed_id: UUID) -> InFolder:
        """The folder itself."""
        found = sealed_folder(self._office, sealed_id)
        if not found.path.is_dir():
            raise Refused(hard("sealed.unknown"))
        return InFolder(found)

    def make(self, sealed_id: UUID, fill: Callable[[Folder], None], record: Record) -> None:
        """Under a passing name until it is whole."""
        final = sealed_folder(self._office, sealed_id)
        if final.path.exists():
            raise Refused(hard("sealed.exists"))
        made = Folder(self._office.path / SEALED / f"{BEING_MADE}{new_id()}")
        placed = kept = False
        try:
            remove_unfinished(made.path.parent)
            made.path.mkdir(parents=True)
            made.documents.mkdir()
            fill(made)
            made.path.rename(final.path)
            placed = True
            sync_folder(final.path.parent)
            try:
                record(lambda _: None)
            except StorageProblem as problem:
                kept = problem.has("storage.unsure")  # it may be in the log: then it must be there
                raise
            kept = True
        except OSError as error:
            raise problem_with_file(error) from None
        finally:
            # A name that did not reach the disk may be gone tomorrow, and what the log does not
            # know nobody answers for: who is refused counts on none.
            for left in (made.path, *([final.path] if placed and not kept else ())):
                with suppress(OSError):
                    shutil.rmtree(left, ignore_errors=True)
