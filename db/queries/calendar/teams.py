"""The teams that an office's workers belong to: columns of a calendar, and whose it is."""

from sqlalchemy import Subquery, select

from db.models.staff import Staff
from db.queries.calendar.items import Named
from db.queries.reading import Reading
from db.rules.codes import Role


def team_members(reading: Reading, team: str) -> tuple[tuple[Named, str], ...]:
    """The active workers of a team with its name; of every team, if it is ""."""
    found = of_team(team)
    rows = reading.session.execute(select(found).order_by(found.c.team, found.c.display_name))
    return tuple((Named(one, name), of) for one, name, of in rows)


def of_team(team: str) -> Subquery:
    """The active workers of a team (id, display_name, team); of every team, if it is ""."""
    active = (Staff.active.is_(True), Staff.role != Role.AUDITOR)
    among = Staff.team != "" if not team else Staff.team == team
    return select(Staff.id, Staff.display_name, Staff.team).where(*active, among).subquery()
