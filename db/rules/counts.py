"""Unduplicated counts for a funder's period, with the ids behind every number.

Definitions, printed with every workbook:
- *served*: had at least one counted contact on a day of the period, first and last included.
- *counted contact*: a signed, visible note of any kind but an attempt or desk work. A note that
  concerns several clients serves each of them, but is one contact.
- *new*: served, and never had a counted contact before the period's first day; *continuing*:
  served before. Each person served is one or the other.
- *ages* are those on the period's reference date. A birth date that leaves more than one band
  possible, or none, counts as unknown.
Every table but the activities divides the people served: its rows add up to their number.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar
from uuid import UUID

from db.rules import demographics as groups
from db.rules.codes import NoteKind, Race, Sex
from db.rules.demographics import AgeBand, AgeBands, HouseholdSize, RaceGroup
from db.rules.partial_date import PartialDate

Key = TypeVar("Key", bound=Hashable)

NOT_COUNTED = frozenset({NoteKind.ATTEMPTED, NoteKind.ADMINISTRATIVE})


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both ends included, and the day on which ages are taken."""

    first_day: date
    last_day: date
    ages_on: date


@dataclass(frozen=True, slots=True)
class ServedContact:
    """A signed note and one of the clients it concerns (one row for each).

    `client_id` is that of the record that stands: of merged clients the one merged into.
    `program` is its code, or empty.
    """

    note_id: UUID
    client_id: UUID
    day: date
    program: str
    kind: NoteKind
    minutes: int
    units: Decimal


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What is counted of a client. `first_contact` is the day of the first counted contact ever."""

    client_id: UUID
    first_contact: date | None
    birth_date: PartialDate | None = None
    sex: Sex = Sex.UNKNOWN
    races: frozenset[Race] = frozenset()
    household_members: int | None = None


@dataclass(frozen=True, slots=True)
class Count(Generic[Key]):
    """A row of a table: what is counted, and who, in ascending order of their ids."""

    key: Key
    ids: tuple[UUID, ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Activity:
    """Contacts of one program and kind; minutes and units are counted once a note."""

    program: str
    kind: NoteKind
    note_ids: tuple[UUID, ...]
    client_ids: tuple[UUID, ...]
    minutes: int
    units: Decimal


@dataclass(frozen=True, slots=True)
class FunderCounts:
    """All tables of a period. Rows stand in the order of their definition, empty ones too."""

    period: Period
    bands: AgeBands
    served: Count[str]
    new: Count[str]
    continuing: Count[str]
    by_age: tuple[Count[AgeBand], ...]
    by_sex: tuple[Count[Sex], ...]
    by_race: tuple[Count[RaceGroup], ...]
    by_household_size: tuple[Count[HouseholdSize], ...]
    activities: tuple[Activity, ...]


def counts_for(contact: ServedContact, period: Period) -> bool:
    """Whether a contact counts in the period."""
    return period.first_day <= contact.day <= period.last_day and contact.kind not in NOT_COUNTED


def funder_counts(
    period: Period,
    contacts: Iterable[ServedContact],
    clients: Iterable[ClientFacts],
    bands: AgeBands = AgeBands.CSBG,
) -> FunderCounts:
    """Count a period. Contacts outside it, and clients without one in it, do no harm.

    A client who is served but missing among `clients` is counted as unknown throughout, and as
    new.
    """
    counted = [contact for contact in contacts if counts_for(contact, period)]
    known = {facts.client_id: facts for facts in clients}
    served = sorted({contact.client_id for contact in counted})
    people = [known.get(client) or ClientFacts(client, None) for client in served]
    new = [facts.client_id for facts in people if _is_new(facts, period)]
    age_bands = groups.age_bands(bands)
    return FunderCounts(
        period=period,
        bands=bands,
        served=Count("served", tuple(served)),
        new=Count("new", tuple(new)),
        continuing=Count("continuing", tuple(sorted(set(served) - set(new)))),
        by_age=_table(
            people,
            age_bands,
            lambda facts: groups.age_band(facts.birth_date, period.ages_on, age_bands),
        ),
        by_sex=_table(people, Sex, lambda facts: facts.sex),
        by_race=_table(people, RaceGroup, lambda facts: groups.race_group(facts.races)),
        by_household_size=_table(
            people, HouseholdSize, lambda facts: groups.household_size(facts.household_members)
        ),
        activities=_activities(counted),
    )


def _is_new(facts: ClientFacts, period: Period) -> bool:
    return facts.first_contact is None or facts.first_contact >= period.first_day


def _table(
    people: list[ClientFacts], keys: Iterable[Key], key_of: Callable[[ClientFacts], Key]
) -> tuple[Count[Key], ...]:
    rows: dict[Key, list[UUID]] = {key: [] for key in keys}
    for facts in people:
        rows[key_of(facts)].append(facts.client_id)
    return tuple(Count(key, tuple(ids)) for key, ids in rows.items())


def _activities(counted: list[ServedContact]) -> tuple[Activity, ...]:
    together: dict[tuple[str, NoteKind], list[ServedContact]] = {}
    for contact in counted:
        together.setdefault((contact.program, contact.kind), []).append(contact)
    order = list(NoteKind)
    return tuple(
        _activity(program, kind, together[program, kind])
        for program, kind in sorted(together, key=lambda key: (key[0], order.index(key[1])))
    )


def _activity(program: str, kind: NoteKind, contacts: list[ServedContact]) -> Activity:
    notes = {contact.note_id: contact for contact in contacts}
    return Activity(
        program=program,
        kind=kind,
        note_ids=tuple(sorted(notes)),
        client_ids=tuple(sorted({contact.client_id for contact in contacts})),
        minutes=sum(contact.minutes for contact in notes.values()),
        units=sum((contact.units for contact in notes.values()), Decimal(0)),
    )
