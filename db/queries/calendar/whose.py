"""By what a calendar's columns can be, and whose days it can show."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models.office import Resource
from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.calendar.teams import team_members
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class WhoseDays:
    """`named` are those of one kind; `teams` and `members` the office's teams and who is in one."""

    named: tuple[Named, ...]
    teams: tuple[str, ...]
    members: tuple[Named, ...]
    interpreters: bool  # whether the office has any


def whose_days(reading: Reading, kind: ResourceKind) -> WhoseDays:
    """What can be chosen where the columns are of this kind."""
    reading.require(Action.FIND_CLIENTS)
    members = team_members(reading, "")
    interpreter = select(Resource.id).where(
        Resource.kind == ResourceKind.INTERPRETER, Resource.active.is_(True)
    )
    return WhoseDays(
        calendar_columns(reading, kind),
        tuple(dict.fromkeys(team for _, team in members)),
        tuple(sorted((one for one, _ in members), key=lambda one: one.name.casefold())),
        reading.session.scalar(interpreter.limit(1)) is not None,
    )
