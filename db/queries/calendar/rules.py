"""What the office decided of its calendar, read in one statement for each check."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)

from db.models.calendar import CalendarRule, KindSetting, Place, TravelTime
from db.models.types import code_of
from db.queries.by_heart import ByHeart, Question, Row
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, RuleWeight
from db.rules.scheduling.weights import Buffers, CalendarRules, Rule

_RULE, _KIND, _PLACE, _TRAVEL = "rule", "kind", "place", "travel"
_RULES = {rule.value: rule for rule in Rule}


def _decided() -> CompoundSelect[Any]:
    office = select(Place.id).where(Place.is_office.is_(True))
    places = bindparam("places", type_=Uuid(), expanding=True)
    here = or_(
        TravelTime.from_id.in_(places),
        TravelTime.to_id.in_(places),
        TravelTime.from_id.in_(office),
        TravelTime.to_id.in_(office),
    )
    nothing, no_number = literal(""), cast(null(), Integer)
    row, kind = CalendarRule, KindSetting
    return union_all(
        select(literal(_RULE), cast(row.code, String), cast(row.weight, String), row.number,
               no_number),
        select(literal(_KIND), cast(kind.kind, String), nothing, kind.before, kind.after)
        .where(or_(kind.before > 0, kind.after > 0)),
        select(literal(_PLACE), cast(Place.id, String), cast(Place.name, String),
               cast(Place.is_office, Integer), no_number),
        select(literal(_TRAVEL), cast(TravelTime.from_id, String),
               cast(TravelTime.to_id, String), TravelTime.minutes, no_number)
        .where(here),
    )  # fmt: skip


_DECIDED = ByHeart(_decided())


def calendar_rules(reading: Reading, *place_ids: UUID | None) -> CalendarRules:
    """The weights, numbers and buffers, and how long it takes from and to these places and
    the office, with the names of all places.

    What a newer program decided of rules that this one does not know is left aside.
    """
    asked, told = rules_asked(*place_ids)
    return rules_of(asked.rows(reading.session, told))


def rules_asked(*place_ids: UUID | None) -> Question:
    """What is asked for them."""
    return _DECIDED, {"places": [one for one in place_ids if one is not None]}


def rules_of(rows: Iterable[Row]) -> CalendarRules:
    """What the answer says."""
    weights: dict[Rule, RuleWeight] = {}
    numbers: dict[Rule, int] = {}
    buffers: dict[AppointmentKind, Buffers] = {}
    travel: dict[frozenset[UUID], int] = {}
    places: dict[UUID, str] = {}
    office: UUID | None = None
    for what, one, other, number, after in rows:
        if what == _RULE and one in _RULES:
            weights[_RULES[one]] = code_of(RuleWeight, other)
            if number is not None:
                numbers[_RULES[one]] = number
        elif what == _KIND:
            buffers[code_of(AppointmentKind, one)] = Buffers(number, after)
        elif what == _PLACE:
            places[UUID(one)] = other
            office = UUID(one) if number else office
        elif what == _TRAVEL:
            travel[frozenset((UUID(one), UUID(other)))] = number
    return CalendarRules(weights, numbers, buffers, travel, office, places)
