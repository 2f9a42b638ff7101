"""The calendar's grids with 800 appointments against the same without any, and against nothing.

`python -m benchmarks.calendar_view`. Frames are painted into pictures of the same size, in turn;
medians of the processor's time are compared. Limits: a frame of a week 1.5 times that of an empty
week and 5 times that of an empty widget (a plain list view with nothing in it), as that of a month
of 800; scrolling and dragging, each
step with its frame, twice that of an empty week.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QListView, QWidget

from db.rules.ids import new_id
from ui.item_models.appointments import AppointmentEntry, AppointmentModel, GridColumn
from ui.theme.look import apply
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.calendar_view import CalendarView
from ui.widgets.month_view import MonthView

LIMIT, LIMIT_WIDGET, LIMIT_MOVING = 1.5, 5.0, 2.0
COUNT, FRAMES, ROUNDS = 800, 40, 9
MONDAY = date(2026, 3, 2)
_SIZE = (1200, 800)


def days(number: int) -> tuple[list[GridColumn], list[AppointmentEntry]]:
    """So many days with 800 appointments, many at the same time."""
    columns = [
        GridColumn(MONDAY + timedelta(n), None, f"Day {n}", open=((510, 1020),))
        for n in range(number)
    ]
    entries = []
    for count in range(COUNT):
        starts = 480 + count // number % 32 * 15
        entries.append(
            AppointmentEntry(
                id=new_id(),
                column=count % number,
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


def scrolling(view: AppointmentView) -> float:
    """Seconds for a step of the wheel with its frame."""
    picture, bar = QPixmap(view.size()), view.verticalScrollBar()
    began = time.process_time()
    for step in range(FRAMES):
        bar.setValue(bar.maximum() * (step % 10) // 10)
        view.render(picture)
    return (time.process_time() - began) / FRAMES


def dragging(view: AppointmentView) -> float:
    """Seconds for a move of the pointer with something held, with its frame."""
    picture, port = QPixmap(view.size()), view.viewport()
    kinds, buttons = QMouseEvent.Type, Qt.MouseButton
    start = QPoint(port.width() // 2, port.height() - 8)

    def mouse(kind: QMouseEvent.Type, point: QPoint, held: Qt.MouseButton) -> None:
        place = QPointF(point)
        keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, place, place, buttons.LeftButton, held, keys)
        QApplication.sendEvent(port, event)

    mouse(kinds.MouseButtonPress, start, buttons.LeftButton)
    began = time.process_time()
    for step in range(FRAMES):
        mouse(kinds.MouseMove, start - QPoint(0, 15 + step % 20 * 15), buttons.LeftButton)
        view.render(picture)
    spent = (time.process_time() - began) / FRAMES
    view.end_ghost()
    return spent


def main() -> int:
    """Print the ratios; 1 if one is above its limit."""
    application = QApplication(sys.argv[:1])
    apply(application, "light", 100)
    columns, entries = days(5)
    empty, full = _week(columns, []), _week(columns, entries)
    month, bare = _shown(MonthView("Appointments", AppointmentModel()), *days(42)), QListView()
    bare.resize(*_SIZE)
    bare.show()
    nothing, without, with_all, a_month = _alternate(
        lambda: frames(bare), lambda: frames(empty), lambda: frames(full), lambda: frames(month)
    )
    print(
        f"calendar view: {without * 1000:.2f} ms a frame, with {COUNT} appointments "
        f"{with_all * 1000:.2f} ms, a month of them {a_month * 1000:.2f} ms, "
        f"an empty widget {nothing * 1000:.2f} ms"
    )
    rolled = _alternate(lambda: scrolling(empty), lambda: scrolling(full))
    dragged = _alternate(lambda: dragging(empty), lambda: dragging(full))
    above = [
        _told("ratio", with_all / without, LIMIT),
        _told("ratio to an empty widget", with_all / nothing, LIMIT_WIDGET),
        _told("ratio of a month to an empty widget", a_month / nothing, LIMIT_WIDGET),
        _told("ratio of scrolling", rolled[1] / rolled[0], LIMIT_MOVING),
        _told("ratio of dragging", dragged[1] / dragged[0], LIMIT_MOVING),
    ]
    return int(any(above))


def _told(words: str, ratio: float, limit: float) -> bool:
    print(f"{words} {ratio:.2f} (limit {limit})")
    return ratio > limit


def _week(columns: list[GridColumn], entries: list[AppointmentEntry]) -> AppointmentView:
    return _shown(CalendarView("Appointments", AppointmentModel()), columns, entries)


def _shown(
    view: AppointmentView, columns: list[GridColumn], entries: list[AppointmentEntry]
) -> AppointmentView:
    view.resize(*_SIZE)
    view.show()
    view.appointments.show_days(columns, entries)
    return view


def _alternate(*measures: Callable[[], float]) -> list[float]:
    found: list[list[float]] = [[] for _ in measures]
    for _ in range(ROUNDS):
        for measure, kept in zip(measures, found, strict=True):
            kept.append(measure())
    return [statistics.median(kept) for kept in found]


if __name__ == "__main__":
    sys.exit(main())
