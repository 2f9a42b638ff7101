"""Asking the calendar while an appointment is typed: what stands against it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.rules.findings import Finding, Refused
from db.texts import sentence
from ui.context import PageContext
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.panels import FindingsPanel

_PAUSE = 200  # ms after the last key before the calendar is asked
# What a form lacks that has only been begun: said, but not as something that is wrong.
_BEGUN = frozenset({"appointment.takes_nobody", "appointment.outside_needs_client"})


class Looking(QObject):
    """Follows the fields and fills the panel. `form` gives the appointment as typed; what
    is asked of one that repeats is asked `instead`. `looked` tells of what the calendar is asked.
    """

    looked = Signal(object)

    def __init__(
        self,
        context: PageContext,
        fields: AppointmentFields,
        findings: FindingsPanel,
        form: Callable[[], AppointmentForm | None],
        instead: Callable[[AppointmentForm | None], bool],
    ) -> None:
        super().__init__(fields)
        self._context = context
        self._findings, self._form = findings, form
        self._instead = instead
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.check_now)
        fields.edited.connect(self._soon.start)

    def check_now(self) -> None:
        """Ask the calendar at once what stands against what is typed."""
        self._soon.stop()
        form = self._form()
        self.looked.emit(form)
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

    def _checked(self, findings: tuple[Finding, ...]) -> None:
        missing = [one for one in findings if one.code in _BEGUN]
        weighed = [one for one in findings if one.code not in _BEGUN]
        self._findings.show_findings(weighed, "\n".join(sentence(one) for one in missing))

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._findings.show_findings(error.findings)
