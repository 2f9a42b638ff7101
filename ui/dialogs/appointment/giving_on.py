"""The time of what is cancelled goes to somebody who waits: the form, filled with both."""

from PySide6.QtWidgets import QWidget

from db.queries.calendar.cancelling import Freed
from db.queries.calendar.waiting import Waiting
from db.texts import t
from db.texts.dates import duration
from ui.context import PageContext
from ui.dialogs.appointment.dialog import AppointmentDialog
from ui.dialogs.appointment.prefill import Prefill


def give_on(context: PageContext, freed: Freed, waiting: Waiting, parent: QWidget | None) -> None:
    """Open the form of a new appointment for who waits, at the time that is free now.

    What stands against it there is said as always; they wait on until it is booked.
    """
    prefill = Prefill(
        request=waiting,
        starts_at=freed.starts_at,
        worker_id=freed.worker_id,
        room_id=freed.room_id,
    )
    AppointmentDialog.new(context, prefill, None, parent).open()


def offered_words(waiting: Waiting) -> str:
    """Like "Ada Lovelace, 45 min, urgent"."""
    urgent = t("urgent") if waiting.form.urgent else ""
    parts = (waiting.who, duration(waiting.form.minutes), urgent)
    return ", ".join(part for part in parts if part)
