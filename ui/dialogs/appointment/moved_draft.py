"""A move in the grid whose collisions are being decided: kept as a draft of the appointment's form.

Gone on with, it is that form with the times to which it was moved, and asks on as the move did when
it is saved.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.texts import t
from db.texts.dates import weekday_date
from ui.context import PageContext
from ui.dialogs.appointment.filling import Filling
from ui.dialogs.appointment.values import shown
from ui.drafts import Draft

KIND = "appointment"
_MOVED = "moved"


def moved_draft(form: AppointmentForm, changing: Mapping[str, Any]) -> Draft:
    """The draft of a moved appointment, with what was decided of its series so far."""
    times = {"starts_at": form.starts_at.isoformat(), "ends_at": form.ends_at.isoformat()}
    workers = [str(one) for one in form.workers]
    data = {
        _MOVED: {**times, "workers": workers},
        "version": form.version,
        "changing": dict(changing),
    }
    title = t("Appointment, {day}", day=weekday_date(form.starts_at.date()))
    return Draft(KIND, form.id, data, title)


def fill_moved(context: PageContext, filling: Filling, draft: Draft) -> bool:
    """Fill the form with the appointment as it stands, and as it was moved; False for a draft of
    another origin, which holds what was typed."""
    kept = draft.data.get(_MOVED)
    if not isinstance(kept, Mapping):
        return False
    zone = context.office.zone
    starts_at, ends_at = (
        datetime.fromisoformat(str(kept[name])).astimezone(zone)
        for name in ("starts_at", "ends_at")
    )
    changed = {
        "day": starts_at.date(),
        "starts_at": starts_at.time(),
        "ends_at": int((ends_at - starts_at).total_seconds()) // 60,
        "workers": tuple(UUID(str(one)) for one in kept["workers"]),
    }

    def fill(found: OpenedAppointment) -> None:
        filling.begin(shown(found.form), changed)

    context.runner.read(open_appointment, draft.record_id, then=fill)
    return True
