"""The front of six weeks: a month with each day's appointments."""

from db.texts import t, tn
from db.texts.dates import day_month, week_words
from ui.context import PageContext
from ui.item_models.appointments import AppointmentModel, GridColumn
from ui.pages.calendar.front import Front
from ui.pages.calendar.moving import Say
from ui.pages.calendar.shown import Shown
from ui.widgets.month_view import MonthView


class MonthFront(Front):
    """The days of the months before and after stand back."""

    view: MonthView

    def __init__(self, context: PageContext, name: str, say: Say, shown: Shown) -> None:
        super().__init__(context, MonthView(name, AppointmentModel()), say, shown)
        self.model.setParent(self)
        self.moving.at_once = False

    def takes_newcomers(self) -> bool:
        return True

    def books_at_once(self) -> bool:
        return False

    def show(self, shown: Shown) -> None:
        self.view.month = shown.day.month
        super().show(shown)

    def slot_words(self, column: GridColumn) -> str:
        """The day in front: how many appointments it has, and how many of them have no room."""
        number = self.view.cursor_slot.column
        count, more = len(self.model.rows_in(number)), self.view.room_of(number).more
        day = column.day
        week = "" if day.weekday() else week_words(day)  # which stands at a week's first day
        said = [day_month(day), week, column.subtitle, appointments_words(count)]
        if more:
            said.append(tn("{n} more than have room", "{n} more than have room", more))
        return " · ".join(part for part in said if part)


def appointments_words(count: int) -> str:
    """Like "14 appointments"; a day without any is free."""
    return tn("{n} appointment", "{n} appointments", count) if count else t("free")
