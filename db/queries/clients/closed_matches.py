"""Clients who may be the person that is typed, where a server keeps some of them from the asker."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.queries.clients.persons import Contact, person
from db.rules.clients.contact import matched_form
from db.rules.codes import ContactKind
from db.rules.matching import Person
from db.rules.names import PersonName, fold
from db.rules.partial_date import PartialDate

_ALIKE = text("SELECT wall_alike(:keys, :own, :most)")
_CLOSED = text("SELECT * FROM wall_alike_closed(:keys, :own, :most)")
_REACHED = text(
    "SELECT * FROM wall_alike_reached(:keys, :own, :most, :typed, :street, :postal_code)"
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Who shares keys with somebody, in the order of how many, and what of it is kept back else:
    the persons who are closed, and ways of contact that are the ones that were typed."""

    ids: Sequence[UUID]
    closed: Mapping[UUID, Person]
    reached: Mapping[UUID, Sequence[Contact]]


def alike(
    session: Session, typed: Person, keys: Collection[str], own_id: UUID | None, most: int
) -> Alike:
    """As the server tells it to whoever asks."""
    asked = {"keys": sorted(keys), "own": own_id, "most": most}
    reached: defaultdict[UUID, list[Contact]] = defaultdict(list)
    told = asked | {
        "typed": sorted(_typed(typed)),
        "street": fold(typed.street),
        "postal_code": typed.postal_code,
    }
    for client_id, kind, value in session.execute(_REACHED, told):
        reached[client_id].append((ContactKind(kind), value))
    closed = {}
    for row in session.execute(_CLOSED, asked):
        client_id, first, last, middle, suffix, preferred, birth, ssn, aliases = row
        closed[client_id] = person(
            PersonName(first, last, middle, suffix, preferred),
            PartialDate.from_stored(birth) if birth else None,
            ssn,
            aliases,
            reached[client_id],
        )
    return Alike(session.scalars(_ALIKE, asked).all(), closed, reached)


def _typed(typed: Person) -> set[str]:
    pairs = [(ContactKind.MOBILE, phone) for phone in typed.phones]
    pairs += [(ContactKind.EMAIL, email) for email in typed.emails]
    return {matched_form(kind, value) for kind, value in pairs} - {""}
