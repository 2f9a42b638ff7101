"""A worker's calendar file in the office's folder is what stands in the office, and no more."""

from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from db.operations.calendar.mark import cancel
from db.operations.office_settings.office import change_office
from db.operations.staff.calendar_file import keep_calendar_file
from db.queries.office_settings import office_form
from db.queries.report_data.kept_calendars import own_calendar
from db.rules.codes import AppointmentStatus, Role
from db.rules.findings import Refused
from db.rules.permissions import CurrentUser
from desktop.kept_calendars import CalendarWriter, Kept
from tests.db.bench import Bench
from tests.db.calendar.made import booked
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

OFFICE = UUID(int=7)


@dataclass
class Seat:
    """What the writer needs of an office, of whoever sits at the bench."""

    bench: Bench
    on_server = True
    record = SimpleNamespace(id=OFFICE)

    @property
    def user(self) -> CurrentUser:
        return self.bench.user

    def read(self, query: Any, *args: Any) -> Any:
        return self.bench.read(query, *args)


def writer(bench: Bench) -> CalendarWriter:
    return CalendarWriter(Seat(bench))  # type: ignore[arg-type]


@pytest.fixture
def folder(bench: Bench, tmp_path: Path) -> Path:
    """The folder that the office has chosen."""
    made = tmp_path / "calendars"
    made.mkdir()
    decide(bench, calendar_folder=str(made))
    return made


def decide(bench: Bench, **fields: Any) -> None:
    opened = bench.read(office_form)
    bench.write(change_office, replace(opened.form, **fields), opened.version)


def who_wants_one(bench: Bench, name: str = "mara") -> Bench:
    """A caseworker who has her file kept."""
    hers = bench.as_role(Role.CASEWORKER, name)
    hers.write(keep_calendar_file, True)
    return hers


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_of_who_wants_one_is_written_once_and_again_only_when_something_changed(
    bench: Bench, folder: Path
) -> None:
    mara = who_wants_one(bench)
    bench.as_role(Role.CASEWORKER, "ben")  # who wants none
    made = booked(bench, workers=(mara.user.id,), client_id=on_file(bench))
    keeping = writer(bench)
    assert keeping.turn().written == ["mara.ics"] and names(folder) == ["mara.ics"]
    before = (folder / "mara.ics").read_bytes()
    assert b"A. L." in before and b"Lovelace" not in before
    assert keeping.turn() == Kept(str(folder), right=1)
    bench.write(cancel, made, 1, AppointmentStatus.CANCELLED_BY_CLIENT, "ill")
    assert keeping.turn().written == ["mara.ics"]
    assert b"A. L." not in (folder / "mara.ics").read_bytes()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CASEWORKER, Role.RECEPTIONIST])
def test_whoevers_program_writes_it_the_bytes_are_the_same(
    bench: Bench, folder: Path, role: Role
) -> None:
    mara, ada, eve = who_wants_one(bench), on_file(bench), on_file(bench, "Eve Adams")
    booked(bench, workers=(mara.user.id,), client_id=ada)
    booked(bench, "11:00", "12:00", workers=(mara.user.id,), client_id=eve)
    case_on_file(bench, eve, restricted=True)
    assert writer(bench).turn().written == ["mara.ics"]
    bench.pass_time(minutes=5)
    assert writer(bench.as_role(role, "other")).turn() == Kept(str(folder), right=1)


def test_an_office_that_has_chosen_no_folder_keeps_none(bench: Bench) -> None:
    who_wants_one(bench)
    assert writer(bench).turn() == Kept()


def test_who_wants_a_file_no_more_has_none_and_what_others_put_there_stays(
    bench: Bench, folder: Path
) -> None:
    mara = who_wants_one(bench)
    (folder / "ben.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    ben = who_wants_one(bench, "ben")
    keeping = writer(bench)
    (said,) = keeping.turn().findings
    assert (said.code, said.params["file"]) == ("calendar.file_of_another", "ben.ics")
    for one in (mara, ben):
        one.write(keep_calendar_file, False)
        assert not one.read(own_calendar).kept
    assert keeping.turn().removed == ["mara.ics"]
    assert names(folder) == ["ben.ics"]


def test_a_file_that_somebody_changed_or_took_away_is_made_whole_again(
    bench: Bench, folder: Path
) -> None:
    mara = who_wants_one(bench)
    booked(bench, workers=(mara.user.id,))
    keeping = writer(bench)
    keeping.turn()
    whole = (folder / "mara.ics").read_bytes()
    (folder / "mara.ics").write_bytes(whole[:200])
    assert keeping.turn().written == ["mara.ics"]
    (folder / "mara.ics").unlink()
    assert keeping.turn().written == ["mara.ics"]
    assert (folder / "mara.ics").read_bytes() == whole


def test_a_folder_that_is_not_there_is_said_calmly_and_tried_again(
    bench: Bench, folder: Path
) -> None:
    who_wants_one(bench)
    folder.rmdir()
    keeping = writer(bench)
    assert [one.code for one in keeping.turn().findings] == ["calendar.folder_missing"]
    folder.mkdir()
    assert keeping.turn().written == ["mara.ics"]


def test_a_folder_in_which_nothing_can_be_written_is_said(bench: Bench, folder: Path) -> None:
    who_wants_one(bench)
    (folder / "mara.ics").mkdir()  # no file can take its place
    assert [one.code for one in writer(bench).turn().findings] == ["calendar.folder_unwritable"]


def test_what_is_read_when_a_client_was_closed_meanwhile_is_only_a_busy_time(
    bench: Bench, folder: Path
) -> None:
    mara, ada = who_wants_one(bench), on_file(bench)
    booked(bench, workers=(mara.user.id,), client_id=ada)
    keeping = writer(bench)
    keeping.turn()
    case_on_file(bench, ada, restricted=True)
    keeping.look_at_all()
    assert keeping.turn().written == ["mara.ics"]
    assert b"A. L." not in (folder / "mara.ics").read_bytes()


def test_the_file_speaks_the_offices_language(bench: Bench, folder: Path) -> None:
    mara = who_wants_one(bench)
    booked(bench, workers=(mara.user.id,))
    decide(bench, language="es")
    writer(bench).turn()
    assert "Visita a la oficina" in (folder / "mara.ics").read_text("utf-8")


def test_a_folder_has_a_whole_path(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"calendar\.folder_not_whole"):
        decide(bench, calendar_folder="calendars")
    decide(bench, calendar_folder="S:\\Calendars")
    decide(bench, calendar_folder="\\\\server\\calendars")


def test_an_auditors_program_writes_nothing(bench: Bench, folder: Path) -> None:
    who_wants_one(bench)
    auditor = bench.as_role(Role.AUDITOR)
    assert writer(auditor).turn() == Kept() and names(folder) == []
    with pytest.raises(Refused):
        auditor.write(keep_calendar_file, True)
