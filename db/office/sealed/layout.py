"""Where sealed files lie, and how their databases are kept."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from db.office.layout import Folder
from db.storage.engine import DATABASE
from db.storage.place import Place
from db.storage.seal_file import FILE
from db.storage.sealed_copies import SEALED


@dataclass(frozen=True)
class SealedPlace(Place):
    """Kept as on a shared drive, wherever it is: whoever copies the file needs only one."""

    @property
    def journal_mode(self) -> str:
        """A journal that is empty whenever nobody writes."""
        return "TRUNCATE"


def sealed_folder(office: Folder, sealed_id: UUID) -> Folder:
    """The folder of a sealed file. Its name is the file's random id."""
    return Folder(office.path / SEALED / str(sealed_id))


def all_in(office: Folder) -> Iterator[UUID]:
    """The ids of every sealed file that is there, whoever may open it."""
    for path in sorted((office.path / SEALED).glob("*")):
        with suppress(ValueError):
            sealed_id = UUID(path.name)
            if str(sealed_id) == path.name and (path / FILE).is_file():
                yield sealed_id


def without_files(office: Folder) -> Iterator[str]:
    """The names of sealed files whose seal or database is gone, or is no file any more: whoever
    may not open them sees this as well."""
    for path in sorted((office.path / SEALED).glob("[!.]*")):
        if path.is_dir() and not all((path / name).is_file() for name in (FILE, DATABASE)):
            yield path.name


def place_of(place: Place, folder: Path) -> SealedPlace:
    """The place of a sealed file inside an office's place."""
    return SealedPlace(folder, place.kind)
