"""Moving what is in the office into a sealed file, and what is where afterwards."""

from uuid import UUID

from sqlalchemy import select, text

from db.models.base import Base
from db.models.client import Client
from db.office import Office
from db.office.sealed import SealedOffice
from db.office.sealed.moving import move_in, what_moves
from db.queries.reading import Reading


def counted(office: Office) -> dict[str, int]:
    """Rows by table, without what the office itself writes of everything it does."""
    own = {"audit_event", "audit_head", "audit_key", "fact", "search_entry", "resource"}
    return {table: n for table, n in office.read(_counted).items() if table not in own}


def _counted(reading: Reading) -> dict[str, int]:
    count = reading.session.scalar
    tables = [table.name for table in Base.metadata.sorted_tables]
    return {name: count(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in tables}


def seal(inside: SealedOffice, client: UUID) -> None:
    move_in(inside, client, inside.main.read(what_moves, client).digest)


def clients(reading: Reading) -> list[UUID]:
    return list(reading.session.scalars(select(Client.id)))


def touch_case(work: Reading) -> None:
    work.session.execute(text("UPDATE case_file SET county = 'Kings'"))
