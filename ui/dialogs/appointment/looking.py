"""Asking the calendar while an appointment is typed: what stands against it, and what is free."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.calendar.next_free import DAYS_AHEAD, NextFree, Slot, next_free
from db.rules.findings import Finding, Refused
from db.texts import sentence, t
from ui.context import PageContext
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.panels import FindingsPanel, NextFreePanel
from ui.dialogs.appointment.values import times

_PAUSE = 200  # ms after the last key before the calendar is asked
# What a form lacks that has only been begun: said, but not as something that is wrong.
_BEGUN = frozenset({"appointment.takes_nobody", "appointment.outside_needs_client"})


class Looking(QObject):
    """Follows the fields and fills the two panels. `form` gives the appointment as typed; what
    is asked of one that repeats is asked `instead`."""

    def __init__(
        self,
        context: PageContext,
        fields: AppointmentFields,
        findings: FindingsPanel,
        free: NextFreePanel,
        form: Callable[[], AppointmentForm | None],
        record_id: UUID,
        instead: Callable[[AppointmentForm | None], bool],
    ) -> None:
        super().__init__(fields)
        self._context, self._fields, self._id = context, fields, record_id
        self._findings, self._free, self._form = findings, free, form
        self._instead = instead
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.check_now)
        fields.edited.connect(self._soon.start)
        free.wanted.connect(self.find_free)
        free.chosen.connect(self._take)

    def check_now(self) -> None:
        """Ask the calendar at once what stands against what is typed."""
        self._soon.stop()
        form = self._form()
        if self._instead(form):
            return
        if form is None:
            self._findings.say_unknown()
            return
        self._context.runner.read(
            check,
            form,
            then=self._checked,
            failed=self._not_checked,
            replace_key=(self, "check"),
        )

    def find_free(self) -> None:
        """Look for the first times that suit everybody who is chosen."""
        values = self._fields.values()
        if not values["ends_at"]:
            self._free.say(t("Say the length first."))
            self._fields.field("ends_at").control.setFocus()
            return
        span = times(values, self._context.office.zone)
        now = self._context.now()
        asked = NextFree(
            minutes=values["ends_at"],
            begin=now if span is None else max(now, span[0]),
            workers=values["workers"],
            client_id=values["client"],
            household=values["household"],
            room_id=values["room"],
            car_id=values["car"],
            without=self._id,
        )
        self._context.runner.read(
            next_free, asked, then=self._found_free, replace_key=(self, "free")
        )

    def _checked(self, findings: tuple[Finding, ...]) -> None:
        missing = [one for one in findings if one.code in _BEGUN]
        weighed = [one for one in findings if one.code not in _BEGUN]
        self._findings.show_findings(weighed, "\n".join(sentence(one) for one in missing))

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._findings.show_findings(error.findings)

    def _found_free(self, slots: tuple[Slot, ...]) -> None:
        self._free.show_slots(slots, DAYS_AHEAD)

    def _take(self, slot: Slot) -> None:
        self._fields.field("day").control.enter(slot.starts_at.date())
        self._fields.field("starts_at").control.enter(slot.starts_at.time())
        self.check_now()
