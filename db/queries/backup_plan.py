"""How often the office wants a backup while somebody works in it."""

from db.models.office import Fact
from db.queries.reading import Reading

EVERY, TURN = "backup_every_hours", "backup_turn"
HOURS = (0, 1, 2, 4, 8)
_USUAL = 4


def backup_hours(reading: Reading) -> int:
    """Hours between two backups; 0 is only when somebody leaves."""
    fact = reading.session.get(Fact, EVERY)
    return int(fact.value) if fact is not None else _USUAL
