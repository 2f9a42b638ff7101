"""Beside the grid, below who waits: the day in front of them and of whoever would see them."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.free_busy import FreeBusy, free_busy
from ui.dialogs.appointment.free_busy import fill, met_words
from ui.dialogs.appointment.free_busy_words import length_of
from ui.pages.calendar.front import Front, Place
from ui.pages.calendar.moving import moment_of
from ui.pages.calendar.newcomer import newcomer
from ui.pages.calendar.tray import Tray
from ui.widgets.calendar_view_grid import Slot

if TYPE_CHECKING:
    from ui.pages.calendar.page import CalendarPage


class DayBeside(QObject):
    """Follows the card in front and the place in the grid; the strip moves that place as well."""

    def __init__(self, page: "CalendarPage", tray: Tray) -> None:
        super().__init__(page)
        self._page, self._tray, self._context = page, tray, page.context
        self._asked: tuple[object, ...] = ()
        self._form: AppointmentForm | None = None
        tray.list.chosen.connect(self.look)
        tray.days.proposed.connect(self._go_to)
        tray.days.day_wanted.connect(self._turn)

    def follow(self, front: Front) -> None:
        """A front that has just been made."""
        front.view.place_changed.connect(self.look)
        front.view.ghost_changed.connect(lambda _: self.look())
        front.loaded.connect(self.look_again)

    def look_again(self) -> None:
        """Ask again: something was booked, or other days are shown."""
        self._asked = ()
        self.look()

    def look(self) -> None:
        """Show the day in front, if somebody who waits is."""
        form = self._wanted()
        self._form = form
        self._tray.show_days(shown=form is not None)
        if form is None:
            return
        asked = (form.workers, form.client_id, form.room_id, form.car_id, form.starts_at.date())
        if asked == self._asked:
            self._mark(form)
            return
        self._asked = asked
        self._context.runner.read(
            free_busy, form, then=partial(self._got, form), replace_key=(self, "day")
        )

    def _wanted(self) -> AppointmentForm | None:
        waiting, front = self._tray.list.current(), self._page.front
        if waiting is None or not self._tray.isVisible() or not front.takes_newcomers():
            return None
        place = self._place(front, waiting.form.minutes)
        if place is None:
            return None
        starts_at = self._moment(place)
        ends_at = starts_at + timedelta(minutes=waiting.form.minutes)
        return newcomer(front.shown.kind, place.resource_id, starts_at, ends_at, waiting)

    def _place(self, front: Front, minutes: int) -> Place | None:
        """Where the ghost of somebody who is carried stands, or else the cursor."""
        ghost, columns = front.view.ghost, front.model.columns
        if ghost is None or ghost.id is not None or ghost.column >= len(columns):
            return front.place(minutes)
        column = columns[ghost.column]
        return Place(column.day, ghost.starts, ghost.ends, front.resource(column))

    def _moment(self, place: Place) -> datetime:
        return moment_of(place.day, place.starts, self._context.office.zone)

    def _got(self, form: AppointmentForm, found: FreeBusy) -> None:
        if self._form is None:
            return
        fill(self._tray.days, form, found)
        self._mark(self._form)  # the place may have moved while it was asked

    def _mark(self, form: AppointmentForm) -> None:
        strip, at = self._tray.days, form.starts_at
        strip.propose(at.hour * 60 + at.minute, length_of(form))
        self._tray.say_of_days(met_words(strip, form))

    def _go_to(self, minute: int) -> None:
        view = self._page.view
        view.go_to(Slot(view.cursor_slot.column, minute))

    def _turn(self, by: int) -> None:
        self._page.view.step_wanted.emit(by)
