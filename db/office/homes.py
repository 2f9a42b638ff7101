"""Where an office lives: a folder, or a database on a server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from db.storage.documents import Documents
from db.storage.engine import Engines
from db.storage.server_address import ServerAddress
from db.storage.shelf import Shelf
from db.storage.table_documents import TableDocuments
from db.storage.table_shelf import TableShelf


class Home(Protocol):
    """What an office finds where it lives besides its records."""

    @property
    def where(self) -> Path | ServerAddress:
        """Where it is found."""
        ...

    @property
    def keys(self) -> Shelf:
        """Key files and the list of members."""
        ...

    @property
    def document_store(self) -> Documents:
        """Encrypted attachments."""
        ...

    def keys_in(self, session: Session) -> Shelf:
        """The same key files, to be written while a session writes records.

        On a server they are kept together with these; in a folder at once.
        """
        ...


@dataclass(frozen=True)
class ServerHome:
    """An office on a server."""

    address: ServerAddress
    engines: Engines

    @property
    def where(self) -> ServerAddress:
        """Where it is found."""
        return self.address

    @property
    def keys(self) -> TableShelf:
        """Key files and the list of members."""
        return TableShelf(self.engines)

    @property
    def document_store(self) -> TableDocuments:
        """Encrypted attachments."""
        return TableDocuments(self.engines)

    def keys_in(self, session: Session) -> TableShelf:
        """The same key files, kept together with what the session writes."""
        return TableShelf(self.engines, session)
