"""The migrations make exactly the tables that the mapped classes describe."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from db.models import Base
from db.storage.engine import open_engines
from db.storage.place import classify
from db.storage.schema import FULL_TEXT_TABLES, upgrade_engine

_OF_A_SERVER = ("kept_", "staff_login", *FULL_TEXT_TABLES)


def _ours_on_server(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """All but what only a server has: its own tables, and indexes for its walls."""
    return kind == "column" or (kind == "table" and not str(name).startswith(_OF_A_SERVER))


def test_a_server_has_them_too(server_connection: Connection) -> None:
    context = MigrationContext.configure(
        server_connection, opts={"compare_type": True, "include_object": _ours_on_server}
    )
    assert compare_metadata(context, Base.metadata) == []


def _ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """All but the search index, whose tables SQLite keeps by itself."""
    return kind != "table" or not any(str(name).startswith(table) for table in FULL_TEXT_TABLES)


def test_a_new_office_has_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    engines = open_engines(
        tmp_path / "office.db", bytes(32), classify(tmp_path), foreign_keys=False
    )
    upgrade_engine(engines.engine)
    with engines.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _ours}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert len(inspect(connection).get_table_names()) > 30
    engines.dispose()
