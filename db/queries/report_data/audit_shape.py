"""What the report of the audit log's shape tells."""

from dataclasses import dataclass
from datetime import date

from db.queries.audit_log.last_verified import LastVerified
from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow
from db.queries.report_data.office import Letterhead


@dataclass(frozen=True, slots=True)
class AuditShapeData:
    """The counts of these days, both included, and the chains as they are today.

    `counts` holds the rows for each way of counting. `people` made the entries of the days, and
    `signing_keys` is how many keys ever signed the log. There is no place for a name in it.
    """

    letterhead: Letterhead
    first_day: date
    last_day: date
    made_on: date
    entries: int
    people: int
    signing_keys: int
    counts: tuple[tuple[CountedBy, tuple[ShapeRow, ...]], ...]
    chains: tuple[Chain, ...]
    verified: LastVerified | None
