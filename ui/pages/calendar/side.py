"""What stands beside the days: a small month with how full they are, and room for more below it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.density import DayDensity, days_density
from db.rules.density import Density
from db.texts import t
from db.texts.dates import day_month
from ui.context import PageContext
from ui.item_models.month_days import MonthDay
from ui.pages.calendar.month import appointments_words
from ui.pages.calendar.shown import Shown, Span
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.mini_month import MiniMonth

_WIDTH = 212


class Side(QWidget):
    """Follows what is shown; `day_chosen` carries the day that somebody wants to see.

    `add` puts more below the month.
    """

    day_chosen = Signal(object)

    def __init__(self, context: PageContext, shown: Shown) -> None:
        super().__init__()
        self._context, self._shown = context, shown
        self._asked: object = None
        self.month = MiniMonth()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.month)
        self._column.addStretch(1)
        self.month.day_chosen.connect(self.day_chosen)
        self.month.month_wanted.connect(self._show_month)
        follow(self, self._measure)
        self._measure()

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Put something below the month; it takes the room that is left."""
        self._column.insertWidget(self._column.count() - 1, widget, stretch)

    def show_what(self, shown: Shown) -> None:
        """Follow what the page shows."""
        self._shown = shown
        table = self.month.table
        table.first, table.last, table.today = shown.first, shown.last, self._context.today()
        if shown.span is Span.MONTH:
            table.first = table.last = date(2000, 1, 1)  # all that is in sight is shown there
        self._show_month(shown.day.replace(day=1))

    def load(self) -> None:
        """Ask again how full the days are."""
        if self.isHidden():
            return
        model, shown = self.month.model, self._shown
        asked = replace(shown.asked(), first=model.first, last=model.last)
        self._context.runner.read(
            days_density, asked, then=self._got, replace_key=(self, "density")
        )

    def _show_month(self, month: date) -> None:
        key = (month, self._shown.asked().resource_ids, self._shown.team, self._shown.kind)
        known = {} if key != self._asked else self.month.model.known()
        self._asked = key
        self.month.show_month(month, known, self._shown.day)
        self.load()

    def _got(self, found: tuple[DayDensity, ...]) -> None:
        if found and found[0].day == self.month.model.first:
            self.month.model.know(known_days(found))

    def _measure(self) -> None:
        self.setMinimumWidth(look().px(_WIDTH))


def known_days(found: Iterable[DayDensity]) -> dict[date, MonthDay]:
    """Each day in words: "Tuesday, December 8, 14 appointments, full"."""
    return {one.day: MonthDay(_words(one), int(one.density), one.closed) for one in found}


def _words(one: DayDensity) -> str:
    said = [day_month(one.day), appointments_words(one.appointments)]
    if one.density is Density.FULL:
        said.append(t("full"))
    if one.density is Density.BUSY:
        said.append(t("more than half taken"))
    if one.closed:
        said.append(t("closed"))
    return ", ".join(said)
