"""That the office was found older than it was once, and that this is as it should be."""

from datetime import UTC, datetime

from db.operations.work import Work
from db.queries.audit_log.history import ACCEPTED
from db.rules.permissions import Action


def record_gone_back(work: Work, seen_at: datetime) -> None:
    """Log that a computer saw more of this office (at an aware moment) than there is now."""
    seen = seen_at.astimezone(UTC).isoformat(timespec="minutes")
    work.record("office.found_older", "office", None, seen=seen)
    work.changed("audit")


def accept_restore(work: Work) -> None:
    """Say, as an administrator, that a backup was restored: computers stop telling of it."""
    work.require(Action.MANAGE_OFFICE)
    work.record(ACCEPTED, "office", None)
    work.changed("audit")
    work.changed("office")
