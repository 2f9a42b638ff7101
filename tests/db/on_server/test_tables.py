"""The migrations make on a server, too, the tables that the mapped classes describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from db.models import Base
from db.storage.schema import FULL_TEXT_TABLES

_OF_A_SERVER = ("kept_", "staff_login", *FULL_TEXT_TABLES)


def _ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """All but what only a server has: its own tables, and indexes for its walls."""
    return kind == "column" or (kind == "table" and not str(name).startswith(_OF_A_SERVER))


def test_it_has_each_table_and_each_column(server_connection: Connection) -> None:
    context = MigrationContext.configure(
        server_connection, opts={"compare_type": True, "include_object": _ours}
    )
    assert compare_metadata(context, Base.metadata) == []
