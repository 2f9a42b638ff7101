"""That somebody looked at a case file."""

from uuid import UUID

from db.operations.cases.access import is_named
from db.operations.viewing import record_once
from db.operations.work import Work
from db.queries.visibility import case_to_read
from db.rules.permissions import Action

_VIEWED = "case.viewed"
_IN_EMERGENCY = "case.viewed_in_emergency"


def record_case_view(work: Work, case_id: UUID) -> bool:
    """Log that the user sees the case file; False if they did within the last 15 minutes.

    What is seen by an emergency access is logged as such, each time.

    Raises `Refused` where the case may not be read, so it can stand before the reading.
    """
    work.require(Action.READ_CASES)
    case = case_to_read(work, case_id)
    if case.restricted and not is_named(work, case_id):
        work.record(_IN_EMERGENCY, "case", case_id)
        return True
    return record_once(work, _VIEWED, "case", case_id)
