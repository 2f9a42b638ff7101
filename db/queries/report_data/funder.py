"""What a funder's workbook counts."""

from dataclasses import dataclass
from datetime import date, datetime

from db.rules.counts import FunderCounts


@dataclass(frozen=True, slots=True)
class FunderData:
    """Counts of a period with what is needed to defend them.

    `program_names` gives a name for each program's code; `made_at` is in the office's zone.
    """

    office: str
    time_zone: str
    first_day: date
    last_day: date
    made_at: datetime
    made_by: str
    program_version: str
    counts: FunderCounts
    program_names: tuple[tuple[str, str], ...] = ()
