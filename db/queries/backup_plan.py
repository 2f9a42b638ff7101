"""How often the office wants a backup while somebody works in it."""

from datetime import datetime

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.models.office import Fact
from db.queries.reading import Reading

EVERY, TURN = "backup_every_hours", "backup_turn"
HOURS = (0, 1, 2, 4, 8)
BACKED_UP = "office.backed_up"
_USUAL = 4


def backup_hours(reading: Reading) -> int:
    """Hours between two backups; 0 is only when somebody leaves."""
    fact = reading.session.get(Fact, EVERY)
    return int(fact.value) if fact is not None else _USUAL


def last_backed_up(reading: Reading) -> datetime | None:
    """When the program last made a backup (aware), wherever that is."""
    made = select(AuditEvent.at).where(AuditEvent.action == BACKED_UP)
    return reading.session.scalar(made.order_by(AuditEvent.at.desc()).limit(1))


def has_worked_since(reading: Reading, made: datetime) -> bool:
    """Whether anything was done since a backup that was made at this moment (aware)."""
    since = exists(AuditEvent.n).where(AuditEvent.at > made, AuditEvent.action != BACKED_UP)
    return bool(reading.session.scalar(select(since)))
