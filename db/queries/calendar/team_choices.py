"""The teams of the office, as one of them may take an appointment."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.staff import Staff
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class Team:
    """Who belongs to it, by name. The one without a name is everybody."""

    name: str
    members: tuple[UUID, ...]


def teams(reading: Reading) -> tuple[Team, ...]:
    """Every team of active workers by its name, and everybody last."""
    reading.require(Action.FIND_CLIENTS)
    found = reading.session.execute(
        select(Staff.id, Staff.team)
        .where(Staff.active.is_(True), Staff.role != Role.AUDITOR)
        .order_by(Staff.display_name)
    ).all()
    names = sorted({team.strip() for _, team in found} - {""}, key=str.casefold)
    made = [Team(name, tuple(one for one, team in found if team.strip() == name)) for name in names]
    return (*made, Team("", tuple(one for one, _ in found)))
