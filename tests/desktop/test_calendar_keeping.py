"""While an office is open its calendar files are kept up to date, and what is wrong is said."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.operations.changes import Changes
from db.operations.office_settings.office import change_office
from db.operations.staff.calendar_file import keep_calendar_file
from db.queries.calendar.outside_busy import own_outside_busy
from db.queries.office_settings import office_form
from db.rules.findings import Finding
from desktop.calendar_keeping import EVERY_MS, SOON_MS, WHOLE_MS, CalendarKeeping
from desktop.inline_jobs import InlineJobs
from desktop.jobs import Jobs
from desktop.kept_calendars import CalendarWriter, Kept
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
    keeping.glance()
    assert keeping.remaining() > WHOLE_MS
    (tmp_path / "calendars" / "ana-outlook.ics").write_bytes(calendar())
    keeping.glance()
    qtbot.waitUntil(lambda: desk.ana.read(own_outside_busy) == ())
    keeping.end()


def test_the_work_is_done_on_another_thread_also_while_the_window_is_locked(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "calendars").mkdir()
    threads: list[int] = []
    turn = CalendarWriter.turn

    def watched(writer: CalendarWriter) -> Kept:
        threads.append(threading.get_ident())
        return turn(writer)

    monkeypatch.setattr(CalendarWriter, "turn", watched)
    jobs = Jobs(desk.ana)
    watch = OfficeWatch()
    settings = Settings(tmp_path / "settings.json")
    keeping = CalendarKeeping(desk.ana, jobs, watch, settings)
    jobs.hold()
    file = tmp_path / "calendars" / "ana.ics"
    keeping.turn()
    qtbot.waitUntil(file.exists)
    file.unlink()
    qtbot.waitUntil(lambda: not keeping.under_way)
    keeping.turn()
    qtbot.waitUntil(file.exists)
    assert watch.state.calendars_at is None  # nothing is told behind a locked window
    jobs.release()
    qtbot.waitUntil(lambda: watch.state.calendars_at is not None)
    assert threading.get_ident() not in threads and len(threads) == 2
    keeping.end()
    jobs.close()


def test_programs_that_write_the_same_files_at_once_harm_none(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    writers = [CalendarWriter(one) for one in (desk.ana, desk.sit())]
    together = threading.Barrier(2)

    def write(writer: CalendarWriter) -> list[Finding]:
        said: list[Finding] = []
        for _ in range(10):
            together.wait(20)
            (folder / "ana.ics").unlink(missing_ok=True)
            said += writer.turn().findings
        return said

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(write, writers)) == [[], []]
    for writer in writers:
        assert writer.turn().right == 1
    assert [path.name for path in folder.iterdir()] == ["ana.ics"]
