"""The front with hours down: days of workers, rooms … beside each other, or a week."""

from ui.context import PageContext
from ui.item_models.appointments import AppointmentEntry, AppointmentModel
from ui.pages.calendar.front import Front
from ui.pages.calendar.moving import Say
from ui.pages.calendar.shown import Shown
from ui.widgets.calendar_view import CalendarView
from ui.widgets.calendar_view_grid import Slot

_FIRST_HOUR, _LAST_HOUR = 8, 18
_SLOT = 30  # minutes


class HoursFront(Front):
    """Begins at the hour at which an office begins."""

    view: CalendarView

    def __init__(self, context: PageContext, name: str, say: Say, shown: Shown) -> None:
        super().__init__(context, CalendarView(name, AppointmentModel()), say, shown)
        self.model.setParent(self)
        self._scrolled = False

    def takes_newcomers(self) -> bool:
        return True

    def arrived(self, before: AppointmentEntry | None, *, anew: bool) -> None:
        super().arrived(before, anew=anew)
        self.show_now()
        if not self._scrolled:
            self._scrolled = True
            self.view.show_hour(_FIRST_HOUR)
            self._begin_now()

    def _begin_now(self) -> None:
        """Whoever opens today's calendar at three books after three."""
        now, slot = self._context.now(), self.view.cursor_slot
        next_slot = -(-(now.hour * 60 + now.minute) // _SLOT) * _SLOT
        columns = self.model.columns
        today = slot.column < len(columns) and columns[slot.column].day == now.date()
        if today and slot.minute < next_slot < _LAST_HOUR * 60:
            self.view.go_to(Slot(slot.column, next_slot))
