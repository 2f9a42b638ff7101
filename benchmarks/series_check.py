"""What is taken at a slot, and at each slot of a year's series, against the bare SQL statement.

`python -m benchmarks.series_check [SIZE SIZE]`. Two encrypted offices with so many rows of what is
taken (10,000 and 1,000,000 if nothing is said). In each, a worker, a client and a room are asked
for: what is taken on the day of a slot, and on the days of 52 weekly appointments. The statement
that the program asks is asked again of the database's driver, with nothing around it, and medians
of alternating rounds are compared. Limits: 2 times the statement for a slot and 3 times for the
series, and each at the larger office 1.5 times itself at the smaller. What the whole checks cost,
with names, hours, leave, rules and what is found, is printed beside it and held to the last.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from benchmarks.slot_check import A_DAY, WORKERS, ZONE, FullOffice
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.calendar.named import wanted
from db.queries.calendar.series import check_series
from db.queries.calendar.taken import taken_rows
from db.queries.calendar.taken_by_slot import taken_by_slot
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind
from db.rules.recurrence import Every, Repeats
from db.rules.scheduling import Span, day_span

SLOT_LIMIT, SERIES_LIMIT, FLAT_LIMIT = 2.0, 3.0, 1.5
ROWS_OF_ONE, WORKDAYS, WEEKS, SLOTS, ROUNDS = 2.5, 270, 52, 20, 15
Statement = tuple[str, Any]


class Asked:
    """An office, the same questions by the program and by the driver, and what each has cost."""

    def __init__(self, folder: Path, rows: int) -> None:
        appointments = round(rows / ROWS_OF_ONE)
        workers = min(WORKERS, max(1, appointments // (A_DAY * WORKDAYS)))  # of a year at least
        self.office = FullOffice(folder, appointments, workers)
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
        days = [day_span(one.starts_at.date(), ZONE) for one in forms]
        ids = [wanted(reading, one).ids() for one in forms]

        def by_program() -> int:
            found = (taken_rows(reading, *one) for one in zip(ids, days, strict=True))
            return sum(len(rows) for rows in found)

        self._compare("slot", reading.session, by_program)
        self._time("slot, whole check", lambda: [check(reading, one) for one in forms])

    def _ask_series(self, reading: Reading) -> None:
        form = _year_before(self.office.form())
        ids = wanted(reading, form).ids()
        days = [_day_after(form, week) for week in range(WEEKS)]

        def by_program() -> int:
            return _many(reading, ids, days)

        self._compare("series", reading.session, by_program)
        weekday = frozenset({form.starts_at.weekday()})
        repeats = Repeats(every=Every.WEEK, weekdays=weekday, times=WEEKS)
        checked = self._time("series, whole check", lambda: check_series(reading, form, repeats))
        if len(checked.occurrences) != WEEKS:
            raise AssertionError("each week is checked")

    def _compare(self, name: str, session: Session, by_program: Callable[[], int]) -> None:
        asked = _statements(session, by_program)
        cursor = session.connection().connection.cursor()

        def by_driver() -> int:
            return sum(len(cursor.execute(*one).fetchall()) for one in asked)

        found = self._time(name, by_program)
        bare = self._time(f"{name}, statement", by_driver)
        if not 0 < found <= bare:  # slots in which nothing is taken are rows of the statement too
            raise AssertionError("both find the same")

    def _time(self, name: str, do: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = do()
        self.costs.setdefault(name, []).append(time.perf_counter() - began)
        return found

    def median(self, name: str) -> float:
        """Milliseconds for one slot, or for the series."""
        return statistics.median(self.costs[name]) * 1000 / (SLOTS if "slot" in name else 1)


def _statements(session: Session, do: Callable[[], object]) -> list[Statement]:
    """What the program asks of the driver."""
    found: list[Statement] = []
    engine = session.get_bind()

    def see(_: Any, __: Any, statement: str, told: Any, ___: Any, ____: Any) -> None:
        found.append((statement, told))

    event.listen(engine, "before_cursor_execute", see)
    do()
    event.remove(engine, "before_cursor_execute", see)
    return found


def _many(reading: Reading, ids: Sequence[UUID], days: Sequence[Span]) -> int:
    return sum(len(rows) for rows in taken_by_slot(reading, ids, days))


def _year_before(form: AppointmentForm) -> AppointmentForm:
    """An appointment so long before that all of its year is in the office's."""
    starts = form.starts_at - timedelta(days=364)
    return replace(
        form, starts_at=starts, ends_at=starts + timedelta(hours=1),
        kind=AppointmentKind.OFFICE_VISIT,
    )  # fmt: skip


def _day_after(form: AppointmentForm, weeks: int) -> Span:
    return day_span((form.starts_at + timedelta(weeks=weeks)).date(), ZONE)


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
        for name, limit in (("slot", SLOT_LIMIT), ("series", SERIES_LIMIT)):
            ours, bare = one.median(name), one.median(f"{name}, statement")
            whole = one.median(f"{name}, whole check")
            print(
                f"{name} at {size:,} rows: {ours:.2f} ms, statement {bare:.2f} ms,"
                f" ratio {ours / bare:.2f} (limit {limit}); the whole check {whole:.2f} ms"
            )
            bad |= ours / bare > limit
    for name in ("slot", "slot, whole check", "series", "series, whole check"):
        flat = asked[1].median(name) / asked[0].median(name)
        print(f"{name}: {flat:.2f} times at {sizes[1]:,} (limit {FLAT_LIMIT})")
        bad |= flat > FLAT_LIMIT
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
