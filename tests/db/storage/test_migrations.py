"""A migration that calls itself additive takes nothing from the program of the version before."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect

from db.storage import schema
from db.storage.engine import open_engines
from db.storage.place import classify
from db.version import version
from desktop.updates.versions import version_of
from tests.db.office.versions import Tomorrow

pytestmark = pytest.mark.only_in_folder("how a file's database is kept")

CHAIN = list(reversed(schema._chain()))
FIRST_RELEASE = "0008"  # up to there a migration that names no version is of the first one


def described(connection: Connection) -> dict[str, dict[str, Any]]:
    """Each table's columns by name."""
    inspector = inspect(connection)
    return {
        table: {column["name"]: column for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
    }


def unique(connection: Connection, table: str) -> list[set[str | None]]:
    inspector = inspect(connection)
    names = [
        set(index["column_names"]) for index in inspector.get_indexes(table) if index["unique"]
    ]
    return names + [set(one["column_names"]) for one in inspector.get_unique_constraints(table)]


def taken_away(connection: Connection, to: str) -> list[str]:
    """What a program that knows the schema as it is now could not do after this migration."""
    before = described(connection)
    unique_before = {table: unique(connection, table) for table in before}
    schema.upgrade(connection, to)
    after, wrong = described(connection), []
    for table, columns in before.items():
        if table not in after:
            wrong.append(f"{table} is gone")
            continue
        for name, column in columns.items():
            now = after[table].get(name)
            if now is None or str(now["type"]) != str(column["type"]):
                wrong.append(f"{table}.{name} is gone or another one")
            elif column["nullable"] and not now["nullable"]:
                wrong.append(f"{table}.{name} must be given now")
        for name in after[table].keys() - columns.keys():
            new = after[table][name]
            if not new["nullable"] and new["default"] is None:
                wrong.append(f"{table}.{name} must be given, and the program knows nothing of it")
        for names in unique(connection, table):
            if names not in unique_before[table] and names <= columns.keys():
                wrong.append(f"{table}: {sorted(map(str, names))} must be unique now")
    return wrong


def played(folder: Path, to: str) -> list[str]:
    revisions = [one.revision for one in reversed(schema._chain())]
    before = revisions[revisions.index(to) - 1]
    engines = open_engines(folder / "office.db", bytes(32), classify(folder), foreign_keys=False)
    try:
        with engines.engine.execution_options(immediate=True).begin() as connection:
            schema.upgrade(connection, before)
            return taken_away(connection, to)
    finally:
        engines.dispose()


def test_each_migration_says_whether_it_is_additive() -> None:
    for script in CHAIN:
        assert isinstance(getattr(script.module, "additive", None), bool), (
            f"{script.path} needs “additive = True”: the program of before can work on it"
        )


def test_one_that_shuts_others_out_says_from_which_version_on_they_may_come_in() -> None:
    """An older program tells whoever it refuses, and offers that version."""
    released = [script.revision for script in CHAIN].index(FIRST_RELEASE)
    for script in CHAIN[released + 1 :]:
        if not script.module.additive:
            since = getattr(script.module, "since", "")
            assert since, f"{script.path} needs “since”: the program’s version that brings it"
            assert version_of(since) <= version_of(version())


@pytest.mark.parametrize("script", CHAIN[1:], ids=lambda script: script.revision)
def test_what_a_migration_calls_additive_is(script: Any, tmp_path: Path) -> None:
    if script.module.additive:
        assert played(tmp_path, script.revision) == []


def test_an_additive_one_passes(tmp_path: Path) -> None:
    with Tomorrow(tmp_path).runs():
        assert played(tmp_path, "tomorrow") == []


@pytest.mark.parametrize(
    "more, found",
    [
        ("op.drop_column('client', 'pronouns')", "client.pronouns is gone"),
        ("op.alter_column('client', 'pronouns', new_column_name='p')", "client.pronouns is gone"),
        ("op.drop_table('closure')", "closure is gone"),
        (
            "op.execute(\"ALTER TABLE client ADD COLUMN a TEXT NOT NULL DEFAULT 'x'\")",
            "",
        ),
        (
            "op.create_index('ix_new', 'client', ['first_name'], unique=True)",
            "client: ['first_name'] must be unique now",
        ),
    ],
)
def test_one_that_is_not_is_found(tmp_path: Path, more: str, found: str) -> None:
    with Tomorrow(tmp_path, more=more).runs():
        wrong = played(tmp_path, "tomorrow")
    assert found in "".join(wrong) if found else wrong == []
