"""One way of showing appointments: its view, what the office answered to it, what is done in it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.queries.calendar.items import CalendarItem
from db.queries.calendar.range_view import CalendarDays, calendar_days
from db.texts import t
from ui.context import PageContext
from ui.item_models.appointments import AppointmentEntry, AppointmentModel, GridColumn
from ui.pages.calendar.columns import grid_columns, slot_words
from ui.pages.calendar.moving import Moving, Say
from ui.pages.calendar.showing import entries
from ui.pages.calendar.shown import Shown, Span
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.calendar_view_grid import Slot


@dataclass(frozen=True, slots=True)
class Place:
    """Where something would be booked: minutes after a day's midnight, and with whom or what."""

    day: date
    starts: int
    ends: int
    resource_id: UUID | None


class Front(QObject):
    """Loads what a `Shown` asks for and lets a view show it. The page puts it in front.

    `create_wanted` carries a `Place`; `loaded` tells that other appointments are on the screen.
    """

    loaded = Signal()
    create_wanted = Signal(object)

    def __init__(
        self,
        context: PageContext,
        view: AppointmentView,
        say: Say,
        shown: Shown,
        widget: QWidget | None = None,
    ) -> None:
        super().__init__(view)
        self._context = context
        self.view = view
        self.model: AppointmentModel = view.appointments
        self.widget = widget or view
        self.shown = shown
        self.days: CalendarDays | None = None
        self._wanted: UUID | None = None
        self._built: Shown | None = None  # what the view shows
        self._later: CalendarDays | None = None  # what came while something was carried
        self.moving = Moving(context, view, say, self.resource, lambda: self.shown.kind)
        self.moving.create_wanted.connect(self._create)
        view.create_wanted.connect(self._create)
        view.ahead.left.connect(self._stay)
        view.place_changed.connect(self._catch_up)

    # ---- what is shown ----

    def show(self, shown: Shown) -> None:
        """Ask for these days and show them when they come."""
        self.shown = shown
        self.load()

    def load(self) -> None:
        """Ask again."""
        asked = self.shown.asked()
        key = (self, "days")
        self._context.runner.read(calendar_days, asked, then=self._got, replace_key=key)

    def want(self, record_id: UUID) -> None:
        """Go to an appointment as soon as it is there; keys that come before that wait for it."""
        if not self.view.select_appointment(record_id):
            self._wanted = record_id
            self.view.ahead.wait()

    def columns(self, days: CalendarDays) -> tuple[GridColumn, ...]:
        """The columns of the view."""
        return grid_columns(self.shown, days)

    def entries(
        self, days: CalendarDays, columns: tuple[GridColumn, ...]
    ) -> list[AppointmentEntry]:
        """The appointments in them."""
        return list(entries(self.shown, days, columns))

    def arrived(self, before: AppointmentEntry | None, *, anew: bool) -> None:
        """Put the cursor where it belongs: onto the day asked for, if it is asked for `anew`, and
        else where it stood; `before` is the appointment that it stood on."""
        kept, where = self._wanted, None
        if kept is None and before is not None:
            kept, where = before.id, before.column
        wanted, self._wanted = self._wanted is not None, None
        if kept is not None and (wanted or not anew) and self.view.select_appointment(kept, where):
            return
        slot = self.view.cursor_slot
        days = [column.day for column in self.model.columns]
        if anew and self.shown.span is not Span.DAY and self.shown.day in days:
            slot = Slot(days.index(self.shown.day), slot.minute)
        elif kept is not None and self.view.select_appointment(kept, where):
            return
        self.view.go_to(slot)

    def show_now(self) -> None:
        """Show how late it is."""
        now = self._context.now()
        self.view.set_now(now.date(), now.hour * 60 + now.minute)

    # ---- what stands in front ----

    def item(self, record_id: UUID) -> CalendarItem | None:
        """What the office said of an appointment that is shown."""
        items = self.days.items if self.days is not None else ()
        return next((item for item in items if item.id == record_id), None)

    def resource(self, column: GridColumn) -> UUID | None:
        """Whose a column is, as far as that is one."""
        return column.resource_id or self.shown.resource_id

    def takes_newcomers(self) -> bool:
        """Whether somebody who waits can be carried into it."""
        return False

    def books_at_once(self) -> bool:
        """Whether whoever is dropped is booked there: it has hours. Else the form asks for them."""
        return True

    def column_in_front(self) -> GridColumn | None:
        """The column that the cursor stands in."""
        columns, number = self.model.columns, self.view.cursor_slot.column
        return columns[number] if number < len(columns) else None

    def day_in_front(self) -> date:
        """The day that the cursor stands on, or that is asked for while that is not there yet."""
        column = self.column_in_front()
        there = column is not None and self._built == self.shown
        return column.day if column is not None and there else self.shown.day

    def focus_filter(self) -> bool:
        """Put the cursor into a filter of this front's own, if it has one."""
        return False

    def place(self, minutes: int) -> Place | None:
        """Where something of this length would be booked now."""
        column = self.column_in_front()
        if column is None:
            return None
        starts = self.view.new_at(self.view.cursor_slot)[1]
        return Place(column.day, starts, starts + minutes, self.resource(column))

    def words(self) -> str:
        """What stands in front, in words."""
        entry, column = self.view.current_entry(), self.column_in_front()
        if entry is not None:
            return entry.description
        return "" if column is None else self.slot_words(column)

    def slot_words(self, column: GridColumn) -> str:
        """The empty place in front, in words."""
        return slot_words(column, self.view.cursor_slot.minute)

    def notice(self) -> str:
        """What has to be said of all that is shown, or nothing."""
        if self.days is None or not self.days.cut:
            return ""
        return t("There are more appointments than can be shown. Choose whose.")

    # ---- inside ----

    def _got(self, days: CalendarDays) -> None:
        if days.asked != self.shown.asked():
            return
        ghost = self.view.ghost
        if ghost is not None and self._built == self.shown:  # it is not taken out of the hand
            self._later = days
            if days != self.days:
                self.view.ghost_changed.emit(ghost)
            return
        self._later = None
        anew = self._built is None or not self._built.like(self.shown)
        same = days == self.days and not anew
        anew = anew or self._built is None or self._built.day != self.shown.day
        if not same or anew or self._wanted is not None:
            self.days, self._built = days, self.shown
            if same:
                self.arrived(self.view.current_entry(), anew=anew)
            else:
                self.build(anew=anew)
        self.view.ahead.go_on()

    def _catch_up(self) -> None:
        if self._later is not None and self.view.ghost is None:
            self._got(self._later)

    def _stay(self) -> None:
        self._wanted = None

    def build(self, *, anew: bool = False) -> None:
        """Show again what the office has answered."""
        if self.days is None:
            return
        before, columns = self.view.current_entry(), self.columns(self.days)
        self.model.show_days(columns, self.entries(self.days, columns))
        self.arrived(before, anew=anew)
        self.show_now()
        self.loaded.emit()

    def _create(self, number: int, starts: int, ends: int) -> None:
        if number < len(self.model.columns):
            column = self.model.columns[number]
            self.create_wanted.emit(Place(column.day, starts, ends, self.resource(column)))
