"""An office on a server, inside its walls, against the raw statements and against a file.

`python -m benchmarks.on_server [CLIENTS [NOTES]]`. Who asks is a caseworker by their own role; the
raw statements know nothing of who may see what, and are asked by whoever owns everything. Both
ask the same in turn. Limits: client search and note search (newest first) 2 times the raw
statement; the ids of the clients' list with its first page 2 times those of a file.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.client_search import typed
from benchmarks.large_office import large_office
from benchmarks.large_server import PASSWORD, fill, vocabulary
from db.models.staff import Staff
from db.queries.clients.client_list import client_list, client_rows
from db.queries.notes.find import MOST, find_notes
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from tests.db.server import Server, make_tables

LIMIT = 2.0
SEARCHES, ROUNDS, SHOWN, PAGE = 40, 7, 20, 50
DATABASE = "large"
_RAW_CLIENTS = f"""
SELECT * FROM (
    SELECT client.id, client.number, client.sort_name, client.first_name, client.last_name,
        client.suffix, client.preferred_name, client.birth_date, client.do_not_confirm
    FROM search_name
    JOIN search_entry ON search_entry.row = search_name.rowid
    JOIN client ON client.id = search_entry.record_id
    WHERE words @@ CAST(:sought AS tsquery) AND search_name.rowid >= 0 LIMIT {SHOWN}) AS clients
UNION ALL SELECT * FROM (
    SELECT search_entry.record_id, search_entry.kind, '', '', '', '', '', '', false
    FROM search_name
    JOIN search_entry ON search_entry.row = search_name.rowid
    WHERE words @@ CAST(:sought AS tsquery) AND search_name.rowid < 0 LIMIT {SHOWN}) AS others"""
_RAW_NOTES = f"""
SELECT contact_note.id, case_id, case_file.number, first_name, last_name, middle_name, suffix,
    preferred_name, kind, topic, contact_note.status, started_at, display_name, text
FROM contact_note
JOIN case_file ON case_file.id = contact_note.case_id
JOIN client ON client.id = case_file.client_id
JOIN staff ON staff.id = contact_note.author_id
WHERE contact_note.id IN (
    SELECT record_id FROM search_note JOIN search_entry ON search_entry.row = search_note.rowid
    WHERE words @@ CAST(:sought AS tsquery) ORDER BY search_note.rowid DESC LIMIT 2000)
ORDER BY started_at DESC, contact_note.id DESC LIMIT {MOST}"""


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _in_turn(
    words: Sequence[str],
    raw: Callable[[str], object],
    ours: Callable[[str], object],
) -> tuple[float, float, list[float]]:
    """Median seconds of both, and the ratio at each word."""
    pairs = [(_timed(lambda w=word: raw(w)), _timed(lambda w=word: ours(w))) for word in words]
    plain, asked = (statistics.median(one[at] for one in pairs) for at in (0, 1))
    return plain, asked, [ours / raw for raw, ours in pairs]


def _told(
    name: str, words: Callable[[], Sequence[str]], raw: Callable[[str], object],
    ours: Callable[[str], object],
) -> float:  # fmt: skip
    _in_turn(words(), raw, ours)  # fills the caches of both
    rounds = [_in_turn(words(), raw, ours) for _ in range(ROUNDS)]
    plain, asked = (statistics.median(one[at] for one in rounds) * 1000 for at in (0, 1))
    ratio = statistics.median(one[1] / one[0] for one in rounds)
    print(f"{name}: raw {plain:.2f} ms, ours {asked:.2f} ms: ratio {ratio:.2f} (limit {LIMIT})")
    return ratio


def _sought(word: str) -> str:
    return " & ".join(f"'{part}':*" for part in word.split())


def _first_page(reading: Reading) -> None:
    assert client_rows(reading, client_list(reading)[:PAGE])


def _verifier(session: Session, login: str) -> str:
    driver: Any = session.connection().connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(
        PASSWORD.encode(), login.encode(), b"scram-sha-256"
    )
    return made.decode()


def measure(owner: Engines, address: ServerAddress, login: str, file: Any) -> list[float]:
    """The three ratios, printed."""
    engines = open_server(address, login, PASSWORD)
    dice, common = random.Random(11), vocabulary()
    with owner.read() as plain, engines.read() as session:
        bea = plain.query(Staff).one()
        user = CurrentUser(bea.id, bea.user_name, bea.display_name, bea.role)
        reading = Reading(session, user, datetime.now(UTC), ZoneInfo("UTC"))

        def raw(statement: str) -> Callable[[str], object]:
            return lambda word: plain.execute(text(statement), {"sought": _sought(word)}).all()

        def notes() -> list[str]:
            return [common[int(len(common) * dice.random() ** 2)] for _ in range(SEARCHES)]

        ratios = [
            _told(
                "client search",
                lambda: [typed(dice) for _ in range(SEARCHES)],
                raw(_RAW_CLIENTS),
                lambda word: find(reading, word, SHOWN),
            ),
            _told(
                "note search, newest first",
                notes,
                raw(_RAW_NOTES),
                lambda word: find_notes(reading, word),
            ),
            _told(
                "first page of the clients' list (raw: on a file)",
                lambda: ["", "", ""],
                lambda _: file.read(_first_page),
                lambda _: _first_page(reading),
            ),
        ]
    engines.dispose()
    return ratios


def main() -> int:
    """Print the ratios; 1 if one of them is above its limit."""
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    notes = int(sys.argv[2]) if len(sys.argv) > 2 else 10 * clients
    server = Server()
    try:
        server.make(DATABASE)
        address = ServerAddress(server.host, DATABASE, server.port)
        owner = open_server(address, "postgres", "")
        make_tables(owner.engine)
        with owner.write() as session:
            login = fill(owner, DATABASE, clients, notes, lambda one: _verifier(session, one))
        with tempfile.TemporaryDirectory() as folder:
            file = large_office(Path(folder) / "office", clients)
            print(f"{clients:,} clients, {notes:,} notes")
            ratios = measure(owner, address, login, file)
            file.close()
        owner.dispose()
    finally:
        server.stop()
    return int(max(ratios) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
