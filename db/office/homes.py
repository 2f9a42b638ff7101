"""Where an office lives: a folder, or a database on a server."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.operations.changes import Changes
from db.queries.by_heart import ByHeart, Question
from db.storage.chosen_documents import ChosenDocuments
from db.storage.documents import Documents
from db.storage.engine import Engines
from db.storage.presence_file import Person
from db.storage.server_address import ServerAddress
from db.storage.server_notices import CHANNEL
from db.storage.server_presence import connected, others_on
from db.storage.shelf import Shelf
from db.storage.table_documents import strays
from db.storage.table_shelf import TableShelf
from db.storage.timing import Timing

_TELL = ByHeart(text("SELECT pg_notify(:channel, :kinds)"))  # in each write
_NOBODY_ELSES = {"draft", "preference", "audit"}  # kinds that only their own user is shown


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

    def unattached(self, names: Sequence[str]) -> Sequence[str]:
        """Those of these files, by name, that belong to no record whatever, also to none that is
        closed to whoever asks. `names` are of files that belong to none that is not."""
        ...

    def keys_in(self, session: Session) -> Shelf:
        """The same key files, to be written while a session writes records.

        On a server they are kept together with these; in a folder at once.
        """
        ...

    def announcing(self, changes: Changes) -> tuple[Question, ...]:
        """What is asked last in a transaction that changed something, so that other programs know,
        once it is kept, which kinds of record it was.

        A folder tells nobody.
        """
        ...

    def see_whether_known(self, session: Session) -> None:
        """Look, before a session writes, whether this program still knows the records' schema.

        Raises `StorageProblem` "newer" or "older". An office in a folder may have been upgraded
        while this computer slept; on a server whoever is connected is waited for.
        """
        ...

    def others(self, data_key: bytes, office_id: UUID, timing: Timing) -> tuple[Person, ...]:
        """Who has the office open in another program than this one. Raises `StorageProblem`."""
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
    def document_store(self) -> ChosenDocuments:
        """Encrypted attachments."""
        return ChosenDocuments(self.engines)

    def unattached(self, names: Sequence[str]) -> Sequence[str]:
        """Those that belong to no record, which the server knows better than who asks."""
        return list(strays(self.engines, names))

    def keys_in(self, session: Session) -> TableShelf:
        """The same key files, kept together with what the session writes."""
        return TableShelf(self.engines, session)

    def announcing(self, changes: Changes) -> tuple[Question, ...]:
        """Tell every program that listens, by kinds alone."""
        kinds = sorted(set(changes.records) - _NOBODY_ELSES)
        return ((_TELL, {"channel": CHANNEL, "kinds": " ".join(kinds)}),) if kinds else ()

    def see_whether_known(self, session: Session) -> None:
        """Nobody upgrades it while somebody is connected, and who comes back looks anew."""

    def others(self, data_key: bytes, office_id: UUID, timing: Timing) -> tuple[Person, ...]:
        """Whose programs beat, and whoever else is connected with a login of the office."""
        beating = others_on(self.engines, data_key, office_id)
        known = {one.user_id for one in beating}
        return (*beating, *connected(self.engines, timing, known))
