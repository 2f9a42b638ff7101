"""The log is verified by who does not see all that it tells of, on a server as on a file."""

from uuid import UUID

from sqlalchemy import update

from db.models.audit import AuditEvent
from db.operations.audit_verifying import verify
from db.queries.reading import Reading
from db.rules.codes import Role
from tests.db.bench import Bench
from tests.db.cases.restricted import case_id, mara

__all__ = ["case_id", "mara"]  # fixtures


def wrong(reading: Reading) -> list[str]:
    return [finding.code for finding in verify(reading.session)]


def test_it_is_whole_to_an_administrator_who_is_named_on_no_case(
    bench: Bench, case_id: UUID
) -> None:
    assert bench.read(wrong) == []
    assert bench.as_role(Role.RECEPTIONIST).read(wrong) == []


def test_an_entry_about_a_restricted_case_that_was_changed_is_found_all_the_same(
    bench: Bench, case_id: UUID
) -> None:
    bench.unguard("audit_event_update")
    changed = update(AuditEvent).where(AuditEvent.record_id == case_id)
    bench.session.execute(changed.values(details='{"reason": "é\\n\\u0001"}'))
    bench.session.commit()
    assert bench.read(wrong) == ["audit.event_changed"]
