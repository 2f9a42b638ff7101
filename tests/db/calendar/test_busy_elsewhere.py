"""What a worker's own calendar elsewhere says counts here, and of what for nobody is told."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import DBAPIError

from db.models.audit import AuditEvent
from db.models.staff import OutsideBusy
from db.operations.calendar.book import book
from db.operations.office_settings.rules import save_rule
from db.operations.staff.outside_busy import MOST, keep_outside_busy
from db.queries.calendar.day_sheet import day_sheet_data
from db.queries.calendar.free_busy import free_busy
from db.queries.calendar.free_now import free_now
from db.queries.calendar.next_free import NextFree, free_times
from db.queries.calendar.outside_busy import own_outside_busy
from db.queries.calendar.range_view import CalendarRange, calendar_days
from db.rules.calendar_weights import RuleForm
from db.rules.codes import ResourceKind, Role, RuleWeight
from db.rules.findings import Finding, NeedsReason, Refused
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.rules.scheduling import Rule, Span
from db.rules.scheduling.free_busy import Hold
from db.texts import sentence
from desktop.busy_times import BusyReader
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, form
from tests.db.sheets.test_calendar_files import calendar, event


def busy(bench: Bench, starts: str = "9:00", ends: str = "10:00", day: int = 3) -> None:
    """A time of whoever sits at the bench, put in place of the others."""
    span = (int(at(bench, starts, day).timestamp()), int(at(bench, ends, day).timestamp()))
    bench.write(keep_outside_busy, (span,))


@pytest.fixture
def mara(bench: Bench) -> Bench:
    """A caseworker who is at the dentist on Tuesday from 9 to 10."""
    hers = bench.as_role(Role.CASEWORKER, "mara")
    busy(hers)
    return hers


def weigh(bench: Bench, weight: RuleWeight) -> None:
    bench.write(save_rule, RuleForm(Rule.BUSY_ELSEWHERE, weight))


# ---- what it counts for ----


def test_whoever_books_over_it_says_why_and_no_more_is_told_than_the_time(
    bench: Bench, mara: Bench
) -> None:
    asked = form(bench, "9:30", "10:30", workers=(mara.user.id,))
    with pytest.raises(NeedsReason) as refused:
        bench.as_role(Role.RECEPTIONIST).write(book, asked)
    (finding,) = refused.value.findings
    assert sentence(finding).replace("\xa0", " ") == (
        "Mara is busy in another calendar on 3/3/2026 from 9:00 AM to 10:00 AM. "
        "Choose a time from 10:00 AM on, or another worker."
    )
    bench.write(book, asked, "The dentist can wait")
    booked(bench, "10:30", "11:00", workers=(mara.user.id,))  # beside it nothing is said


@pytest.mark.parametrize("weight", list(RuleWeight))
def test_the_office_decides_how_much_it_weighs(
    bench: Bench, mara: Bench, weight: RuleWeight
) -> None:
    weigh(bench, weight)
    asked = form(bench, workers=(mara.user.id,))
    if weight is RuleWeight.HARD:
        with pytest.raises(Refused, match=r"appointment\.busy_elsewhere"):
            bench.write(book, asked, "No reason helps")
    elif weight is RuleWeight.SOFT:
        with pytest.raises(NeedsReason):
            bench.write(book, asked)
    else:
        assert bench.write(book, asked) == 1


@pytest.mark.parametrize(
    ("weight", "first"), [(RuleWeight.SOFT, "10:00"), (RuleWeight.INFORMATION, "08:30")]
)
def test_the_next_free_times_leave_it_out_where_it_weighs(
    bench: Bench, mara: Bench, weight: RuleWeight, first: str
) -> None:
    weigh(bench, weight)
    busy(mara, "8:00")
    workers = (mara.user.id, bench.worker("ben").id)
    asked = NextFree(minutes=60, begin=at(bench, "8:30"), workers=workers, limit=1)
    (slot,) = bench.read(free_times, asked).slots
    assert f"{slot.starts_at:%H:%M}" == first


def test_a_walk_in_is_not_sent_to_who_is_busy_elsewhere(bench: Bench, mara: Bench) -> None:
    clock(bench, "9:30", 3)
    until = {one.id: one.until for one in bench.read(free_now)}
    assert until[mara.user.id] is None and until[bench.user.id] is not None
    weigh(bench, RuleWeight.OFF)
    assert {one.id: one.until for one in bench.read(free_now)}[mara.user.id] is not None


def test_it_stands_in_the_strip_in_the_days_and_in_how_full_they_are(
    bench: Bench, mara: Bench
) -> None:
    me, day = mara.user.id, at(bench, "9:00").date()
    (row,) = bench.read(free_busy, form(bench, "13:00", "14:00", workers=(me,)), 1).rows
    (held,) = [one for one in row.stretches if one.hold is Hold.ELSEWHERE]
    assert (f"{held.starts_at:%H:%M}", f"{held.ends_at:%H:%M}") == ("09:00", "10:00")
    assert (held.kind, held.name) == (None, "")
    asked = CalendarRange(ResourceKind.WORKER, day, day, (me,))
    (column,) = bench.read(calendar_days, asked).columns
    assert [one.starts_at for one in column.elsewhere] == [at(bench, "9:00")]
    assert column.away == ()


def test_it_stands_on_the_day_sheet_of_the_worker(bench: Bench, mara: Bench) -> None:
    sheet = mara.read(day_sheet_data, mara.user.id, at(bench, "9:00").date())
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in sheet.notices] == [
        "Mara is busy in another calendar from 9:00 AM to 10:00 AM."
    ]


# ---- whose it is ----


def test_it_is_put_in_place_of_what_was_known_and_of_nobody_else(bench: Bench, mara: Bench) -> None:
    ben = bench.as_role(Role.CASEWORKER, "ben")
    busy(ben, "14:00", "15:00")
    busy(mara, "11:00", "12:00")
    assert [one.starts_at for one in mara.read(own_outside_busy)] == [
        int(at(bench, "11:00").timestamp())
    ]
    mara.write(keep_outside_busy, ())
    assert mara.read(own_outside_busy) == () and len(ben.read(own_outside_busy)) == 1
    with pytest.raises(Refused, match=r"busy_too_many"):
        ben.write(keep_outside_busy, tuple((n, n + 1) for n in range(MOST + 1)))
    assert len(ben.read(own_outside_busy)) == 1


def test_a_server_lets_each_write_their_own_and_everybody_who_books_read_all(
    bench: Bench, mara: Bench
) -> None:
    ana = bench.user.id
    table = OutsideBusy.__table__
    mine = bench.as_role(Role.RECEPTIONIST, "rita")
    assert mine.read(lambda reading: len(reading.session.scalars(select(table.c.id)).all())) == 1
    if bench.session.get_bind().dialect.name != "postgresql":
        return  # in a folder the operation alone decides whose they are

    def enter_for_ana(work: Any) -> None:
        row = {"id": new_id(), "staff_id": ana, "starts_at": 1, "ends_at": 2}
        work.session.execute(insert(OutsideBusy).values(row))

    def forget_hers(work: Any) -> int:
        found = work.session.execute(delete(OutsideBusy).where(OutsideBusy.staff_id != ana))
        return int(found.rowcount)

    with pytest.raises(DBAPIError):
        mine.write(enter_for_ana)
    assert mine.write(forget_hers) == 0 and len(mara.read(own_outside_busy)) == 1
    with pytest.raises(Refused):
        bench.as_role(Role.AUDITOR).write(keep_outside_busy, ())


# ---- the file ----


@dataclass
class Seat:
    """What the reader needs of an office, of whoever sits at the bench."""

    bench: Bench

    @property
    def user(self) -> CurrentUser:
        return self.bench.user

    @property
    def record(self) -> Any:
        return SimpleNamespace(zone=self.bench.zone)

    def clock(self) -> datetime:
        return self.bench.now

    def read(self, query: Any, *args: Any) -> Any:
        return self.bench.read(query, *args)

    def write(self, operation: Any, *args: Any) -> Any:
        self.bench.write(operation, *args)
        return SimpleNamespace(changes=self.bench.last_changes)


def dentist(hour: str, uid: str = "dentist@outlook") -> bytes:
    zone = "TZID=America/New_York"
    times = f"DTSTART;{zone}:20260304T{hour}0000", f"DTEND;{zone}:20260304T{hour}3000"
    return calendar(*event(*times, "SUMMARY:Root canal", "LOCATION:Elm Street", uid=uid))


def codes(said: list[Finding]) -> list[str]:
    return [one.code for one in said]


def test_the_file_is_read_when_it_is_another_one_and_a_bad_one_changes_nothing(
    bench: Bench, tmp_path: Path
) -> None:
    mara, file = bench.as_role(Role.CASEWORKER, "mara"), tmp_path / "mara-outlook.ics"
    reader = BusyReader(Seat(mara))  # type: ignore[arg-type]
    assert reader.turn(str(tmp_path)) == ([], None)  # she has none, and nothing is missed
    file.write_bytes(dentist("09"))
    said, changes = reader.turn(str(tmp_path))
    assert not said and changes is not None and changes.touches("leave")
    (known,) = mara.read(own_outside_busy)
    assert known == Span(*(int(at(bench, one, 4).timestamp()) for one in ("9:00", "9:30")))
    assert reader.turn(str(tmp_path)) == ([], None)
    file.write_bytes(dentist("11")[:-40])
    for _ in range(2):  # it is said as long as it is so
        said, changes = reader.turn(str(tmp_path))
        assert codes(said) == ["calendar.busy_cut_off", "calendar.busy_kept"] and changes is None
    assert mara.read(own_outside_busy) == (known,)
    file.unlink()
    assert codes(reader.turn(str(tmp_path))[0]) == ["calendar.busy_missing"]
    file.write_bytes(dentist("11"))
    assert reader.turn(str(tmp_path))[0] == []
    assert mara.read(own_outside_busy) != (known,)


def test_another_file_may_be_chosen_and_nothing_of_what_for_is_kept(
    bench: Bench, tmp_path: Path
) -> None:
    mara, file = bench.as_role(Role.CASEWORKER, "mara"), tmp_path / "my calendar.ics"
    file.write_bytes(dentist("09"))
    reader = BusyReader(Seat(mara), lambda: str(file))  # type: ignore[arg-type]
    reader.turn("")
    assert len(mara.read(own_outside_busy)) == 1
    row = bench.session.scalars(select(AuditEvent).where(AuditEvent.action == "staff.busy_read"))
    assert "Root" not in str([one.details for one in row])
    bench.session.rollback()


def test_the_same_times_in_another_file_write_nothing_again(bench: Bench, tmp_path: Path) -> None:
    mara, file = bench.as_role(Role.CASEWORKER, "mara"), tmp_path / "mara-outlook.ics"
    file.write_bytes(dentist("09"))
    reader = BusyReader(Seat(mara))  # type: ignore[arg-type]
    reader.turn(str(tmp_path))
    file.write_bytes(dentist("09", uid="again@outlook") + b"\r\n")
    assert reader.turn(str(tmp_path)) == ([], None)
    bench.clock[0] = datetime(2026, 3, 3, 15, tzinfo=UTC)  # on a new day it is read again
    assert reader.turn(str(tmp_path)) == ([], None)


def test_an_auditor_has_no_calendar(bench: Bench, tmp_path: Path) -> None:
    auditor = bench.as_role(Role.AUDITOR)
    (tmp_path / "auditor-outlook.ics").write_bytes(dentist("09"))
    reader = BusyReader(Seat(auditor))  # type: ignore[arg-type]
    assert reader.turn(str(tmp_path)) == ([], None)
