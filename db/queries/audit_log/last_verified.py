"""When the audit log was last verified, and what was found."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from db.models.audit import AuditEvent
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.findings import Finding
from db.rules.permissions import Action

VERIFIED = "audit.verified"


@dataclass(frozen=True, slots=True)
class LastVerified:
    """One verification. Moments are in the office's zone.

    `entries` are as they were written and `signatures` hold. `backup` is when the newest backup
    was made, None where there was none; `backup_within` says that the log goes on from its end.
    """

    at: datetime
    findings: int
    entries: int
    signatures: int
    backup: datetime | None = None
    backup_within: bool = False


@dataclass(frozen=True, slots=True)
class LogVerified:
    """What is wrong with the log (nothing, if it is whole), and what was looked at."""

    findings: tuple[Finding, ...]
    looked_at: LastVerified


@dataclass(frozen=True, slots=True)
class StateFound:
    """When the records were in a state, and what is wrong with the log up to then.

    Where nothing is, the `entries` until then are as they were written, and no other was there.
    """

    at: datetime
    findings: tuple[Finding, ...]
    entries: int


def last_verified(reading: Reading) -> LastVerified | None:
    """The last verification on any computer; None before the first.

    Raises `Refused` with "permission.denied".
    """
    reading.require(Action.READ_AUDIT)
    asked = select(AuditEvent.at, AuditEvent.details).where(AuditEvent.action == VERIFIED)
    with through(reading.session, LOG):
        found = reading.session.execute(asked.order_by(AuditEvent.at.desc()).limit(1)).first()
    if found is None:
        return None
    kept = json.loads(found.details)
    backup = kept.get("backup")
    return LastVerified(
        at=found.at.astimezone(reading.zone),
        findings=int(kept.get("findings", 0)),
        entries=int(kept.get("entries", 0)),
        signatures=int(kept.get("signatures", 0)),
        backup=datetime.fromisoformat(backup).astimezone(reading.zone) if backup else None,
        backup_within=bool(kept.get("backup_within", False)),
    )


def log_length(reading: Reading) -> int:
    """How many entries the log has. Raises `Refused` with "permission.denied"."""
    reading.require(Action.READ_AUDIT)
    with through(reading.session, LOG):
        return reading.session.scalar(select(func.count()).select_from(AuditEvent)) or 0
