"""What whoever runs the server can read in an office there."""

from collections.abc import Iterable

import psycopg
from psycopg.sql import SQL, Identifier

from db.storage.server_address import ServerAddress

_TABLES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace AS space ON space.oid = relnamespace
WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"""


def told_by_tables(address: ServerAddress, words: Iterable[str]) -> set[str]:
    """Which of the words stand in any row of any table, as text or in bytes."""
    found: set[str] = set()
    with psycopg.connect(
        host=address.host, port=address.port, user="postgres", dbname=address.database
    ) as connection:
        for schema, table in connection.execute(_TABLES).fetchall():
            rows = connection.execute(
                SQL("SELECT one::text FROM {} AS one").format(Identifier(schema, table))
            )
            heap = "\n".join(row[0] for row in rows).lower()
            found |= {word for word in words if word.lower() in heap or word.encode().hex() in heap}
    return found
