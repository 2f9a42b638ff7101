"""A calendar by team: whose columns, whose appointments."""

from datetime import date
from typing import Any

from db.models.office import Resource
from db.queries.calendar.range_view import CalendarRange, calendar_days
from db.queries.calendar.whose import whose_days
from db.rules.codes import ResourceKind
from tests.db.bench import Bench
from tests.db.calendar.made import TUESDAY, booked

DAY = date(2026, 3, TUESDAY)


def a_worker(bench: Bench, name: str, team: str, **more: Any) -> Any:
    worker = bench.worker(name)
    worker.team = team
    for field, value in more.items():
        setattr(worker, field, value)
    bench.session.commit()
    return worker


def test_a_team_s_day_is_that_of_its_active_workers(bench: Bench) -> None:
    mei, ben = a_worker(bench, "Mei", "North"), a_worker(bench, "Ben", "South")
    a_worker(bench, "Gone", "North", active=False)
    mine = booked(bench, workers=(mei.id,))
    booked(bench, workers=(ben.id,))
    found = bench.read(calendar_days, CalendarRange(ResourceKind.WORKER, DAY, DAY, team="North"))
    assert [(one.name, one.team) for one in found.columns] == [("Mei", "North")]
    assert [item.id for item in found.items] == [mine]
    every = bench.read(calendar_days, CalendarRange(ResourceKind.WORKER, DAY, DAY, team=""))
    assert [one.name for one in every.columns] == ["Mei", "Ben"]
    assert len(every.items) == 2


def test_teams_and_interpreters_are_known_where_there_are_any(bench: Bench) -> None:
    bench.worker("Ana2")
    known = bench.read(whose_days, ResourceKind.ROOM)
    assert (known.teams, known.members, known.interpreters) == ((), (), False)
    a_worker(bench, "Zoe", "South"), a_worker(bench, "Mei", "North")
    bench.add(Resource(kind=ResourceKind.INTERPRETER, name="Lucía Vega"))
    known = bench.read(whose_days, ResourceKind.INTERPRETER)
    assert known.teams == ("North", "South") and known.interpreters
    assert [one.name for one in known.members] == ["Mei", "Zoe"]
    assert [one.name for one in known.named] == ["Lucía Vega"]
