"""Why a time is offered, and why there is none: findings for people to read."""

from collections.abc import Iterator

from db.rules.codes import ResourceKind
from db.rules.findings import Finding, information
from db.rules.scheduling.suiting import EVERY_DAY, Candidate, Found, Search, Seat, first_suiting
from db.rules.scheduling.wall_clock import day_span, local, local_date

_PEOPLE = (ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER)


def reasons(search: Search, found: Found) -> tuple[Finding, ...]:
    """What speaks for a slot, and what somebody should know of it, in the order of its weight."""
    return (*_wished(search, found), *_chosen(search, found), *_day(search, found))


def why_nothing(search: Search) -> tuple[Finding, ...]:
    """Who or what stands in the way when nothing suits all.

    First those who have no such time at all; if each has, those without whom there would be one.
    """
    if first_suiting(search, ()) is None:
        return (information("free.office_never_open"),)
    never = [seat for seat in search.seats if first_suiting(search, (seat,)) is None]
    if never:
        return tuple(_never(seat) for seat in never)
    found = []
    for n, seat in enumerate(search.seats):
        first = first_suiting(search, (*search.seats[:n], *search.seats[n + 1 :]))
        if first is not None:
            at = local(first.starts_at, search.zone)
            found.append(information("free.possible_without", name=_named(seat), at=at))
    return tuple(found) or (information("free.never_together"),)


def _never(seat: Seat) -> Finding:
    code = "free.none_of_them_free" if seat.is_open else "free.never_free"
    return information(code, name=_named(seat))


def _named(seat: Seat) -> str:
    return ", ".join(one.name for one in seat.candidates)


def _wished(search: Search, found: Found) -> Iterator[Finding]:
    wishes, starts = search.wishes, local(found.span.starts_at, search.zone)
    minute = starts.hour * 60 + starts.minute
    asks_day = wishes.weekdays != EVERY_DAY
    asks_time = (wishes.earliest, wishes.latest) != (0, 24 * 60)
    if found.first_of_all:
        yield information("free.first_of_all")
    elif (asks_day or asks_time) and not found.missed:
        yield information("free.as_wished")
    if asks_day and starts.weekday() not in wishes.weekdays:
        yield information("free.other_day")
    if asks_time and (minute < wishes.earliest or minute + search.minutes > wishes.latest):
        yield information("free.other_time")


def _chosen(search: Search, found: Found) -> Iterator[Finding]:
    for seat, who in zip(search.seats, found.who, strict=True):
        if seat.is_open:
            code = "free.interprets" if seat.kind is ResourceKind.INTERPRETER else "free.is_free"
            yield information(code, name=who.name)


def _day(search: Search, found: Found) -> Iterator[Finding]:
    day = day_span(local_date(found.span.starts_at, search.zone), search.zone)
    for seat, who in zip(search.seats, found.who, strict=True):
        if seat.kind is ResourceKind.WORKER:
            yield from _beside(search, found, who)
            count = who.count_in(day)
            code = "free.nothing_that_day" if count == 0 else "free.count_that_day"
            yield information(code, name=who.name, count=count)
        elif seat.kind in _PEOPLE and who.count_in(day):
            yield information("free.client_same_day", name=who.name)


def _beside(search: Search, found: Found, who: Candidate) -> Iterator[Finding]:
    before, after = who.beside(found.span, search.near)
    for code, other, minutes in (
        ("free.after_last", before, (found.span.starts_at - before.ends_at) // 60 if before else 0),
        ("free.before_next", after, (after.starts_at - found.span.ends_at) // 60 if after else 0),
    ):
        if other is not None:
            yield information(
                code if minutes else f"{code}_at_once", name=who.name, minutes=minutes
            )
