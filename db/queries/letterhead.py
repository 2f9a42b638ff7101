"""The office's letterhead."""

from sqlalchemy import select

from db.models.office import Office
from db.queries.audit_log.record_state import record_state
from db.queries.reading import Reading
from db.queries.report_data.office import Letterhead


def letterhead(reading: Reading) -> Letterhead:
    """The agency's name and address as they stand on paper."""
    office = reading.session.scalars(select(Office)).one()
    lines = [line.strip() for line in office.letterhead.splitlines() if line.strip()]
    if lines and lines[0] == office.name:
        lines = lines[1:]
    if office.phone:
        lines.append(office.phone)
    return Letterhead(office.name, tuple(lines), office.paper, record_state(reading))
