"""One way of showing appointments: its view, what the office answered to it, what is done in it."""

from collections.abc import Callable
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
from ui.pages.calendar.shown import Shown
from ui.widgets.appointment_view import AppointmentView


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
        self.moving = Moving(context, view, say, self.resource)
        self.moving.create_wanted.connect(self._create)
        view.create_wanted.connect(self._create)

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
        """Go to an appointment as soon as it is there."""
        if not self.view.select_appointment(record_id):
            self._wanted = record_id

    def columns(self, days: CalendarDays) -> tuple[GridColumn, ...]:
        """The columns of the view."""
        return grid_columns(self.shown, days)

    def entries(
        self, days: CalendarDays, columns: tuple[GridColumn, ...]
    ) -> list[AppointmentEntry]:
        """The appointments in them."""
        return list(entries(self.shown, days, columns))

    def arrived(self, before: AppointmentEntry | None) -> None:
        """Put the cursor where it belongs; `before` is the appointment that it stood on."""
        kept = self._wanted or (before.id if before else None)
        where = before.column if before else None
        self._wanted = None
        if kept is None or not self.view.select_appointment(kept, where):
            self.view.go_to(self.view.cursor_slot)

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

    def column_in_front(self) -> GridColumn | None:
        """The column that the cursor stands in."""
        columns, number = self.model.columns, self.view.cursor_slot.column
        return columns[number] if number < len(columns) else None

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
        if days == self.days and self._built is not None and self._built.like(self.shown):
            if self._wanted is not None:
                self.view.select_appointment(self._wanted)
                self._wanted = None
            return
        before, self._built = self.view.current_entry(), self.shown
        self.days = days
        columns = self.columns(days)
        self.model.show_days(columns, self.entries(days, columns))
        self.arrived(before)
        self.show_now()
        self.loaded.emit()

    def _create(self, number: int, starts: int, ends: int) -> None:
        if number < len(self.model.columns):
            column = self.model.columns[number]
            self.create_wanted.emit(Place(column.day, starts, ends, self.resource(column)))


Make = Callable[[PageContext, Say, Shown], Front]
