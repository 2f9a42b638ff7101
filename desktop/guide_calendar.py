"""What the guide opens over the calendar: times that suit, a series that collides, a plan."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import select

from db.models.office import Closure
from db.models.staff import Leave
from db.office import Office
from db.queries.calendar.broken import Cause, CauseKind, broken
from db.queries.reading import Reading
from db.texts import t
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.appointment.repeat_form import RepeatDialog
from ui.dialogs.plan.offering import offer_plan
from ui.main_window import MainWindow
from ui.window_context import WindowContext

Opens = Callable[[], object]


def calendar_dialogs(
    office: Office, window: MainWindow, context: WindowContext, taken: Prefill
) -> Iterator[tuple[str, Opens]]:
    """Each with its name. `taken` is a time that somebody has already."""

    def new() -> AppointmentDialog:
        dialog = AppointmentDialog.new(context, taken, None, window)
        dialog.open()
        dialog.check_now()
        return dialog

    def repeat() -> None:
        dialog = new()
        dialog.fields.repeat.button.click()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, RepeatDialog) and one.isVisible():
                next(b for b in one.findChildren(QPushButton) if b.isDefault()).click()
        dialog.check_now()

    yield t("Times that suit"), lambda: new().find_free()
    yield t("Series that collides"), repeat
    cause = office.read(_gravest)
    if cause is not None:
        yield t("Plan"), lambda: offer_plan(context, cause, window)


def _gravest(reading: Reading) -> Cause | None:
    """Of the leave and closures to come that by which most breaks; None if nothing does."""
    session = reading.session
    leave = session.scalars(select(Leave.id).where(Leave.starts_at > reading.now_seconds))
    closures = session.scalars(select(Closure.id).where(Closure.first_day > reading.today))
    causes = [
        *(Cause(CauseKind.LEAVE, (one,)) for one in leave),
        *(Cause(CauseKind.CLOSURE, (one,)) for one in closures),
    ]
    counted = [(len(broken(reading, cause).rows), cause) for cause in causes]
    most, cause = max(counted, key=lambda one: one[0], default=(0, None))
    return cause if most else None
