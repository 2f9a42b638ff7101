"""The office's places, and how long it takes from one to another."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from db.rules.findings import Finding, hard
from db.rules.text_fields import missing, too_long

LONGEST_WAY = 480  # minutes
Ways = Mapping[tuple[UUID, UUID], int]  # minutes by pair, the smaller id first


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """A place that appointments are at. At most one `is_office`: the office itself."""

    id: UUID
    name: str
    address: str = ""
    is_office: bool = False
    active: bool = True


def check_place(form: PlaceForm) -> tuple[Finding, ...]:
    """Everything that stands against saving a place, but for a name that is taken."""
    return (*missing(form, "name"), *too_long(form, {"name": 120, "address": 200}))


def pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Both in the order in which a way between them is kept."""
    return (one, other) if one.bytes < other.bytes else (other, one)


def way_findings(ways: Ways, places: Collection[UUID]) -> tuple[Finding, ...]:
    """What stands against these ways between the office's places."""
    found = []
    if any(one == other or pair(one, other) != (one, other) for one, other in ways):
        raise ValueError("a way leads between two places, the smaller id first")
    if any(one not in places for way in ways for one in way):
        found.append(hard("place.way_unknown", "ways"))
    if any(not 0 <= minutes <= LONGEST_WAY for minutes in ways.values()):
        found.append(hard("place.way_too_long", "ways", most=LONGEST_WAY))
    return tuple(found)
