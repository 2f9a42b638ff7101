"""A shelf of small files that belong together, such as key files: in a folder, or elsewhere."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from db.storage.atomic import problem_with_file, replace, write_whole
from db.storage.plain_file import is_ours, read_plain
from db.storage.problems import StorageProblem


class Shelf(Protocol):
    """Small files by name. Each is there whole or not at all, whatever happens.

    What the place does not allow is raised as `StorageProblem`.
    """

    def is_there(self) -> bool:
        """Whether the shelf itself can be found."""
        ...

    def names(self) -> list[str]:
        """The names of what lies on it, in order; what is no file of its own is left out."""
        ...

    def read(self, name: str, most: int = -1) -> bytes:
        """A file, or its first `most` bytes. Raises `FileNotFoundError` where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, in place of one that has this name."""
        ...

    def rename(self, name: str, to: str) -> None:
        """Let a file take another's place. Raises `FileNotFoundError` where there is none."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        ...


@dataclass(frozen=True)
class FolderShelf:
    """A shelf that is a folder."""

    path: Path

    def is_there(self) -> bool:
        """Whether the folder can be found."""
        return self.path.is_dir()

    def names(self) -> list[str]:
        """The plain files in it; a link may lead to a private file of whoever asks."""
        try:
            return sorted(path.name for path in self.path.iterdir() if is_ours(path))
        except OSError as error:
            raise problem_with_file(error) from None

    def read(self, name: str, most: int = -1) -> bytes:
        """A plain file, or one that a link leads to."""
        try:
            return read_plain(self.path / name, most)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise problem_with_file(error) from None

    def write(self, name: str, content: bytes) -> None:
        """Replace a file by this content; whatever happens, the old or the new one is there."""
        write_whole(self.path / name, content)

    def rename(self, name: str, to: str) -> None:
        """Let a file take another's place, and let that reach the disk."""
        try:
            replace(self.path / name, self.path / to)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise problem_with_file(error) from None

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        try:
            (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise problem_with_file(error) from None


class FilesBefore:
    """Remembers small files before they are written, so that they can be put back."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._contents: list[tuple[str, bytes | None]] = []

    def remember(self, *names: str) -> None:
        """Remember these files as they are now."""
        self._contents += [(name, self._content(name)) for name in names]

    def put_back(self) -> None:
        """Make the files what they were, as far as the place allows it."""
        for name, content in self._contents:
            with suppress(StorageProblem):
                if content is None:
                    self._shelf.remove(name)
                elif self._content(name) != content:
                    self._shelf.write(name, content)

    def _content(self, name: str) -> bytes | None:
        try:
            return self._shelf.read(name)
        except (FileNotFoundError, StorageProblem):
            return None
