"""When one is busy by one's own calendar elsewhere, as the office knows it."""

from sqlalchemy import select

from db.models.staff import OutsideBusy
from db.queries.reading import Reading
from db.rules.scheduling import Span


def own_outside_busy(reading: Reading) -> tuple[Span, ...]:
    """One's own times, in order."""
    found = reading.session.execute(
        select(OutsideBusy.starts_at, OutsideBusy.ends_at)
        .where(OutsideBusy.staff_id == reading.user.id)
        .order_by(OutsideBusy.starts_at)
    )
    return tuple(Span(*one) for one in found)
