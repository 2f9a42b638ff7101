"""The office that is left: who is in it, its key files, and all its records at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from db.office.blaming import blaming
from db.office.entering import Where
from db.office.homes import ServerHome
from db.office.on_server import Maker, as_maker, as_maker_writing
from db.office.opening import office_in
from db.office.relocating.carrying import Parts
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.storage.carried_sealed import SEALED_TABLES, SealedInFolder, SealedInTable
from db.storage.chosen_documents import ChosenDocuments
from db.storage.every_row import tables
from db.storage.presence_file import names_of
from db.storage.shelf import Shelf


def others_in(office: Office) -> None:
    """Raise `Refused` with "move.somebody_is_in" where another program has the office open."""
    here = office.others()
    if here:
        people = ", ".join(names_of(here))
        raise Refused(hard("move.somebody_is_in", people=people))


@contextmanager
def keys_of(where: Where, maker: Maker | None) -> Iterator[Shelf]:
    """The key files of an office that nobody signs in to. Raises `Refused`."""
    if isinstance(where, Path):
        yield office_in(where).keys
        return
    with as_maker(where, maker) as home:
        yield home.keys


@contextmanager
def read_all(office: Office, maker: Maker | None) -> Iterator[tuple[Connection, Parts]]:
    """A connection that sees every record, and what else there is, while none is written on a
    server. Raises `Refused`."""
    if not isinstance(office.home, ServerHome):
        with blaming(), office.engines.read() as session:
            home = office.home
            sealed = SealedInFolder(office.folder.path)
            yield session.connection(), Parts(home.keys, home.document_store, sealed)
        return
    with as_maker_writing(office.home.address, maker) as (home, session):
        connection = session.connection()
        # Whoever is in the middle of a save is waited for.
        for name in (*(table.name for table in tables()), *SEALED_TABLES):
            connection.exec_driver_sql(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")
        # Whoever moves it may not see the files of a case that is closed to them.
        kept = ChosenDocuments(home.engines, session)
        there = SealedInTable(home.engines, session)
        yield connection, Parts(home.keys_in(session), kept, there)
