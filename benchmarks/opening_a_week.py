"""Another week of everybody's 800 appointments, from the key to the painted grid, and its month.

`python -m benchmarks.opening_a_week [APPOINTMENTS]`. The office is an encrypted file with a million
appointments, if nothing else is said. Weeks all over its years are asked for, put in words and
painted; the median of the processor's time is compared with what somebody waits without noticing
it. How full the days of a month are is asked for the small month beside it. Limit: 1 (of 150 ms).
"""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.slot_check import ZONE, FullOffice
from db.queries.calendar.density import days_density
from db.queries.calendar.range_view import calendar_days
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from ui.item_models.appointments import AppointmentModel
from ui.pages.calendar.columns import grid_columns
from ui.pages.calendar.showing import entries
from ui.pages.calendar.shown import Shown, Span
from ui.theme.look import apply
from ui.widgets.calendar_view import CalendarView

LIMIT, LIMIT_MS = 1.0, 150.0
SIZE, WEEKS = 1_000_000, 40


class Opening:
    """Opens weeks and keeps how many seconds each part of it took."""

    def __init__(self, office: FullOffice) -> None:
        self._office = office
        self._model = AppointmentModel()
        self._view = CalendarView("Appointments", self._model)
        self._view.resize(1200, 800)
        self._view.show()
        self.asked: list[float] = []
        self.worded: list[float] = []
        self.painted: list[float] = []
        self.beside: list[float] = []
        self.appointments = 0

    def open(self, shown: Shown) -> None:
        """One week, in a transaction of its own as the program does it."""
        began = time.process_time()
        with self._office.engines.read() as session:
            reading = Reading(session, self._office.user, datetime(2026, 1, 1, tzinfo=UTC), ZONE)
            days = calendar_days(reading, shown.asked())
        self.asked.append(time.process_time() - began)
        began = time.process_time()
        columns = grid_columns(shown, days)
        self._model.show_days(columns, list(entries(shown, days, columns)))
        self.worded.append(time.process_time() - began)
        began = time.process_time()
        self._view.grab()
        self.painted.append(time.process_time() - began)
        self.appointments = len(days.items)
        began = time.process_time()
        month = replace(shown, span=Span.MONTH)
        with self._office.engines.read() as session:
            reading = Reading(session, self._office.user, datetime(2026, 1, 1, tzinfo=UTC), ZONE)
            days_density(reading, month.asked())
        self.beside.append(time.process_time() - began)


def main() -> int:
    """Print the parts and the ratio; 1 if it is above the limit."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    application = QApplication(sys.argv[:1])
    apply(application, "light", 100)
    with tempfile.TemporaryDirectory() as folder:
        office = FullOffice(Path(folder) / "office", size)
        opening = Opening(office)
        first, last = office.days[0], office.days[-2]
        weeks = max(1, (last - first).days // 7)
        for number in range(WEEKS):
            day = first + timedelta(days=7 * (number * 97 % weeks))
            opening.open(Shown(Span.WEEK, ResourceKind.WORKER, day))
        office.engines.dispose()
    parts = (opening.asked, opening.worded, opening.painted)
    asked, worded, painted, beside = (
        statistics.median(part) * 1000 for part in (*parts, opening.beside)
    )
    whole = statistics.median(sum(week) for week in zip(*parts, strict=True)) * 1000
    print(
        f"opening a week of {opening.appointments} among {size:,}: {whole:.0f} ms "
        f"(asked {asked:.0f}, in words {worded:.0f}, painted {painted:.0f})"
    )
    print(f"how full a month's days are, asked beside it: {beside:.0f} ms")
    print(f"ratio {whole / LIMIT_MS:.2f} (limit {LIMIT})")
    return int(whole / LIMIT_MS > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
