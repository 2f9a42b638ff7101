"""`caseroom demo`: the sample office, the same again for the same seed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased

from db.models.appointment import Appointment, AppointmentResource
from db.models.audit import AuditEvent
from db.models.calendar import AppointmentRequest
from db.models.group import GroupAttendance, GroupMember, GroupNote
from db.office import Office, open_office
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, ResourceKind
from desktop.sample.make import make_sample
from tests.desktop.cli.shell import PASSWORDS, Shell

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
WHILE_SOMEBODY_IS_THERE = datetime(2026, 11, 26, 20, 47, tzinfo=UTC)
RANDOM = {"signature", "signing_key", "key", "hash", "stored_as"}  # new each time
OWN = {"fact", "alembic_version"}  # of the file, not of the office
NEW_IDS = {"office", "office_hours", "staff", "working_hours", "note_person", "travel_time"}


def rows(reading: Reading) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without what is random on purpose."""
    session = reading.session
    tables = session.scalars(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
            " AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite%' ORDER BY name"
        )
    ).all()
    found = {}
    for table in tables:
        if table in OWN:
            continue
        result = session.execute(text(f"SELECT * FROM {table}"))
        left_out = RANDOM | ({"id", "staff_id"} if table in NEW_IDS else set())
        kept = [n for n, column in enumerate(result.keys()) if column not in left_out]
        found[table] = sorted((tuple(row[n] for n in kept) for row in result), key=repr)
    return found


def made(folder: Path, seed: int) -> dict[str, list[tuple[object, ...]]]:
    make_sample(folder, clients=6, seed=seed, device="x", now=NOW)
    office = open_office(folder, "dana", PASSWORDS["dana"], device="x")
    try:
        return office.read(rows)
    finally:
        office.close()


@pytest.mark.usefixtures("_cheap")
def test_the_same_seed_makes_the_same_office_and_another_one_another(tmp_path: Path) -> None:
    one, two, other = (made(tmp_path / str(number), seed) for number, seed in enumerate((7, 7, 8)))
    assert one.keys() == two.keys()
    assert len(one["client"]) == 6
    assert [table for table in one if one[table] != two[table]] == []
    assert one["client"] != other["client"]


@pytest.fixture(scope="module")
def lived_in(_cheap: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office of two dozen clients in the middle of a week, seen by somebody else's program."""
    folder = tmp_path_factory.mktemp("lived_in") / "office"
    make_sample(folder, clients=24, seed=7, device="x", now=WHILE_SOMEBODY_IS_THERE)
    office = open_office(folder, "dana", PASSWORDS["dana"], device="y")
    yield office
    office.close()


def test_nothing_in_it_was_done_in_time_to_come(lived_in: Office) -> None:
    done = lived_in.read(
        lambda reading: reading.session.scalar(
            select(func.max(AuditEvent.at)).where(AuditEvent.device == "x")
        )
    )
    assert done == WHILE_SOMEBODY_IS_THERE


def test_its_calendar_holds_one_of_each_thing_that_calendars_hold(lived_in: Office) -> None:
    taken = lived_in.read(_of_each, AppointmentResource.kind)
    assert set(taken) == set(ResourceKind)
    statuses = lived_in.read(_of_each, Appointment.status)
    assert {"requested", "tentative", "confirmed", "completed", "no_show"} <= set(statuses)
    ahead = lived_in.read(_ahead)
    assert len({one.series_id for one in ahead} - {None}) >= 3
    assert len([one for one in ahead if one.kind is AppointmentKind.OUTSIDE]) >= 5
    assert [one for one in ahead if one.joining_link]
    assert len({one.place_id for one in ahead} - {None}) >= 4
    places = lived_in.read(_of_each, GroupMember.state)
    assert places == {"member": 3, "waiting": 2}
    assert len(lived_in.read(_of_each, GroupAttendance.appointment_id)) >= 3
    assert lived_in.read(_of_each, GroupNote.status) == {"signed": 1}
    assert len([one for one in ahead if one.kind is AppointmentKind.GROUP]) >= 3
    waiting = lived_in.read(_of_each, AppointmentRequest.state)
    assert waiting == {"waiting": 6}


def test_nobody_and_nothing_in_it_is_booked_twice_at_a_time(lived_in: Office) -> None:
    assert lived_in.read(_at_one_time) == []
    reasons = lived_in.read(_of_each, Appointment.override_reason)
    assert set(reasons) == {""}


def _of_each(reading: Reading, column: Any) -> dict[object, int]:
    counted = select(column, func.count()).group_by(column)
    return {row[0]: row[1] for row in reading.session.execute(counted)}


def _ahead(reading: Reading) -> list[Appointment]:
    now = int(WHILE_SOMEBODY_IS_THERE.timestamp())
    found = list(reading.session.scalars(select(Appointment).where(Appointment.starts_at > now)))
    reading.session.expunge_all()
    return found


def _at_one_time(reading: Reading) -> list[tuple[object, ...]]:
    one, other = aliased(AppointmentResource), aliased(AppointmentResource)
    both = (one.resource_id == other.resource_id) & (one.appointment_id < other.appointment_id)
    meet = (one.starts_at < other.ends_at) & (other.starts_at < one.ends_at)
    found = select(one.kind, one.appointment_id, other.appointment_id).join(other, both & meet)
    return [tuple(row) for row in reading.session.execute(found)]


def test_demo_prints_what_is_in_it_and_everybody_can_sign_in(shell: Shell) -> None:
    answer = shell.run("demo", "sample", "--clients", 10, "--seed", 3, "--no-open", "--json").json
    assert answer["office"] == "sample"
    assert answer["clients"] == 10
    assert answer["cases"] > 0
    assert answer["appointments"] > 0
    assert set(answer["next_hearing"]) == {"case", "date"}
    roles = {user["role"] for user in answer["users"]}
    assert roles == {"administrator", "supervisor", "caseworker", "receptionist", "auditor"}
    for user in answer["users"]:
        office = open_office(Path("sample"), user["name"], user["password"], device="x")
        assert office.user.role == user["role"]
        assert not office.must_change_password
        office.close()


def test_demo_says_it_in_words_too(shell: Shell) -> None:
    answer = shell.run("demo", "sample", "--clients", 4, "--no-open")
    assert answer.code == 0
    assert "made up" in answer.out
    assert PASSWORDS["dana"] in answer.out


@pytest.mark.parametrize("clients", ["0", "-3", "many", "1.5"])
def test_a_number_of_clients_that_is_none_is_wrong_usage(shell: Shell, clients: str) -> None:
    shell.wrong_usage(shell.run("demo", "sample", "--clients", clients, "--no-open"))


def test_a_folder_in_use_is_left_alone(shell: Shell) -> None:
    before = sorted(path.name for path in (shell.folder / "office").iterdir())
    shell.refused(shell.run("demo", "office", "--clients", 3, "--no-open", "--json"), "not empty")
    assert sorted(path.name for path in (shell.folder / "office").iterdir()) == before
