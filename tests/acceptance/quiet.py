"""A day on which nothing is booked: where that is in the sample office depends on the day on which
it was made."""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.acceptance.visit import Visit


def quiet_day(
    visit: Visit, weekday: int, weeks: int, *, days: Iterable[int] = (0,), who: str | None = None
) -> date:
    """The first such weekday (0: Monday), so many weeks ahead or later, on which nobody has
    anything, or this worker has nothing.

    `days` are those that must be quiet, counted from there: (0, 7) is that day and a week later.
    """
    wanted = list(days)
    if who is None:
        starts = [one["starts"] for one in visit.look("appointments")]
    else:
        starts = [one["starts"] for one in visit.look("taken") if one["name"] == who]
    taken = {date.fromisoformat(start[:10]) for start in starts}
    day = date.fromisoformat(visit.look("clock")[0]["now"][:10]) + timedelta(weeks=weeks)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while taken & {day + timedelta(days=number) for number in wanted}:
        day += timedelta(weeks=1)
    return day
