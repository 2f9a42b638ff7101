"""The audit log shows every way of tampering with it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.office.blaming import blaming
from db.operations.audit_verifying import verify
from db.operations.work import Work
from db.rules.findings import Refused
from tests.db.bench import Bench


def _note_something(work: Work, what: str) -> None:
    work.record("thing.done", "thing", None, what=what)


@pytest.fixture
def logged(bench: Bench) -> Bench:
    """Three entries by one device, then two by another; nothing holds who tampers back."""
    for what in ("one", "two", "three"):
        bench.write(_note_something, what)
    bench.device = "other-device"
    for what in ("four", "five"):
        bench.write(_note_something, what)
    bench.unguard("audit_event_update", "audit_event_delete")
    return bench


def _codes(bench: Bench) -> list[str]:
    bench.session.expire_all()
    return [finding.code for finding in verify(bench.session)]


def test_an_untouched_log_verifies(logged: Bench) -> None:
    assert _codes(logged) == []


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE audit_event SET details = '{}' WHERE n = 2", "audit.event_changed"),
        ("UPDATE audit_event SET at = '2020-01-01' WHERE n = 1", "audit.event_changed"),
        ("DELETE FROM audit_event WHERE device = 'bench-device' AND n = 2", "audit.event_missing"),
        ("DELETE FROM audit_event WHERE device = 'other-device' AND n = 2", "audit.chain_cut"),
        ("UPDATE audit_event SET n = 10 - n", "audit.event_missing"),
        ("DELETE FROM audit_head WHERE device = 'other-device'", "audit.head_missing"),
        ("UPDATE audit_event SET signature = hash WHERE n = 1", "audit.event_signature"),
        ("UPDATE audit_head SET n = 9 WHERE device = 'other-device'", "audit.head_signature"),
    ],
)
def test_tampering_is_found(logged: Bench, tampering: str, code: str) -> None:
    logged.session.execute(text(tampering))
    logged.session.commit()
    assert code in _codes(logged)


def test_a_chain_that_vanished_with_its_head_is_missed_by_the_others(logged: Bench) -> None:
    for table in ("audit_event", "audit_head"):
        logged.session.execute(text(f"DELETE FROM {table} WHERE device = 'bench-device'"))
    logged.session.commit()
    assert "audit.chain_cut" in _codes(logged)


def test_the_log_cannot_be_changed_by_mistake(bench: Bench) -> None:
    bench.write(_note_something, "one")
    for statement in ("UPDATE audit_event SET details = '{}'", "DELETE FROM audit_event"):
        with pytest.raises(IntegrityError):
            bench.session.execute(text(statement))
        bench.session.rollback()


def test_an_entry_that_is_there_already_is_another_programs_or_behind_an_end_that_was_put_back(
    logged: Bench,
) -> None:
    """On a server two programs of a new computer can begin its chain at once."""
    on_server = logged.session.get_bind().dialect.name == "postgresql"
    if on_server:
        logged.unguard("wall_next_entry")  # which sees only what is committed
    logged.session.execute(text("DELETE FROM audit_head WHERE device = 'other-device'"))
    logged.session.commit()
    with pytest.raises(Refused) as caught, blaming():
        logged.write(_note_something, "six")
    assert caught.value.has("storage.collided" if on_server else "audit.end_put_back")


def test_the_hash_holds_the_moment_the_person_and_the_record(logged: Bench) -> None:
    for column in ("user_id", "action", "kind", "operation_id"):
        value = "'00000000000000000000000000000001'" if column.endswith("id") else "'x'"
        logged.let_go_of_foreign_keys()
        logged.session.execute(text(f"UPDATE audit_event SET {column} = {value} WHERE n = 1"))
        assert "audit.event_changed" in _codes(logged), column
        logged.session.rollback()
