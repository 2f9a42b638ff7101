"""What is taken at a slot, and at each slot of a year's series, against one SQL statement each.

`python -m benchmarks.series_check [SIZE SIZE]`. Two encrypted offices with so many rows of what is
taken (10,000 and 1,000,000 if nothing is said). In each, a worker, a client and a room are asked
for: what the check of a slot reads of what is taken, against a hand-written statement that reads
the same; and the whole check of 52 weekly appointments, rules, hours and sentences' parameters
included, against one statement joined to their times. Both alternate, and medians are compared.
Limits: 2 and 3 times the statement, and each at the larger office 1.5 times itself at the smaller.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks.slot_check import ZONE, FullOffice
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.calendar.named import wanted
from db.queries.calendar.series import check_series
from db.queries.calendar.taken import taken_rows
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind
from db.rules.recurrence import Every, Repeats
from db.rules.scheduling import day_span

SLOT_LIMIT, SERIES_LIMIT, FLAT_LIMIT = 2.0, 3.0, 1.5
ROWS_OF_ONE, WEEKS, SLOTS, ROUNDS = 2.5, 52, 20, 15
_TAKES_PLACE = "('requested', 'tentative', 'confirmed', 'arrived', 'in_progress', 'completed')"
_ROWS = (
    "SELECT taken.resource_id, taken.starts_at, taken.ends_at, taken.appointment_id, one.kind,"
    " one.status, taken.blocks"
)
_SLOT = f"""
{_ROWS} FROM appointment_resource AS taken JOIN appointment AS one ON one.id = taken.appointment_id
WHERE taken.resource_id IN (:worker, :client, :room)
  AND taken.starts_at < :ends_at AND taken.ends_at > :starts_at
  AND taken.starts_at > :starts_at - 86400 AND one.status IN {_TAKES_PLACE}
ORDER BY taken.starts_at
"""
_SERIES = """
WITH slot(n, starts_at, ends_at) AS (VALUES {slots})
{rows}, slot.n FROM slot
LEFT JOIN appointment_resource AS taken
  ON taken.resource_id IN (:worker, :client, :room) AND taken.starts_at < slot.ends_at
  AND taken.ends_at > slot.starts_at AND taken.starts_at > slot.starts_at - 86400
LEFT JOIN appointment AS one ON one.id = taken.appointment_id AND one.status IN {statuses}
"""


class Asked:
    """An office, the same questions by the program and by a statement, and what each has cost."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.office = FullOffice(folder, round(rows / ROWS_OF_ONE))
        self.costs: dict[str, list[float]] = {}

    def ask(self) -> None:
        """Ask everything once, and note what it took."""
        with self.office.engines.read() as session:
            now = datetime(2026, 1, 1, tzinfo=UTC)
            reading = Reading(session, self.office.user, now, ZONE)
            self._ask_slots(reading)
            self._ask_series(reading)

    def _ask_slots(self, reading: Reading) -> None:
        forms = [self.office.form() for _ in range(SLOTS)]
        windows = [day_span(one.starts_at.date(), ZONE) for one in forms]
        ids = [wanted(reading, one).ids() for one in forms]
        told = [
            {**_whose(one), "starts_at": window.starts_at, "ends_at": window.ends_at}
            for one, window in zip(forms, windows, strict=True)
        ]
        statement, session = text(_SLOT), reading.session

        def by_program() -> list[int]:
            return [
                len(taken_rows(reading, some, window))
                for some, window in zip(ids, windows, strict=True)
            ]

        def by_statement() -> list[int]:
            return [len(session.execute(statement, one).all()) for one in told]

        same = self._time("slot", by_program) == self._time("slot, statement", by_statement)
        if not same:
            raise AssertionError("both find as much")
        self._time("slot, whole check", lambda: [check(reading, one) for one in forms])

    def _ask_series(self, reading: Reading) -> None:
        form = _year(self.office.form())
        weekday = frozenset({form.starts_at.weekday()})
        repeats = Repeats(every=Every.WEEK, weekdays=weekday, times=WEEKS)
        days = [form.starts_at + timedelta(weeks=week) for week in range(WEEKS)]
        spans = [day_span(day.date(), ZONE) for day in days]
        slots = ", ".join(f"({n}, {one.starts_at}, {one.ends_at})" for n, one in enumerate(spans))
        statement = text(_SERIES.format(rows=_ROWS, slots=slots, statuses=_TAKES_PLACE))
        checked = self._time("series", lambda: check_series(reading, form, repeats))
        if len(checked.occurrences) != WEEKS:
            raise AssertionError("each week is checked")
        self._time(
            "series, statement", lambda: reading.session.execute(statement, _whose(form)).all()
        )

    def _time(self, name: str, do: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = do()
        self.costs.setdefault(name, []).append(time.perf_counter() - began)
        return found

    def median(self, name: str) -> float:
        """Seconds."""
        return statistics.median(self.costs[name])


def _year(form: AppointmentForm) -> AppointmentForm:
    """The form at the beginning of a year that the office has appointments in."""
    starts = form.starts_at - timedelta(days=364)
    return replace(
        form, starts_at=starts, ends_at=starts + timedelta(hours=1),
        kind=AppointmentKind.OFFICE_VISIT,
    )  # fmt: skip


def _whose(form: AppointmentForm) -> dict[str, Any]:
    assert form.client_id is not None and form.room_id is not None
    return {
        "worker": form.workers[0].hex,
        "client": form.client_id.hex,
        "room": form.room_id.hex,
    }


def main() -> int:
    """Print the ratios; 1 if one is above its limit."""
    sizes = [int(word) for word in sys.argv[1:3]] or [10_000, 1_000_000]
    with tempfile.TemporaryDirectory() as folder:
        asked = [Asked(Path(folder) / str(size), size) for size in sizes]
        for _ in range(ROUNDS):
            for one in asked:
                one.ask()
        for one in asked:
            one.office.engines.dispose()
    bad = False
    for size, one in zip(sizes, asked, strict=True):
        whole = one.median("slot, whole check") / SLOTS * 1000
        print(f"at {size:,} rows: the whole check of a slot {whole:.2f} ms")
        for name, limit in (("slot", SLOT_LIMIT), ("series", SERIES_LIMIT)):
            ours, bare = one.median(name), one.median(f"{name}, statement")
            each = SLOTS if name == "slot" else 1
            print(
                f"  {name}: {ours / each * 1000:.2f} ms, statement {bare / each * 1000:.2f} ms,"
                f" ratio {ours / bare:.2f} (limit {limit})"
            )
            bad |= ours / bare > limit
    for name in ("slot", "slot, whole check", "series"):
        flat = asked[1].median(name) / asked[0].median(name)
        print(f"{name}: {flat:.2f} times at {sizes[1]:,} (limit {FLAT_LIMIT})")
        bad |= flat > FLAT_LIMIT
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
