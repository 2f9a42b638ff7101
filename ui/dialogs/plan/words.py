"""A plan in words: when, what, with whom, why it breaks, and what becomes of it."""

from collections.abc import Iterable

from db.operations.calendar.apply_plan import AppliedPlan
from db.queries.calendar.broken import BrokenRow, OfferedWay
from db.queries.calendar.items import CalendarItem
from db.rules.scheduling.plan import WayKind
from db.texts import label, t, tn
from db.texts.dates import time_short, weekday_date


def when_words(item: CalendarItem) -> str:
    """Like "Tue, Mar 3, 9:00 AM"."""
    day, time = weekday_date(item.starts_at.date()), time_short(item.starts_at)
    return t("{day}, {time}", day=day, time=time)


def what_words(item: CalendarItem) -> str:
    """The kind, and whom it is for or what it is about."""
    about = item.client_name or item.subject
    return t("{kind}: {about}", kind=label(item.kind), about=about) if about else label(item.kind)


def with_words(item: CalendarItem) -> str:
    """Who of the office is in it."""
    return ", ".join(one.name for one in item.workers)


def way_words(way: OfferedWay) -> str:
    """What becomes of an appointment."""
    if way.kind is WayKind.MOVE and way.starts_at is not None:
        day, time = weekday_date(way.starts_at.date()), time_short(way.starts_at)
        return t("Move to {day}, {time}", day=day, time=time)
    if way.kind is WayKind.REASSIGN:
        return t("{name} takes it", name=way.worker)
    return t("Call it off") if way.kind is WayKind.CANCEL else t("Leave it as it is")


def row_words(row: BrokenRow) -> str:
    """The appointment in one line, as a plan's list names it."""
    return t("{when}: {what}", when=when_words(row.item), what=what_words(row.item))


def hidden_words(items: Iterable[CalendarItem]) -> str:
    """Of what may not be seen: that it breaks, when, and who knows more."""
    items = tuple(items)
    if not items:
        return ""
    times = "; ".join(when_words(item) for item in items)
    people = sorted({one.name for item in items for one in item.workers})
    words = tn(
        "{n} appointment that you may not see breaks too: {times}.",
        "{n} appointments that you may not see break too: {times}.",
        len(items),
        times=times,
    )
    if people:
        words += " " + t("Pass it on to {names}.", names=", ".join(people))
    return words


def done_words(done: AppliedPlan) -> str:
    """What a plan did, counted."""
    parts = [
        tn("{n} moved", "{n} moved", done.moved) if done.moved else "",
        tn("{n} given to others", "{n} given to others", done.reassigned)
        if done.reassigned
        else "",
        tn("{n} called off", "{n} called off", done.cancelled) if done.cancelled else "",
    ]
    return t("The plan is carried out: {what}.", what=", ".join(part for part in parts if part))
