"""Where appointments are, in words: the names of the office's places."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from db.models.calendar import Place
from db.queries.reading import Reading


def place_names(reading: Reading, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these places; nothing is asked where there are none."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    found = reading.session.execute(select(Place.id, Place.name).where(Place.id.in_(wanted)))
    return {one: name for one, name in found}  # noqa: C416 (a Row is no pair to mypy)


def where(names: Mapping[UUID, str], place_id: UUID | None, typed: str) -> str:
    """Where something is in words: the place's name, and what was typed besides."""
    name = names.get(place_id, "") if place_id is not None else ""
    return ", ".join(part for part in (name, typed) if part)
