"""Which cases a few letters may mean, for a field in which one is chosen."""

from db.queries.cases.case_filter import OPEN, CaseFilter, CaseSort
from db.queries.cases.case_list import CaseRow, case_ids, case_rows
from db.queries.reading import Reading


def cases_like(
    reading: Reading, typed: str, *, closed: bool = False, limit: int = 20
) -> tuple[CaseRow, ...]:
    """The newest cases with such a number, docket, caption or client; with `closed` also those."""
    statuses = frozenset() if closed else OPEN
    asked = CaseFilter(text=typed, statuses=statuses)
    return case_rows(reading, case_ids(reading, asked, CaseSort.OPENED, True)[:limit])
