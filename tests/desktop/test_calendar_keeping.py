"""While an office is open its calendar files are kept up to date, and what is wrong is said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.operations.changes import Changes
from db.operations.office_settings.office import change_office
from db.operations.staff.calendar_file import keep_calendar_file
from db.queries.calendar.outside_busy import own_outside_busy
from db.queries.office_settings import office_form
from desktop.calendar_keeping import EVERY_MS, SOON_MS, WHOLE_MS, CalendarKeeping
from desktop.inline_jobs import InlineJobs
from desktop.settings import Settings
from tests.db.office.desk import Desk, new_desk
from tests.db.sheets.test_calendar_files import calendar, event
from ui.office_state import OfficeWatch


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House")
    opened = made.ana.read(office_form)
    form = replace(opened.form, calendar_folder=str(tmp_path / "calendars"))
    made.ana.write(change_office, form, opened.version)
    made.ana.write(keep_calendar_file, True)
    yield made
    made.close()


def keeper(desk: Desk, jobs: InlineJobs, watch: OfficeWatch) -> CalendarKeeping:
    settings = Settings(desk.folder.parent / "settings.json")
    return CalendarKeeping(desk.ana, jobs, watch, settings)  # type: ignore[arg-type]


def test_the_files_are_written_and_a_folder_that_is_away_is_said_until_it_is_there(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    watch = OfficeWatch()
    keeping = keeper(desk, InlineJobs(desk.ana), watch)
    keeping.turn()
    assert [one.code for one in watch.state.calendars_say] == ["calendar.folder_missing"]
    assert watch.state.calendars_at is None
    (tmp_path / "calendars").mkdir()
    keeping.turn()
    assert (tmp_path / "calendars" / "ana.ics").exists()
    assert watch.state.calendars_say == () and watch.state.calendars_at == desk.clock[0]
    keeping.end()


def test_it_looks_soon_after_an_appointment_and_later_after_what_happens_often(
    qtbot: QtBot, desk: Desk
) -> None:
    jobs = InlineJobs(desk.ana)
    keeping = keeper(desk, jobs, OfficeWatch())
    keeping.begin()
    keeping.turn()
    waits = keeping.remaining
    assert waits() > 2 * WHOLE_MS
    jobs.changed.emit(Changes({"note": frozenset()}))
    assert waits() > 2 * WHOLE_MS
    jobs.changed.emit(Changes({"case": frozenset()}))
    assert 2 * SOON_MS < waits() < EVERY_MS / 2
    jobs.changed.emit(Changes({"appointment": frozenset()}))
    assert 0 < waits() < 2 * SOON_MS
    jobs.changed.emit(Changes({"case": frozenset()}))
    assert waits() < 2 * SOON_MS  # what comes soon is not put off
    keeping.turn()
    assert waits() > 2 * WHOLE_MS
    keeping.end()


def test_while_the_office_is_away_nothing_is_asked(qtbot: QtBot, desk: Desk) -> None:
    watch = OfficeWatch()
    watch.update(reachable=False)
    keeping = keeper(desk, InlineJobs(desk.ana), watch)
    keeping.turn()
    assert watch.state.calendars_say == ()
    keeping.end()


def test_when_one_is_busy_elsewhere_is_read_in_the_same_look_and_the_pages_hear_of_it(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "calendars").mkdir()
    times = "DTSTART:20260304T140000Z", "DTEND:20260304T150000Z"
    (tmp_path / "calendars" / "ana-outlook.ics").write_bytes(calendar(*event(*times)))
    jobs = InlineJobs(desk.ana)
    changed: list[Changes] = []
    jobs.changed.connect(changed.append)
    keeping = keeper(desk, jobs, OfficeWatch())
    keeping.turn()
    assert len(desk.ana.read(own_outside_busy)) == 1
    assert [one.touches("leave") for one in changed] == [True]
    keeping.turn()
    assert [one.touches("leave") for one in changed] == [True, False]
    keeping.end()
