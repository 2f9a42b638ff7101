"""Finding clients by what is typed, against the bare full-text query on the same office.

`python -m benchmarks.client_search [CLIENTS]`. What is typed are beginnings of names, of two to
six letters, and pairs of them. Both ask on the same open connection, in turn, for twenty clients
and for twenty cases and outside persons; the bare query knows nothing of who may see whom, of
whole words before beginnings, or of mistyped names. Limits: ratio of the medians 1.6; p95 5 ms.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.large_office import large_office
from db.queries.reading import Reading
from db.queries.search.find import find
from db.rules.names import fold
from desktop.sample.names import BOYS, GIRLS, LAST

LIMIT, LIMIT_P95_MS = 1.6, 5.0
SEARCHES, ROUNDS, SHOWN = 200, 7, 20
_RAW = f"""
SELECT * FROM (
    SELECT client.id, client.number, client.sort_name, client.first_name, client.last_name,
        client.suffix, client.preferred_name, client.birth_date, client.do_not_confirm
    FROM search_name
    JOIN search_entry ON search_entry.row = search_name.rowid
    JOIN client ON client.id = search_entry.record_id
    WHERE search_name MATCH ?1 AND search_name.rowid >= 0 LIMIT {SHOWN})
UNION ALL SELECT * FROM (
    SELECT search_entry.record_id, search_entry.kind, '', '', '', '', '', '', ''
    FROM search_name
    JOIN search_entry ON search_entry.row = search_name.rowid
    WHERE search_name MATCH ?1 AND search_name.rowid < 0 LIMIT {SHOWN})
"""


def typed(dice: random.Random) -> str:
    """What somebody types: the beginning of a last name, sometimes of a first name too."""
    last = fold(dice.choice(LAST))[: dice.randint(2, 6)]
    if dice.random() < 0.5:
        return last
    return f"{fold(dice.choice(GIRLS + BOYS))[: dice.randint(1, 4)]} {last}"


def measure(reading: Reading, words: list[str]) -> tuple[float, float, list[float]]:
    """Median seconds of the raw query and of the search, and every time of the search."""
    raw = reading.session.connection().connection.driver_connection
    assert raw is not None
    plain, ours = [], []
    for word in words:
        match = " ".join(f'"{part}"*' for part in word.split())
        plain.append(_timed(lambda match=match: raw.execute(_RAW, (match,)).fetchall()))
        ours.append(_timed(lambda word=word: find(reading, word, SHOWN)))
    return statistics.median(plain), statistics.median(ours), ours


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def main() -> int:
    """Print the ratio and the 95th percentile; 1 if one of them is above its limit."""
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    dice = random.Random(11)
    ratios, every = [], []
    with tempfile.TemporaryDirectory() as folder:
        office = large_office(Path(folder) / "office", clients)
        office.read(measure, [typed(dice) for _ in range(SEARCHES)])  # fills the caches of both
        for _ in range(ROUNDS):
            plain, ours, times = office.read(measure, [typed(dice) for _ in range(SEARCHES)])
            ratios.append(ours / plain)
            every += times
        office.close()
    ratio = statistics.median(ratios)
    p95 = statistics.quantiles(every, n=20)[-1] * 1000
    print(f"client search at {clients:,}: ratio {ratio:.2f} (limit {LIMIT})")
    print(f"p95 {p95:.2f} ms (limit {LIMIT_P95_MS:.0f} ms)")
    return int(ratio > LIMIT or p95 > LIMIT_P95_MS)


if __name__ == "__main__":
    sys.exit(main())
