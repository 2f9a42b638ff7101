"""What is offered as free is what no rule of the calendar speaks against."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, RuleWeight
from db.rules.findings import Severity
from db.rules.scheduling import (
    OfficeTime,
    Proposal,
    Resource,
    Span,
    Taken,
    WorkerTime,
    conflicts,
    local_date,
)
from db.rules.scheduling.freeness import candidate
from db.rules.scheduling.guards import LookedFor, guarded, most_a_day
from db.rules.scheduling.weights import Buffers, CalendarRules, Rule
from tests.rules.scheduling.test_hours import MINUTE, STARTS
from tests.rules.scheduling.test_wall_clock import ZONES

ANA = UUID(int=1)
PLACES = [UUID(int=n) for n in (11, 12, 13)]
WHOSE = [ResourceKind.WORKER, ResourceKind.CLIENT, ResourceKind.INTERPRETER, ResourceKind.CAR]
KINDS = [AppointmentKind.HOME_VISIT, AppointmentKind.OFFICE_VISIT, AppointmentKind.MEETING]
PLACE = st.sampled_from([None, *PLACES])
WEIGHT = st.sampled_from(list(RuleWeight))
MINUTES = st.sampled_from([0, 5, 20, 45])
RULES = st.builds(
    CalendarRules,
    st.fixed_dictionaries({Rule.BUFFER: WEIGHT, Rule.TRAVEL: WEIGHT, Rule.MOST_A_DAY: WEIGHT}),
    st.sampled_from([{}, {Rule.MOST_A_DAY: 2}]),
    st.dictionaries(st.sampled_from(KINDS), st.builds(Buffers, MINUTES, MINUTES)),
    st.fixed_dictionaries({frozenset(pair): MINUTES for pair in pairwise(PLACES)}),
    PLACE,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.sampled_from(STARTS),
    RULES,
    st.sampled_from(WHOSE),
    st.lists(
        st.tuples(
            st.integers(0, 1500), st.integers(1, 120), st.sampled_from(KINDS), PLACE, st.booleans()
        ),
        max_size=5,
    ),
    st.sampled_from(KINDS),
    PLACE,
    st.booleans(),
    st.sampled_from([None, 1, 3]),
)
def test_a_slot_is_free_exactly_if_no_rule_refuses_or_asks(
    zone: object,
    start: int,
    rules: CalendarRules,
    whose: ResourceKind,
    booked: list[tuple[int, int, AppointmentKind, UUID | None, bool]],
    kind: AppointmentKind,
    place: UUID | None,
    in_a_room: bool,
    own_most: int | None,
) -> None:
    rows = [
        Taken(
            ANA,
            Span(start + a * MINUTE, start + (a + b) * MINUTE),
            UUID(int=100 + n),
            its_kind,
            AppointmentStatus.CONFIRMED,
            place_id=its_place,
            in_a_room=its_room,
        )
        for n, (a, b, its_kind, its_place, its_room) in enumerate(booked)
    ]
    office = OfficeTime(zone)  # type: ignore[arg-type]
    within = Span(start - 86_400, start + 3 * 86_400)
    asked = LookedFor(kind, place, in_a_room)
    time = WorkerTime((), (), own_most) if whose is ResourceKind.WORKER else None
    most = most_a_day(own_most, rules) if time is not None else None
    taken = [guarded(row, whose, asked, rules) for row in rows]
    who = candidate(ANA, "Ana", taken, within, office, time, most)
    room = (Resource(UUID(int=50), ResourceKind.ROOM, "Room"),) if in_a_room else ()
    for begins in range(start, start + 30 * 3600, 25 * MINUTE):
        slot = Span(begins, begins + 30 * MINUTE)
        proposal = Proposal(
            slot, kind, (Resource(ANA, whose, "Ana"), *room), UUID(int=99), place_id=place
        )
        said = conflicts(proposal, rows, office, {ANA: time} if time else {}, 0, rules)
        codes = [f.code for f in said if f.severity is not Severity.INFORMATION]
        against = [
            code
            for code in codes
            if not code.startswith(("appointment.client_same_day", "appointment.no_worker"))
        ]
        # A day's most counts whole days: a slot over midnight is of the day on which it begins.
        first, last = (local_date(at, office.zone) for at in (slot.starts_at, slot.ends_at - 1))
        if most is not None and first != last:
            continue
        assert who.fits(slot) == (not against), (against, slot)
