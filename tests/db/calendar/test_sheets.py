"""What a week, a month or an agenda on paper is told."""

from dataclasses import replace
from datetime import date

import pytest

from db.models.case_file import CaseFile
from db.models.office import Closure, Resource
from db.queries.report_data.calendar_sheet import CalendarSheetData
from db.queries.report_data.gather import ReportRequest, gather
from db.rules.codes import ResourceKind, Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.calendar.made import booked, leave
from tests.db.cases.made import a_client
from tests.db.cases_on_file import case_on_file

DAY = ReportRequest(day=date(2026, 3, 4))
DAYS = replace(DAY, first=date(2026, 3, 3), last=date(2026, 3, 16))


def sheet(bench: Bench, name: str, asked: ReportRequest) -> CalendarSheetData:
    gathered = bench.read(gather, name, asked)
    assert gathered.rows == len(gathered.data.lines)
    assert isinstance(gathered.data, CalendarSheetData)
    return gathered.data


def test_a_week_is_that_of_a_day_for_everybody_or_for_one(bench: Bench) -> None:
    mei, ben = bench.worker("Mei"), bench.worker("Ben")
    booked(bench, workers=(mei.id,))
    booked(bench, "11:00", "12:00", day=6, workers=(ben.id,))
    booked(bench, day=10, workers=(mei.id,))
    leave(bench, mei.id, "0:00", "23:59", day=5)
    bench.add(Closure(first_day=date(2026, 3, 2), last_day=date(2026, 3, 2), name="Repairs"))
    found = sheet(bench, "week_sheet_data", DAY)
    assert (found.first, found.last) == (date(2026, 3, 2), date(2026, 3, 8))
    assert [(part.name, len(part.lines)) for part in found.parts] == [
        ("Ana", 0),
        ("Ben", 1),
        ("Mei", 1),
    ]
    assert found.parts[2].notices == ((date(2026, 3, 5), "Away: Vacation"),)
    assert found.closed == ((date(2026, 3, 2), "Closed: Repairs"),)
    assert [day.day for day in found.open_days] == [2, 3, 4, 5, 6]
    mine = sheet(bench, "week_sheet_data", replace(DAY, worker="mei"))
    assert mine.whose == "Mei" and len(mine.lines) == 1


def test_a_month_and_the_days_of_an_agenda(bench: Bench) -> None:
    mei = bench.worker("Mei")
    for day in (2, 3, 16, 31):
        booked(bench, day=day, workers=(mei.id,), reason="Asked for")
    assert len(sheet(bench, "month_sheet_data", DAY).lines) == 4
    found = sheet(bench, "agenda_data", DAYS)
    assert [line.starts_at.day for line in found.lines] == [3, 16]


def test_a_team_a_room_and_all_interpreters(bench: Bench) -> None:
    mei, ben, room = bench.worker("Mei"), bench.worker("Ben"), bench.room("Blue Room")
    mei.team = "North"
    bench.add(Resource(kind=ResourceKind.INTERPRETER, name="Lucía Vega"))
    booked(bench, workers=(mei.id,), room_id=room.id)
    booked(bench, workers=(ben.id,))
    north = sheet(bench, "week_sheet_data", replace(DAY, team="north"))
    assert north.whose == "North" and [part.name for part in north.parts] == ["Mei"]
    assert len(north.lines) == 1
    teams = sheet(bench, "week_sheet_data", replace(DAY, columns="teams"))
    assert [part.name for part in teams.parts] == ["Mei"]
    rooms = sheet(bench, "week_sheet_data", replace(DAY, room="blue room"))
    assert (rooms.kind, rooms.whose, len(rooms.lines)) == (ResourceKind.ROOM, "Blue Room", 1)
    all_of = sheet(bench, "week_sheet_data", replace(DAY, columns="interpreters"))
    assert [part.name for part in all_of.parts] == ["Lucía Vega"]


def test_what_may_not_be_known_is_busy_on_paper_as_on_the_screen(bench: Bench) -> None:
    mei, ada = bench.worker("Mei"), a_client(bench)
    case_id = case_on_file(bench, ada.id, "2026-0001")
    booked(bench, workers=(mei.id,), client_id=ada.id, case_id=case_id, subject="Shelter")
    bench.session.get_one(CaseFile, case_id).restricted = True
    bench.session.commit()
    other = bench.as_role(Role.RECEPTIONIST, "rita")
    for name in ("week_sheet_data", "month_sheet_data", "agenda_data"):
        found = sheet(other, name, DAYS)
        assert [line.busy for line in found.lines] == [True]
        assert "Ada" not in repr(found) and "Shelter" not in repr(found)


@pytest.mark.parametrize(
    ("name", "asked", "code"),
    [
        ("agenda_data", DAY, "report.period_needed"),
        ("agenda_data", replace(DAYS, last=date(2026, 3, 1)), "report.period_reversed"),
        ("agenda_data", replace(DAYS, last=date(2027, 3, 1)), "report.period_long"),
        ("week_sheet_data", replace(DAY, team="nobody"), "report.unknown_team"),
        ("week_sheet_data", replace(DAY, room="nowhere"), "report.unknown_room"),
        ("week_sheet_data", replace(DAY, worker="nobody"), "report.unknown_worker"),
        ("month_sheet_data", replace(DAY, columns="clients"), "report.unknown_columns"),
    ],
)
def test_what_is_not_known_is_refused_in_a_sentence(
    bench: Bench, name: str, asked: ReportRequest, code: str
) -> None:
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        bench.read(gather, name, asked)
