"""That somebody asked for what they may not see or do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.operations.work import Work


@dataclass(frozen=True)
class Refusal:
    """What was refused at an aware moment: the code, what was asked (its name), of which record.

    `more` counts others after it that were too many to be told one by one.
    """

    code: str
    asked: str
    record_id: UUID | None
    at: datetime
    more: int = 0


def record_refusals(work: Work, refusals: Sequence[Refusal]) -> None:
    """Log these refusals of the user, with their own moments."""
    for one in refusals:
        kind = "case" if one.code == "case.restricted" else "office"
        more = {"more": one.more} if one.more else {}
        details: dict[str, object] = {"code": one.code, "asked": one.asked, **more}
        work.record_at(one.at, "access.refused", kind, one.record_id, **details)
