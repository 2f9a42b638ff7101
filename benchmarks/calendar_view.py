"""A frame of the calendar with 800 appointments in a week against one of an empty week.

`python -m benchmarks.calendar_view`. Frames are painted into pictures of the same size, in turn;
medians of the processor's time are compared. Limit: 1.5.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from db.rules.ids import new_id
from ui.item_models.appointments import AppointmentEntry, AppointmentModel, GridColumn
from ui.theme.look import apply
from ui.widgets.calendar_view import CalendarView

LIMIT = 1.5
COUNT, FRAMES, ROUNDS = 800, 40, 9
MONDAY = date(2026, 3, 2)


def week() -> tuple[list[GridColumn], list[AppointmentEntry]]:
    """Five days with 160 appointments each, many at the same time."""
    columns = [
        GridColumn(MONDAY + timedelta(n), None, f"Day {n}", open=((510, 1020),)) for n in range(5)
    ]
    entries = []
    for number in range(COUNT):
        starts = 480 + number // 5 % 32 * 15
        entries.append(
            AppointmentEntry(
                id=new_id(),
                column=number % 5,
                starts=starts,
                ends=starts + 45,
                name=f"{starts // 60:02d}:{starts % 60:02d} Intake Ada Lovelace",
                title="Intake Ada Lovelace",
                who="Ada Lovelace",
                what="Intake",
                times="9:00 AM to 9:45 AM",
                where="Blue Room",
            )
        )
    return columns, entries


def frames(widget: QWidget) -> float:
    """Seconds of the processor's time for one frame."""
    picture = QPixmap(widget.size())
    began = time.process_time()
    for _ in range(FRAMES):
        widget.render(picture)
    return (time.process_time() - began) / FRAMES


def main() -> int:
    """Print the ratio; 1 if it is above its limit."""
    application = QApplication(sys.argv[:1])
    apply(application, "light", 100)
    columns, entries = week()
    empty, full = _shown(columns, []), _shown(columns, entries)
    spent = _alternate(lambda: frames(empty), lambda: frames(full))
    without, with_all = (one * 1000 for one in spent)
    print(f"calendar view: {without:.2f} ms a frame, with {COUNT} appointments {with_all:.2f} ms")
    print(f"ratio {spent[1] / spent[0]:.2f} (limit {LIMIT})")
    return int(spent[1] / spent[0] > LIMIT)


def _shown(columns: list[GridColumn], entries: list[AppointmentEntry]) -> CalendarView:
    model = AppointmentModel()
    view = CalendarView("Appointments", model)
    view.resize(1200, 800)
    view.show()
    model.show_days(columns, entries)
    return view


def _alternate(*measures: Callable[[], float]) -> list[float]:
    found: list[list[float]] = [[] for _ in measures]
    for _ in range(ROUNDS):
        for measure, kept in zip(measures, found, strict=True):
            kept.append(measure())
    return [statistics.median(kept) for kept in found]


if __name__ == "__main__":
    sys.exit(main())
