"""What is said when an appointment has been saved, and how that is undone."""

from dataclasses import replace

from db.operations.calendar.book import change
from db.operations.calendar.undoing import undo_booking
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.next_free import Slot
from db.queries.calendar.opened import OpenedAppointment
from db.texts import t
from ui.context import PageContext
from ui.dialogs.appointment.free_panel import slot_words
from ui.undo import offer_undo


def say_saved(
    context: PageContext, form: AppointmentForm, opened: OpenedAppointment | None, version: int
) -> None:
    """Say when it is. `opened` is what stood there before, if that is known."""
    slot = slot_words(Slot(form.starts_at, form.ends_at))
    if form.version == 0:
        why = t("Booking undone")
        offer_undo(
            context,
            t("Booked: {when}", when=slot),
            form.id,
            0,
            version,
            lambda now: (undo_booking, form.id, now, why),
        )
        return
    words = t("Saved: {when}", when=slot)
    if opened is None:
        context.notify(words)
        return
    before, reason = opened.form, opened.override_reason or t("Changed back")
    offer_undo(
        context,
        words,
        form.id,
        before.version,
        version,
        lambda now: (change, replace(before, version=now), reason),
    )
