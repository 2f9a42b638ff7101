"""The best free times over a year for a worker, a client and a room, against one SQL statement.

`python -m benchmarks.next_free [ROWS]`. The office is an encrypted file with so many rows of what
is taken (1,000,000 if nothing is said), eight appointments a day for each worker. The statement
tries each quarter hour of the year's hours and orders what is free as was wished: the same answer,
without choice and reasons. Both are asked for the same people, alternating, and the medians are
compared. Limits: 100 ms, and 3 times the statement.
"""

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.slot_check import ZONE, FullOffice
from db.queries.calendar.next_free import NextFree, next_free
from db.queries.reading import Reading
from db.rules.scheduling import day_span
from db.rules.scheduling.suiting import Wishes

LONGEST_MS, LIMIT = 100.0, 3.0
ROWS_OF_ONE, DAYS, ROUNDS = 2.5, 365, 15
MINUTES, WISHED_DAY, WISHED_FROM = 30, 1, 13 * 60
_TAKES_PLACE = "('requested', 'tentative', 'confirmed', 'arrived', 'in_progress', 'completed')"
_STATEMENT = """
WITH RECURSIVE
  quarter(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM quarter WHERE n < 95),
  day(midnight, weekday) AS (VALUES {days}),
  slot AS (
    SELECT day.midnight + n * 900 AS starts_at, day.midnight + n * 900 + :length AS ends_at,
           day.midnight AS midnight,
           (day.weekday <> :wished) + (n * 15 < :wished_from) AS missed
    FROM day JOIN working_hours AS hours ON hours.weekday = day.weekday
    JOIN quarter ON n * 15 >= hours.starts AND n * 15 + :length / 60 <= hours.ends
    WHERE hours.staff_id = :worker
  ),
  free AS (
    SELECT * FROM slot WHERE NOT EXISTS (
      SELECT 1 FROM appointment_resource AS taken
      JOIN appointment ON appointment.id = taken.appointment_id
      WHERE taken.resource_id IN (:worker, :client, :room)
        AND taken.starts_at < slot.ends_at AND taken.ends_at > slot.starts_at
        AND taken.starts_at > slot.starts_at - 86400
        AND appointment.status IN {statuses}
    )
  ),
  ranked AS (
    SELECT *, row_number() OVER (PARTITION BY missed, midnight ORDER BY starts_at) AS n FROM free
  )
SELECT starts_at FROM ranked WHERE n <= 4 ORDER BY missed, midnight, starts_at LIMIT 10
"""


def statement(begin: datetime) -> str:
    """The hand-written one, with the local midnights of the year in it."""
    days = []
    for n in range(DAYS):
        day = begin.date() + timedelta(n)
        days.append(f"({day_span(day, ZONE).starts_at}, {day.weekday()})")
    return _STATEMENT.format(days=", ".join(days), statuses=_TAKES_PLACE)


def ours(session: Session, office: FullOffice, begin: datetime, who: list[UUID]) -> list[int]:
    """The beginnings that the program offers."""
    worker, client, room = who
    reading = Reading(session, office.user, begin.astimezone(UTC), ZONE)
    asked = NextFree(
        minutes=MINUTES, begin=begin, days=DAYS, workers=(worker,), client_id=client, room_id=room,
        wishes=Wishes(frozenset({WISHED_DAY}), WISHED_FROM),
    )  # fmt: skip
    return [int(slot.starts_at.timestamp()) for slot in next_free(reading, asked)]


def main() -> int:
    """Print both figures; 1 if one is above its limit."""
    rows = int((sys.argv[1:2] or ["1000000"])[0])
    dice = random.Random(11)
    mine, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        office = FullOffice(Path(folder) / "office", int(rows / ROWS_OF_ONE))
        day = office.days[max(len(office.days) - 262, 0)]
        begin = datetime(day.year, day.month, day.day, tzinfo=ZONE)
        with office.engines.read() as session:
            asked = text(statement(begin))
            for _ in range(ROUNDS):
                who = [dice.choice(some) for some in (office.workers, office.clients, office.rooms)]
                ids = dict(zip(("worker", "client", "room"), (one.hex for one in who), strict=True))
                began = time.perf_counter()
                answer = list(
                    session.scalars(
                        asked,
                        {
                            **ids,
                            "length": MINUTES * 60,
                            "wished": WISHED_DAY,
                            "wished_from": WISHED_FROM,
                        },
                    )
                )
                theirs.append(time.perf_counter() - began)
                began = time.perf_counter()
                found = ours(session, office, begin, who)
                mine.append(time.perf_counter() - began)
                session.expunge_all()
                early = [one for one in found if one in answer]  # the last may be the first of all
                if not answer or early[:9] != answer[:9]:
                    print(f"they differ: {found} and {answer}")
                    return 1
        office.engines.dispose()
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"next free over a year at {rows:,} rows: {a * 1000:.1f} ms (limit {LONGEST_MS:.0f} ms)")
    print(f"{a / b:.2f} times the statement's {b * 1000:.1f} ms (limit {LIMIT:.0f})")
    return int(a * 1000 > LONGEST_MS or a / b > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
