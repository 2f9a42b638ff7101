"""Which day's appointments people are reminded of: at first the next working day's."""

from datetime import date, timedelta

from db.texts import t
from db.texts.dates import weekday_date
from ui.widgets.choice import Choice

_DAYS_AHEAD = 14
_CHARACTERS = 18  # of the longest day in words
_WEEKEND = (5, 6)


class ReminderDay(Choice):
    """Today, tomorrow and the days after, each with its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleDescription(t("Appointments of"))
        self.name_line(t("Appointments of"))
        self._today: date | None = None
        self.setMinimumContentsLength(_CHARACTERS)

    def offer(self, today: date) -> None:
        """Offer the days from this one on; a choice that is still ahead stays."""
        if today == self._today:
            return
        self._today = today
        days = [today + timedelta(days=n) for n in range(_DAYS_AHEAD + 1)]
        self.set_options([(day, _words(day, today)) for day in days])
        if self.value() is None:
            self.set_value(next(day for day in days[1:] if day.weekday() not in _WEEKEND))


def _words(day: date, today: date) -> str:
    words = weekday_date(day)
    if day == today:
        return t("Today, {day}", day=words)
    return t("Tomorrow, {day}", day=words) if (day - today).days == 1 else words
