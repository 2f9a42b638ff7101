"""Carrying somebody who waits into the calendar, by the pointer or by the keys."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction

from db.operations.calendar.requests import book_waiting
from db.operations.calendar.undoing import undo_booking
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.waiting import Waiting
from db.rules.findings import NeedsReason, Refused
from db.texts import explain, t
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.pages.calendar.day_of_waiting import DayBeside
from ui.pages.calendar.front import Front
from ui.pages.calendar.tray import Tray
from ui.theme.tokens import Tone
from ui.undo import offer_undo
from ui.widgets.buttons import action
from ui.widgets.calendar_view_grid import DAY, STEP, Ghost

if TYPE_CHECKING:
    from ui.pages.calendar.page import CalendarPage

_LAYOUT = "calendar.tray"


class Placing(QObject):
    """Knows the tray and the page: what is carried stands as a ghost in the view in front."""

    def __init__(self, page: "CalendarPage", tray: Tray) -> None:
        super().__init__(page)
        self._page, self._tray, self._context = page, tray, page.context
        tray.setVisible(page.context.settings.layout(_LAYOUT) is True)
        tray.find_wanted.connect(self.find_a_time)
        tray.place_wanted.connect(self.carry)
        tray.list.carried.connect(self._hover)
        tray.list.let_go.connect(self._let_go)
        tray.list.put_back.connect(self._put_back)
        self.day = DayBeside(page, tray)
        self._again: Waiting | None = None  # carried on to other days
        self.toggle: QAction = action(
            t("Waiting list"), self.show_or_hide, page, icon="clock", shortcut="Ctrl+Shift+W"
        )

    def follow(self, front: Front) -> None:
        """A front that has just been made. Called before the page turns to other days."""
        front.moving.book_wanted.connect(self.book)
        front.view.step_wanted.connect(self._turning)
        front.loaded.connect(self._turned)
        self.day.follow(front)

    def show_or_hide(self) -> None:
        """Show the tray and go there; hide it when it is there already."""
        self.show_tray(shown=self._tray.isHidden())

    def show(self, request_id: UUID) -> None:
        """Show the tray with this request in front."""
        self._tray.want(request_id)
        self.show_tray(shown=True)
        self._tray.load()

    def show_tray(self, *, shown: bool) -> None:
        """Show or hide it, and remember that."""
        self._tray.setVisible(shown)
        self._context.settings.remember(_LAYOUT, shown)
        if shown:
            self._tray.focus_list()
            self.day.look()
        else:
            self._page.view.setFocus()

    def find_a_time(self, waiting: Waiting) -> None:
        """The appointment form, filled with what is asked for, and the first times that suit."""
        self._open(Prefill(request=waiting), find=True)

    # ---- carrying ----

    def carry(self, waiting: Waiting) -> None:
        """Let the keys carry it from the slot in front on."""
        view, place = self._page.view, self._page.front.place(waiting.form.minutes)
        if place is None or not self._page.front.takes_newcomers():
            words = t("Show days, a week or a month: there it can be placed.")
            self._page.words.say(words, Tone.WARNING, view)
            return
        slot = view.cursor_slot
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.go_to(slot)  # a list without a current item goes to its first when it gets the focus
        self._page.moving.carried = waiting
        self._start(slot.column, place.starts, waiting)

    def _turning(self) -> None:
        self._again = self._page.moving.carried

    def _turned(self) -> None:
        waiting, self._again = self._again, None
        if waiting is not None:
            self.carry(waiting)

    def _hover(self, waiting: Waiting, at: QPoint) -> None:
        view = self._page.view
        port = view.viewport()
        point = port.mapFromGlobal(at)
        slot = view.slot_under(point) if port.rect().contains(point) else None
        if slot is None or not self._page.front.takes_newcomers():
            self._put_back()
            return
        self._page.moving.carried = waiting
        before, starts = view.ghost, view.new_at(slot)[1]
        if before is None or (before.column, before.starts) != (slot.column, starts):
            self._start(slot.column, starts, waiting)

    def _start(self, column: int, minute: int, waiting: Waiting) -> None:
        minutes = min(DAY, -(-waiting.form.minutes // STEP) * STEP)
        starts = min(minute, DAY - minutes)
        ghost = Ghost(None, column, column, starts, starts + waiting.form.minutes)
        self._page.view.start_ghost(ghost)

    def _let_go(self) -> None:
        self._page.view.drop_ghost()

    def _put_back(self) -> None:
        self._page.view.end_ghost()

    # ---- booking ----

    def book(self, waiting: Waiting, form: AppointmentForm, where: str) -> None:
        """Book what was dropped; where a reason is needed the form asks for it, and on a day of a
        month for the time, with those beside it that suit.
        """
        if not self._page.front.books_at_once():
            self._open(self._prefill(waiting, form), find=True)
            return
        self._context.runner.write(
            book_waiting,
            waiting.id,
            waiting.form.version,
            form,
            then=partial(self._booked, form, where),
            failed=partial(self._refused, waiting, form),
        )

    def _booked(self, form: AppointmentForm, where: str, version: int) -> None:
        self._page.front.want(form.id)
        self._page.view.setFocus()
        why = t("Booking undone")
        offer_undo(
            self._context,
            t("Booked: {when}", when=where),
            form.id,
            0,
            version,
            lambda now: (undo_booking, form.id, now, why),
        )

    def _refused(self, waiting: Waiting, form: AppointmentForm, error: Exception) -> None:
        if isinstance(error, NeedsReason):
            self._open(self._prefill(waiting, form))
        elif isinstance(error, Refused):
            self._page.words.say(explain(error), Tone.DANGER, self._page.view)

    def _prefill(self, waiting: Waiting, form: AppointmentForm) -> Prefill:
        return Prefill(
            request=waiting,
            starts_at=form.starts_at,
            worker_id=form.workers[0] if form.workers else None,
            room_id=form.room_id,
            car_id=form.car_id,
            interpreter_id=form.interpreter_id,
        )

    def _open(self, prefill: Prefill, *, find: bool = False) -> None:
        dialog = AppointmentDialog.new(self._context, prefill, self._page.saved, self._page)
        dialog.open()
        if find:
            dialog.find_free()
