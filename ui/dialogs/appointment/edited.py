"""Which appointment the form is about: what it was opened with, and what a draft keeps of that."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.queries.calendar.appointment_form import AppointmentForm, HearingPart
from db.queries.calendar.opened import OpenedAppointment
from db.rules.appointment_steps import CHANGEABLE
from db.rules.ids import new_id
from ui.dialogs.appointment.values import shown, wanted


class Edited:
    """An appointment that is made (`version` 0) or changed. `opened` is None for a new one, and for
    one that a draft goes on with.
    """

    def __init__(
        self, record_id: UUID, opened: OpenedAppointment | None = None, version: int = 0
    ) -> None:
        self.id = record_id
        self.version = version
        self.opened = opened
        self.over = opened is not None and opened.status not in CHANGEABLE
        self._hearing: HearingPart | None = None
        self._hearing_id = new_id()
        self._members: tuple[UUID, ...] | None = None
        if opened is not None:
            self.stand_on(opened)

    def stand_on(self, opened: OpenedAppointment) -> None:
        """What is saved next is a change of this."""
        self.opened = opened
        self.version = opened.form.version
        self._hearing, self._members = opened.form.hearing, opened.form.members

    def form(self, values: Mapping[str, Any], zone: ZoneInfo) -> AppointmentForm | None:
        """The appointment with these values of the fields, or None while its times are not
        known."""
        return wanted(
            values, zone, self.id, self.version, self._hearing, self._hearing_id, self._members
        )

    def values(self) -> dict[str, Any] | None:
        """The fields' values as it was opened, if that is known."""
        return shown(self.opened.form) if self.opened is not None else None

    # ---- drafts ----

    def kept(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        return {
            "version": self.version,
            "hearing_id": str(self._hearing.id if self._hearing else self._hearing_id),
            "members": [str(one) for one in self._members or ()],
        }

    def resume(self, data: Mapping[str, Any]) -> None:
        """Go on with what a draft has kept."""
        if data.get("hearing_id"):
            self._hearing_id = UUID(data["hearing_id"])
        if self.version and data.get("members"):
            self._members = tuple(UUID(one) for one in data["members"])
