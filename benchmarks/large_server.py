"""Invented clients on a server, with cases and contact notes written in bulk."""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from benchmarks.large_office import client_row, words_of
from db.migrations.walls.names import login_of
from db.models.client import Client
from db.models.office import Office
from db.models.staff import Staff
from db.queries.search_index import search_index
from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.names import tokens
from db.storage.engine import Engines
from desktop.sample.narratives import NOTES

PASSWORD = "a long bench password"
WORDS = 6_000  # of which few are common and most are rare, as in anything that is written
_AT_ONCE = 5_000

# A note has twenty to sixty words. What is told and what it is found by are the same words.
_CASES = """
INSERT INTO case_file (id, number, client_id, status, opened_on, restricted, summary, background,
    court, county, docket, in_the_matter_of, version, created_at, changed_at)
SELECT gen_random_uuid(), 'K-' || number, id, 'open', '2026-01-05', false, '', '', '', '', '', '',
    1, created_at, changed_at FROM client"""
_DRAWN = """
CREATE UNLOGGED TABLE drawn (n int, id uuid DEFAULT gen_random_uuid(), words text)"""
_COPY = "COPY drawn (n, words) FROM STDIN"
_NOTES = """
INSERT INTO contact_note (id, case_id, author_id, kind, note_class, status, started_at, minutes,
    place, text, hidden_reason, version, created_at, changed_at)
SELECT drawn.id, chosen.id, :author, 'office_visit', 'ordinary', 'signed',
    now() - n * interval '3 minutes', 30, '', words, '', 1, now(), now()
FROM drawn JOIN (SELECT id, row_number() OVER () AS place FROM case_file) AS chosen
    ON chosen.place = 1 + n % :clients"""
_ENTRIES = """
INSERT INTO search_entry (row, kind, record_id)
SELECT nextval('search_entry_row_seq'), 'note', id FROM (
    SELECT id FROM drawn ORDER BY n DESC) AS oldest_first"""
_VECTORS = """
INSERT INTO search_note (rowid, words)
SELECT row, array_to_tsvector(string_to_array(words, ' '))
FROM drawn JOIN search_entry ON record_id = drawn.id"""


def fill(engines: Engines, database: str, clients: int, notes: int, verifier: Any) -> str:
    """Put them there, and a caseworker, whose login is given. `verifier` makes one of a login."""
    dice = random.Random(7)
    user = Staff(id=new_id(), user_name="bea", display_name="Bea", role=Role.CASEWORKER)
    login = login_of(database, "bea")
    with engines.write() as session, session.begin():
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
        session.execute(text("DROP INDEX ix_search_note_words"))
        for rows in _parts(dice, clients):
            _add(session, rows)
        made = rows[0]["created_at"]
        user.created_at = user.changed_at = made
        session.add_all(
            [user, Office(name="Bench House", time_zone="UTC", created_at=made, changed_at=made)]
        )
        session.flush()
        told = {"id": user.id, "verifier": verifier(login)}
        session.execute(text("SELECT staff_login_add(:id, :verifier)"), told)
        session.execute(text(_CASES))
        session.execute(text(_DRAWN))
        _draw(session, dice, notes)
        session.execute(text(_NOTES), {"author": user.id, "clients": clients})
        session.execute(text(_ENTRIES))
        session.execute(text(_VECTORS))
        session.execute(text("DROP TABLE drawn"))
        session.execute(
            text(
                "CREATE INDEX ix_search_note_words ON search_note USING gin (words)"
                " WITH (fastupdate = off)"
            )
        )
    with engines.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    return login


def _draw(session: Session, dice: random.Random, notes: int) -> None:
    driver: Any = session.connection().connection.driver_connection
    words = vocabulary()
    often = list(accumulate((n + 10) ** -0.7 for n in range(len(words))))
    with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
        for n in range(1, notes + 1):
            told = dice.choices(words, cum_weights=often, k=20 + n % 41)
            copy.write(f"{n}\t{' '.join(told)}\n")


def vocabulary() -> list[str]:
    """The words of the sample's notes, the rest made up; the first ones are drawn most."""
    told = dict.fromkeys(word for texts in NOTES.values() for one in texts for word in tokens(one))
    dice = random.Random(3)
    while len(told) < WORDS:
        told["".join(dice.choice("bdfglmnprst") + dice.choice("aeiou") for _ in range(4))] = None
    return list(told)[:WORDS]


def _parts(dice: random.Random, clients: int) -> Iterator[list[dict[str, Any]]]:
    for first in range(0, clients, _AT_ONCE):
        yield [client_row(dice, n) for n in range(first, min(first + _AT_ONCE, clients))]


def _add(session: Session, rows: list[dict[str, Any]]) -> None:
    found: list[tuple[UUID, list[str]]] = []
    for row in rows:
        found.append((row["id"], list(words_of(row, row.pop("phone")))))
    session.execute(insert(Client), rows)
    search_index(session).add(session, "client", found)
