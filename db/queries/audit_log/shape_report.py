"""The data of the report of the audit log's shape."""

from datetime import date

from sqlalchemy import func, select

from db.models.audit import AuditEvent, AuditKey
from db.queries.audit_log.last_verified import last_verified
from db.queries.audit_log.shape import CountedBy, audit_chains, audit_shape, within_days
from db.queries.letterhead import letterhead
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.queries.report_data.audit_shape import AuditShapeData
from db.rules.findings import Refused, hard
from db.rules.permissions import Action

_BY_DAY = 31  # more days are told by the week


def audit_shape_data(reading: Reading, first_day: date, last_day: date) -> AuditShapeData:
    """The shape of these days, both included.

    Raises `Refused` with "permission.denied" or "period.ends_before_start".
    """
    reading.require(Action.READ_AUDIT)
    if last_day < first_day:
        raise Refused(hard("period.ends_before_start", "last_day", day=first_day))
    short = (last_day - first_day).days < _BY_DAY
    ways = (
        CountedBy.ACT,
        CountedBy.KIND,
        CountedBy.ROLE,
        CountedBy.COMPUTER,
        CountedBy.DAY if short else CountedBy.WEEK,
    )
    within = tuple(within_days(reading, first_day, last_day))
    counted = select(func.count(), func.count(AuditEvent.user_id.distinct())).where(*within)
    with through(reading.session, LOG):
        entries, people = reading.session.execute(counted).one()
    return AuditShapeData(
        letterhead=letterhead(reading),
        first_day=first_day,
        last_day=last_day,
        made_on=reading.today,
        entries=entries,
        people=people,
        signing_keys=reading.session.scalar(select(func.count()).select_from(AuditKey)) or 0,
        counts=tuple((by, audit_shape(reading, by, first_day, last_day)) for by in ways),
        chains=audit_chains(reading),
        verified=last_verified(reading),
    )
