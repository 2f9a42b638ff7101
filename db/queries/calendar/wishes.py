"""Many appointments wished for at once: what stands against each, asked by one statement."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.around import around
from db.queries.calendar.check import proposal_of
from db.queries.calendar.named import Wanted, wanted
from db.queries.calendar.taken_by_slot import taken_by_slot
from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus, ResourceKind
from db.rules.findings import Finding, Severity
from db.rules.scheduling import LONGEST, Span, Taken, conflicts, window_to_fetch

_NO_ID, _NO_TIME = UUID(int=0), datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One appointment of a series, and everything that stands against it, hard findings first.

    `day` is the day of the series for which it stands; it may have been put elsewhere.
    """

    day: date
    form: AppointmentForm
    findings: tuple[Finding, ...] = ()

    @property
    def collides(self) -> bool:
        """Whether somebody has to decide about it."""
        return any(one.severity is not Severity.INFORMATION for one in self.findings)

    @property
    def possible(self) -> bool:
        """Whether it can be booked at all, with a reason or without."""
        return all(one.severity is not Severity.HARD for one in self.findings)


@dataclass(frozen=True, slots=True)
class Wish:
    """An appointment as it is to be, and what it takes."""

    day: date
    form: AppointmentForm
    asked: Wanted


@dataclass(frozen=True, slots=True)
class Wishes:
    """In order of their beginnings, and the ids of all that they take."""

    all: tuple[Wish, ...]
    resource_ids: tuple[UUID, ...]


def wishes(reading: Reading, made: Iterable[tuple[date, AppointmentForm]]) -> Wishes:
    """Each with what it takes. Raises `Refused` as `wanted` does."""
    known: dict[AppointmentForm, Wanted] = {}
    found = []
    for day, form in sorted(made, key=lambda one: one[1].span):
        alike = replace(form, id=_NO_ID, starts_at=_NO_TIME, ends_at=_NO_TIME, version=0)
        if alike not in known:
            known[alike] = wanted(reading, form)
        found.append(Wish(day, form, known[alike]))
    ids = dict.fromkeys(one for asked in known.values() for one in asked.ids())
    return Wishes(tuple(found), tuple(ids))


class Judging:
    """Knows the office's rules, its time and the workers' in a span, and says what stands against
    a wish at one of the places.
    """

    def __init__(
        self,
        reading: Reading,
        whole: Span,
        worker_ids: Iterable[UUID],
        places: Iterable[UUID | None] = (),
    ) -> None:
        self.rules, self._office, self._workers = around(reading, whole, worker_ids, *places)
        self._now = reading.now_seconds

    def window(self, span: Span) -> Span:
        """The span whose taken rows are needed."""
        return window_to_fetch(span, self._office, self.rules)

    def findings(
        self, wish: Wish, booked: Iterable[Taken], among: Sequence[Wish]
    ) -> tuple[Finding, ...]:
        """By what is booked in its window, and by the others among which it is wished for."""
        own = [row for other in _near(among, self.window(wish.form.span)) for row in _own(other)]
        proposal = proposal_of(wish.form, wish.asked)
        rows = (*booked, *own)
        return conflicts(proposal, rows, self._office, self._workers, self._now, self.rules)


def checked_occurrences(
    reading: Reading, wished: Wishes, leaving_out: Collection[UUID] = ()
) -> tuple[Occurrence, ...]:
    """Each with what stands against it, the others included. Appointments that are themselves
    moved are to be left out.
    """
    if not wished.all:
        return ()
    workers = {one for wish in wished.all for one in wish.asked.ids(ResourceKind.WORKER)}
    places = {one.form.place_id for one in wished.all}
    judging = Judging(reading, span_of(wished.all), workers, places)
    windows = [judging.window(one.form.span) for one in wished.all]
    with_places = bool(judging.rules.travel)
    taken = taken_by_slot(reading, wished.resource_ids, windows, places=with_places)
    out = frozenset(leaving_out)
    found = []
    for one, rows in zip(wished.all, taken, strict=True):
        booked = [row for row in rows if row.appointment_id not in out]
        found.append(Occurrence(one.day, one.form, judging.findings(one, booked, wished.all)))
    return tuple(found)


def span_of(wished: Sequence[Wish]) -> Span:
    """From the first to the last."""
    starts = min(one.form.span.starts_at for one in wished)
    return Span(starts, max(one.form.span.ends_at for one in wished))


def _near(among: Sequence[Wish], window: Span) -> Iterator[Wish]:
    """Those that reach into a window."""
    at = bisect_left(among, window.starts_at - LONGEST, key=lambda one: one.form.span.starts_at)
    while at < len(among) and among[at].form.span.starts_at < window.ends_at:
        if among[at].form.span.ends_at > window.starts_at:
            yield among[at]
        at += 1


def _own(wish: Wish) -> list[Taken]:
    form = wish.form
    status = AppointmentStatus.TENTATIVE if form.tentative else AppointmentStatus.CONFIRMED
    return [
        Taken(
            one.id,
            form.span,
            form.id,
            form.kind,
            status,
            blocks=not form.tentative and one.kind is not ResourceKind.MEMBER,
            place_id=form.place_id,
            in_a_room=form.room_id is not None,
        )
        for one in wish.asked.resources
    ]
