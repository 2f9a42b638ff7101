"""With buffers, ways and a day's most the check on records finds what the rule finds when it is
given everything there is, near a change of the clocks.
"""

import random
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from db.models.appointment import Appointment, AppointmentResource
from db.models.calendar import CalendarRule, KindSetting
from db.models.office import Resource as Row
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.calendar.rules import calendar_rules
from db.queries.calendar.series import check_series
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, RuleWeight
from db.rules.findings import Finding
from db.rules.ids import new_id
from db.rules.recurrence import Every, Repeats
from db.rules.scheduling import (
    OfficeTime,
    Proposal,
    Resource,
    Rule,
    Span,
    Taken,
    WeeklyHours,
    WorkerTime,
    conflicts,
    excludes_others,
)
from tests.db.bench import Bench
from tests.db.calendar.test_rules_read import place, travel
from tests.db.people_on_file import on_file

K, S = AppointmentKind, AppointmentStatus
FIRST = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)  # the weekend on which clocks are set forward
WEEK = tuple(WeeklyHours(day, 8 * 60 + 30, 17 * 60) for day in range(5))


class Records:
    """Mara, Ada and a room; the office, a school and a court; and what the office decided."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.dice = bench, random.Random(5)
        mara, room = bench.worker("mara"), bench.room("Blue Room")
        self.resources = [
            Resource(mara.id, ResourceKind.WORKER, "Mara"),
            Resource(on_file(bench), ResourceKind.CLIENT, "Ada Lovelace"),
            Resource(room.id, ResourceKind.ROOM, "Blue Room"),
        ]
        for one in self.resources[:2]:
            bench.add(Row(id=one.id, kind=one.kind))
        mara.most_a_day = 3
        bench.session.commit()
        self.places = [place(bench, "Here", is_office=True), place(bench, "School")]
        self.places.append(place(bench, "Court"))
        for n, one in enumerate(self.places):
            for other in self.places[:n]:
                travel(bench, one, other, 30 * n + 15)
        bench.add(KindSetting(kind=K.HOME_VISIT, minutes=60, before=15, after=60))
        bench.add(KindSetting(kind=K.MEETING, minutes=60, before=45, after=0))
        bench.add(CalendarRule(code=Rule.TRAVEL.value, weight=RuleWeight.HARD))
        self.taken: list[Taken] = []

    def span(self) -> Span:
        starts = int(FIRST.timestamp()) + self.dice.randrange(3 * 96) * 900
        return Span(starts, starts + self.dice.randint(1, 12) * 900)

    def book(self) -> None:
        """Put something in as it is; what blocks goes in only where nothing blocks."""
        dice, span = self.dice, self.span()
        kind, status = (
            dice.choice([K.HOME_VISIT, K.MEETING, K.OTHER]),
            dice.choice([S.CONFIRMED, S.CONFIRMED, S.TENTATIVE, S.NO_SHOW]),
        )
        which = dice.sample(self.resources, dice.randint(1, 3))
        where = dice.choice([None, *self.places])
        row = Appointment(
            kind=kind, status=status, starts_at=span.starts_at, ends_at=span.ends_at,
            place_id=where, booked_by_id=self.bench.user.id,
        )  # fmt: skip
        firm = excludes_others(status)
        row.taken = [
            AppointmentResource(
                resource_id=one.id, kind=one.kind, starts_at=span.starts_at,
                ends_at=span.ends_at, blocks=int(firm),
            )
            for one in which
        ]  # fmt: skip
        try:
            self.bench.add(row)
        except IntegrityError:
            self.bench.session.rollback()  # the guard: it would have been a double booking
            return
        room = any(one.kind is ResourceKind.ROOM for one in which)
        self.taken += [
            Taken(one.id, span, row.id, kind, status, firm, where, room) for one in which
        ]

    def wanted(self) -> tuple[AppointmentForm, tuple[Resource, ...]]:
        dice, span = self.dice, self.span()
        which = tuple(one for one in self.resources if dice.random() < 0.7) or (self.resources[0],)
        ids: dict[ResourceKind, UUID] = {one.kind: one.id for one in which}
        worker = ids.get(ResourceKind.WORKER)
        form = AppointmentForm(
            id=new_id(), kind=dice.choice([K.HOME_VISIT, K.MEETING]),
            starts_at=datetime.fromtimestamp(span.starts_at, UTC),
            ends_at=datetime.fromtimestamp(span.ends_at, UTC),
            workers=(worker,) if worker else (), client_id=ids.get(ResourceKind.CLIENT),
            room_id=ids.get(ResourceKind.ROOM), place_id=dice.choice([None, *self.places]),
        )  # fmt: skip
        return form, which

    def by_rule(self, form: AppointmentForm, which: tuple[Resource, ...]) -> list[str]:
        bench = self.bench
        times = {self.resources[0].id: WorkerTime(WEEK, (), 3)}
        rules = bench.read(calendar_rules, *self.places)
        proposal = Proposal(form.span, form.kind, which, form.id, form.place_id)
        now = int(bench.now.timestamp())
        return said(conflicts(proposal, self.taken, OfficeTime(bench.zone), times, now, rules))


def said(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(repr(one) for one in findings)


def test_the_check_equals_the_rule_on_all_rows(bench: Bench) -> None:
    records = Records(bench)
    for _ in range(24):
        records.book()
    codes: set[str] = set()
    for _ in range(40):
        form, which = records.wanted()
        found = bench.read(check, form)
        assert said(found) == records.by_rule(form, which)
        codes |= {one.code.removeprefix("appointment.") for one in found}
    assert codes >= {"travel_before", "travel_after", "most_a_day", "worker_busy"}
    assert any(code.startswith("buffer_") for code in codes)


def test_the_check_of_a_series_equals_that_of_each_of_its_days(bench: Bench) -> None:
    records = Records(bench)
    for _ in range(24):
        records.book()
    for _ in range(5):
        form, _ = records.wanted()
        daily = Repeats(every=Every.DAY, times=3)
        for one in bench.read(check_series, form, daily).occurrences:
            assert said(one.findings) == said(bench.read(check, one.form))
