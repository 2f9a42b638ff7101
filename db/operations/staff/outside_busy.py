"""When one is busy by one's own calendar elsewhere: put in place of what was known before."""

from collections.abc import Sequence

from sqlalchemy import delete

from db.models.staff import OutsideBusy
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.permissions import Action

MOST = 5_000


def keep_outside_busy(work: Work, spans: Sequence[tuple[int, int]]) -> None:
    """Replace one's own times, in seconds UTC, by these. Of what for nothing is known here.

    Raises `Refused` with "calendar.busy_too_many" above 5,000.
    """
    work.require(Action.BOOK)
    if len(spans) > MOST:
        raise Refused(hard("calendar.busy_too_many", most=MOST))
    work.session.execute(delete(OutsideBusy).where(OutsideBusy.staff_id == work.user.id))
    work.session.add_all(
        OutsideBusy(id=new_id(), staff_id=work.user.id, starts_at=starts_at, ends_at=ends_at)
        for starts_at, ends_at in spans
    )
    work.session.flush()
    work.record("staff.busy_read", "staff", work.user.id, count=len(spans))
    work.changed("leave")
