"""The office's places, and the ways between them."""

from uuid import UUID

from sqlalchemy import func, select

from db.models.calendar import Place, TravelTime
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.rules.places import PlaceForm, pair


def places(reading: Reading, *, former: bool = False) -> tuple[Opened[PlaceForm], ...]:
    """Places by name, the office first; with `former` also those that are no longer offered."""
    asked = select(Place).order_by(Place.is_office.desc(), func.lower(Place.name), Place.id)
    if not former:
        asked = asked.where(Place.active.is_(True))
    return tuple(
        Opened(PlaceForm(row.id, row.name, row.address, row.is_office, row.active), row.version)
        for row in reading.session.scalars(asked)
    )


def ways(reading: Reading) -> dict[tuple[UUID, UUID], int]:
    """Minutes between two places, either way; pairs that nobody entered are not there."""
    rows = reading.session.scalars(select(TravelTime))
    return {pair(row.from_id, row.to_id): row.minutes for row in rows}
