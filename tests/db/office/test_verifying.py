"""An auditor has the log verified, and asks for the moment that a report names."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import make_transient

from db.models.audit import AuditEvent
from db.office import Office
from db.office.checks import seen_by_backups
from db.office.keeping import back_up
from db.office.verifying import look_up_state, verify_log
from db.operations.work import Work
from db.queries.audit_log.last_verified import last_verified, log_length
from db.queries.audit_log.record_state import record_state
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.office.desk import People


def done(work: Work) -> None:
    work.record("office.changed", "office")


@pytest.fixture
def iris(desk: People) -> Office:
    office = desk.hire_and_settle("iris", Role.AUDITOR)
    for _ in range(5):
        desk.ana.write(done)
        desk.pass_time(minutes=20)
    return office


def codes(findings: object) -> set[str]:
    return {finding.code for finding in findings}  # type: ignore[attr-defined]


def test_what_was_looked_at_is_counted_and_kept(desk: People, iris: Office) -> None:
    entries = iris.read(log_length)
    seen = verify_log(iris)
    assert seen.findings == ()
    assert seen.looked_at.entries == entries
    assert seen.looked_at.signatures == entries + 2  # and the ends of two computers
    assert seen.looked_at.backup is None
    kept = iris.read(last_verified)
    assert kept == seen.looked_at
    assert verify_log(desk.ana).looked_at.entries == entries + 1  # that it was verified


@pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")
def test_the_newest_backup_is_a_beginning_of_the_log(desk: People, iris: Office) -> None:
    back_up(desk.ana)
    made = next(seen_by_backups(desk.ana))
    seen = verify_log(iris).looked_at
    assert seen.backup == made.at
    assert seen.backup_within
    assert iris.read(last_verified) == seen


@pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")
def test_a_log_that_lost_what_the_backup_saw_is_told_of(desk: People, iris: Office) -> None:
    back_up(desk.ana)
    desk.tamper("DELETE FROM audit_event WHERE device = 'desk-2' AND n > 1")
    seen = verify_log(iris)
    assert {"audit.chain_cut", "office.older_than_backup"} <= codes(seen.findings)
    assert not seen.looked_at.backup_within
    kept = iris.read(last_verified)
    assert kept is not None and kept.findings == len(seen.findings)


def test_a_printed_state_is_found_and_the_log_up_to_it_is_unchanged(
    desk: People, iris: Office
) -> None:
    state, entries = iris.read(record_state), iris.read(log_length)
    last = desk.clock[0] - timedelta(minutes=20)
    desk.ana.write(done)
    found = look_up_state(iris, state)
    assert found is not None and found.findings == ()
    assert (found.at, found.entries) == (last, entries)


def test_an_entry_that_was_changed_before_the_state_shows_and_one_after_it_does_not(
    desk: People, iris: Office
) -> None:
    state = iris.read(record_state)
    for _ in range(2):
        desk.pass_time(minutes=5)
        desk.ana.write(done)
    last = "(SELECT max(n) FROM audit_event WHERE device = 'desk-1')"
    desk.tamper(f"UPDATE audit_event SET kind = 'x' WHERE device = 'desk-1' AND n = {last}")
    found = look_up_state(iris, state)
    assert found is not None and found.findings == ()
    desk.tamper("UPDATE audit_event SET kind = 'x' WHERE device = 'desk-1' AND n = 2")
    found = look_up_state(iris, state)
    assert found is not None and codes(found.findings) == {"audit.event_changed"}


def test_a_state_that_never_was_is_none(iris: Office) -> None:
    assert look_up_state(iris, "0000-0000-0000-0000") is None


def test_how_far_it_has_come_is_told(desk: People, iris: Office) -> None:
    steps: list[tuple[int, int]] = []
    desk.ana.write(lambda work: [done(work) for _ in range(1000)])
    total = iris.read(log_length)
    verify_log(iris, lambda so_far, of: steps.append((so_far, of)))
    assert steps == [(1000, total)]


def test_people_go_on_working_while_it_is_verified(desk: People, iris: Office) -> None:
    desk.ana.write(lambda work: [done(work) for _ in range(2500)])
    total = iris.read(log_length)

    def work_meanwhile(so_far: int, of: int) -> None:
        desk.ana.write(done)

    seen = verify_log(iris, work_meanwhile)
    assert seen.findings == ()
    assert seen.looked_at.entries == total  # and not what was done meanwhile
    assert verify_log(iris).findings == ()


def test_a_change_where_one_part_ends_and_the_next_begins_is_found(
    desk: People, iris: Office
) -> None:
    desk.ana.write(lambda work: [done(work) for _ in range(2500)])
    for where in (999, 1000, 1001, 2000):
        at = f"WHERE device = 'desk-1' AND n = {where}"
        desk.tamper(f"UPDATE audit_event SET kind = 'x' {at}")
        assert codes(verify_log(iris).findings) == {"audit.event_changed"}
        desk.tamper(f"UPDATE audit_event SET kind = 'office' {at}")
        with desk.unguarded() as session:
            gone = session.get_one(AuditEvent, ("desk-1", where))
            session.delete(gone)
        assert codes(verify_log(iris).findings) == {"audit.event_missing"}
        make_transient(gone)
        with desk.unguarded() as session:
            session.add(gone)
    assert verify_log(iris).findings == ()


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST])
def test_it_is_for_who_reads_the_log(desk: People, role: Role) -> None:
    office = desk.hire_and_settle("otto", role)
    with pytest.raises(Refused, match=r"permission\.denied"):
        verify_log(office)
    with pytest.raises(Refused, match=r"permission\.denied"):
        look_up_state(office, "0000")
