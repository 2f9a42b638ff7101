"""While two computers may hold one lock nothing is written, and the log tells of it afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office.guarding import Guard, record_pause
from db.operations.preferences import keep_preference
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.storage.presence import Seen
from tests.db.office.desk import Desk

pytestmark = pytest.mark.only_in_folder("a drive whose locks are not real")

REAL, UNREAL = Seen((), True), Seen((), False)


def test_nothing_is_written_and_everything_is_read_while_locks_are_not_real(desk: Desk) -> None:
    guard = Guard()
    desk.ana.watchers.append(guard)
    assert guard.heed(UNREAL, desk.clock[0]) is None
    with pytest.raises(Refused) as refused:
        desk.ana.write(keep_preference, "snippets", {})
    assert [finding.code for finding in refused.value.findings] == ["storage.locks_unreal"]
    with pytest.raises(Refused), desk.ana.together():
        pass
    assert desk.ana.read(_acts)


def test_writing_comes_back_and_the_log_says_for_how_long_it_was_away(desk: Desk) -> None:
    guard = Guard()
    desk.ana.watchers.append(guard)
    began = desk.clock[0]
    guard.heed(UNREAL, began)
    guard.heed(UNREAL, began + timedelta(minutes=1))
    desk.pass_time(minutes=7)
    since = guard.heed(REAL, desk.clock[0])
    assert since == began
    record_pause(desk.ana, since)
    assert desk.ana.read(_acts)[-1] == ("office.locks_unreal", '{"minutes":7}')
    assert guard.heed(REAL, desk.clock[0]) is None


def _acts(reading: Reading) -> list[tuple[str, str]]:
    rows = reading.session.execute(
        select(AuditEvent.action, AuditEvent.details).order_by(AuditEvent.device, AuditEvent.n)
    )
    return [(row[0], row[1]) for row in rows]
