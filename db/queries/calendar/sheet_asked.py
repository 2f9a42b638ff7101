"""Which calendar sheet is meant, from what somebody told: words of the command line, or ids."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from db.models.office import Resource
from db.queries.calendar.sheets import calendar_sheet_data, month_of, week_of
from db.queries.calendar.teams import team_members
from db.queries.reading import Reading
from db.queries.report_data.calendar_sheet import CalendarSheetData
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard
from db.rules.names import fold
from db.rules.permissions import Action

if TYPE_CHECKING:
    from db.queries.report_data.gather import ReportRequest

COLUMNS = {
    "workers": ResourceKind.WORKER,
    "rooms": ResourceKind.ROOM,
    "cars": ResourceKind.CAR,
    "interpreters": ResourceKind.INTERPRETER,
}
TEAMS = "teams"


def sheet_asked_for(reading: Reading, name: str, asked: "ReportRequest") -> CalendarSheetData:
    """The week or the month of a day (today, if none is said), or the days of an agenda.

    Without a worker, room or team everybody is meant, or all rooms … if `columns` says so. Raises
    `Refused` for what is not known.
    """
    reading.require(Action.FIND_CLIENTS)
    if asked.columns and asked.columns not in (*COLUMNS, TEAMS):
        raise Refused(hard("report.unknown_columns", "columns", name=asked.columns))
    kind = COLUMNS.get(asked.columns, ResourceKind.WORKER)
    resource_id = asked.resource_id
    if resource_id is None and asked.room:
        resource_id = _thing(reading, asked.room)
    team = _team(reading, asked.team) if asked.team else None
    if team is None and asked.columns == TEAMS:
        team = ""
    return calendar_sheet_data(reading, kind, _days(reading, name, asked), resource_id, team)


def _days(reading: Reading, name: str, asked: "ReportRequest") -> tuple[date, date]:
    day = asked.day or reading.today
    if name == "week_sheet_data":
        return week_of(day)
    if name == "month_sheet_data":
        return month_of(day)
    if asked.first is None or asked.last is None:
        raise Refused(hard("report.period_needed", "first"))
    return asked.first, asked.last


def _thing(reading: Reading, name: str) -> UUID:
    lent = tuple(kind for kind in COLUMNS.values() if kind is not ResourceKind.WORKER)
    for thing in reading.session.scalars(select(Resource).where(Resource.kind.in_(lent))):
        if fold(thing.name) == fold(name):
            return thing.id
    raise Refused(hard("report.unknown_room", "room", name=name))


def _team(reading: Reading, name: str) -> str:
    for team in dict.fromkeys(team for _, team in team_members(reading, "")):
        if fold(team) == fold(name):
            return team
    raise Refused(hard("report.unknown_team", "team", name=name))
