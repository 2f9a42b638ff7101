"""A shelf of small files in a table of a server's database (`db.migrations.server_guards`)."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.storage.asking import Asking
from db.storage.engine import Engines

_IS_THERE = text("SELECT to_regclass('kept_file') IS NOT NULL")
_NAMES = text("SELECT name FROM kept_file ORDER BY name")
_READ = text("SELECT content FROM kept_file WHERE name = :name")
_READ_SOME = text("SELECT substring(content FROM 1 FOR :most) FROM kept_file WHERE name = :name")
_WRITE = text(
    "INSERT INTO kept_file (name, content) VALUES (:name, :content)"
    " ON CONFLICT (name) DO UPDATE SET content = excluded.content"
)
_REMOVE = text("DELETE FROM kept_file WHERE name = :name")
_HOLD = text("LOCK TABLE kept_file IN ACCESS EXCLUSIVE MODE")


def hold_all(session: Session) -> None:
    """Let nobody else read or write a file of the shelf until the session ends. Raises a driver's
    error where that is waited for in vain."""
    session.execute(_HOLD)


class TableShelf:
    """A `Shelf` on a server. With a `session` its files are written and kept with its records."""

    def __init__(self, engines: Engines, session: Session | None = None) -> None:
        self._ask = Asking(engines, session)

    def is_there(self) -> bool:
        """Whether the table can be found."""
        with self._ask.reading() as connection:
            return bool(connection.scalar(_IS_THERE))

    def names(self) -> list[str]:
        """The names of all files, in order."""
        with self._ask.reading() as connection:
            return list(connection.scalars(_NAMES))

    def read(self, name: str, most: int = -1) -> bytes:
        """A file, or its first `most` bytes. Raises `FileNotFoundError`."""
        asked = {"name": name} if most < 0 else {"name": name, "most": most}
        with self._ask.reading() as connection:
            found = connection.scalar(_READ if most < 0 else _READ_SOME, asked)
        if found is None:
            raise FileNotFoundError(name)
        return bytes(found)

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, in place of one that has this name."""
        with self._ask.writing() as connection:
            connection.execute(_WRITE, {"name": name, "content": content})

    def rename(self, name: str, to: str) -> None:
        """Let a file take another's place. Raises `FileNotFoundError`."""
        with self._ask.writing() as connection:
            found = connection.scalar(_READ, {"name": name})
            if found is None:
                raise FileNotFoundError(name)
            connection.execute(_WRITE, {"name": to, "content": found})
            connection.execute(_REMOVE, {"name": name})

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with self._ask.writing() as connection:
            connection.execute(_REMOVE, {"name": name})
