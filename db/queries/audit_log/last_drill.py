"""When a backup was last tried."""

import json
from datetime import datetime

from sqlalchemy import select

from db.models.audit import AuditEvent
from db.queries.reading import Reading

DRILLED = "office.drilled"


def last_drill(reading: Reading) -> tuple[datetime, int] | None:
    """When the last fire drill was (aware), and how many things it found; None before the first."""
    found = reading.session.execute(
        select(AuditEvent.at, AuditEvent.details)
        .where(AuditEvent.action == DRILLED)
        .order_by(AuditEvent.at.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    return found.at, int(json.loads(found.details)["findings"])
