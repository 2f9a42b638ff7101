"""From what is held on a day to stretches with words. Pure."""

from collections.abc import Iterator
from datetime import datetime, time

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.free_busy import FreeBusy, HeldRow, HeldStretch
from db.rules.scheduling.free_busy import Hold
from db.texts import label, t
from db.texts.dates import time_short
from ui.item_models.free_busy import HeldEntry

FIRST, LAST = 8 * 60, 18 * 60  # minutes after midnight that are always shown
_DAY = 24 * 60


def entries_of(
    number: int, row: HeldRow, found: FreeBusy, first: int, last: int
) -> Iterator[HeldEntry]:
    """The stretches of a row in the minutes that are shown."""
    for stretch in row.stretches:
        starts, ends = _on(found, stretch.starts_at), _on(found, stretch.ends_at)
        starts, ends = max(starts, first), min(ends, last)
        if starts < ends:
            word = _word(stretch)
            name = t(
                "{name}: {what}, {first} to {last}",
                name=row.name,
                what=_what(stretch),
                first=_clock(starts),
                last=_clock(ends),
            )
            yield HeldEntry(number, starts, ends, stretch.hold, word, name)


def _word(stretch: HeldStretch) -> str:
    """What stands in a stretch: in its own words the free one says nothing."""
    if stretch.hold in (Hold.FREE, Hold.OUTSIDE):
        return ""
    if stretch.hold is Hold.AWAY and stretch.leave is not None:
        return t("Away: {kind}", kind=label(stretch.leave))
    if stretch.hold is Hold.CLOSED:
        return t("Closed: {name}", name=stretch.name) if stretch.name else t("Closed")
    if stretch.hold is Hold.ELSEWHERE:
        return t("Busy (other calendar)")
    kind = label(stretch.kind) if stretch.kind is not None else t("Busy")
    if stretch.hold is Hold.TENTATIVE:
        return t("Tentative: {kind}", kind=kind)
    return kind


def _what(stretch: HeldStretch) -> str:
    kind = label(stretch.kind) if stretch.kind is not None else ""
    if stretch.hold is Hold.FREE:
        return t("free")
    if stretch.hold is Hold.OUTSIDE:
        return t("outside working hours")
    if stretch.hold is Hold.AWAY and stretch.leave is not None:
        return t("away ({kind})", kind=label(stretch.leave))
    if stretch.hold is Hold.CLOSED:
        return t("closed ({name})", name=stretch.name) if stretch.name else t("closed")
    if stretch.hold is Hold.ELSEWHERE:
        return t("busy (other calendar)")
    if stretch.hold is Hold.TENTATIVE:
        return t("tentatively booked ({kind})", kind=kind) if kind else t("tentatively booked")
    return t("busy ({kind})", kind=kind) if kind else t("busy")


def bounds(found: FreeBusy, form: AppointmentForm, starts: int, ends: int) -> tuple[int, int]:
    """The hours shown: an office's, and whatever else is booked, free at work or proposed."""
    first, last = min(FIRST, starts // 60 * 60), max(LAST, -(-ends // 60) * 60)
    for row in found.rows:
        for one in row.stretches:
            if one.hold in (Hold.BUSY, Hold.TENTATIVE, Hold.ELSEWHERE):
                first = min(first, max(0, _on(found, one.starts_at)) // 60 * 60)
                last = max(last, min(_DAY, -(-_on(found, one.ends_at) // 60) * 60))
    return max(0, first), min(_DAY, last)


def minute_of(form: AppointmentForm, moment: datetime) -> int:
    """A moment in minutes after the midnight of the form's day."""
    return (moment.date() - form.starts_at.date()).days * _DAY + moment.hour * 60 + moment.minute


def length_of(form: AppointmentForm) -> int:
    """How long it lasts, in minutes."""
    return int(form.ends_at.timestamp() - form.starts_at.timestamp()) // 60


def _on(found: FreeBusy, moment: datetime) -> int:
    return (moment.date() - found.first).days * _DAY + moment.hour * 60 + moment.minute


def _clock(minute: int) -> str:
    return time_short(time(*divmod(minute % _DAY, 60)))
