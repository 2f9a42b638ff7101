"""The length of a new appointment: as usual for its kind, until somebody says another one."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from db.rules.codes import AppointmentKind
from db.rules.kinds import USUAL_MINUTES
from ui.widgets.form import Form


class UsualLength(QObject):
    """Follows the field "kind" of a form with "ends_at", which holds minutes."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._usual: Mapping[AppointmentKind, int] = {}
        self._given: int | None = None  # what stands there by itself; None: nothing does
        form.field("kind").edited.connect(self._fit)

    def follow(self, minutes: int) -> None:
        """Begin with a new appointment of so many minutes: if those are the usual ones, it shall be
        as long as its kind usually is."""
        self._given = minutes if minutes == USUAL_MINUTES else None
        self._fit_quietly()

    def know(self, usual: Mapping[AppointmentKind, int]) -> None:
        """These are the lengths that were decided."""
        self._usual = usual
        self._fit_quietly()

    def _fit_quietly(self) -> None:
        """What becomes known later is no edit of anybody's."""
        untouched = not self._form.dirty()
        self._fit()
        if untouched:
            self._form.mark_clean()

    def _fit(self) -> None:
        length = self._form.field("ends_at")
        if self._given is None or length.value() != self._given:
            return
        minutes = self._usual.get(self._form.value("kind"), USUAL_MINUTES)
        if minutes != self._given:
            self._given = minutes
            length.set_value(minutes)
