"""That somebody looked at a client's page or a case file."""

from uuid import UUID

from db.operations.cases.view import record_case_view
from db.operations.viewing import record_once
from db.operations.work import Work
from db.queries.emergencies import seen_by_emergency_only
from db.queries.visibility import client_to_see

_VIEWED = "client.viewed"
_IN_EMERGENCY = "client.viewed_in_emergency"


def record_view(work: Work, kind: str, record_id: UUID) -> bool:
    """Log that the user sees a "client" or a "case"; False if they did in the last 15 minutes.

    What is seen by an emergency access is logged as such, each time.

    Raises `Refused` where the record may not be seen, so it can stand before the reading.
    """
    if kind == "case":
        return record_case_view(work, record_id)
    if kind != "client":
        raise ValueError("views of clients and cases are logged")
    client_to_see(work, record_id)
    if seen_by_emergency_only(work, record_id):
        work.record(_IN_EMERGENCY, "client", record_id)
        return True
    return record_once(work, _VIEWED, "client", record_id)
