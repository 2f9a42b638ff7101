"""The migrations make exactly the tables that the mapped classes describe.

On a server: `tests/db/on_server/test_tables.py`.
"""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from db.models import Base
from db.storage.engine import open_engines
from db.storage.place import classify
from db.storage.schema import FULL_TEXT_TABLES, upgrade_engine

pytestmark = pytest.mark.only_in_folder("see on_server/test_tables.py")


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
