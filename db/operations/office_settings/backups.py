"""How often the office wants a backup while somebody works in it, and whose turn it is."""

import json
from datetime import datetime, timedelta

from db.models.office import Fact
from db.operations.work import Work
from db.queries.backup_plan import EVERY, HOURS, TURN, backup_hours
from db.rules.findings import Refused, hard
from db.rules.permissions import Action

TURN_LASTS = timedelta(minutes=30)


def set_backup_hours(work: Work, hours: int) -> None:
    """Make one every so many hours, one of `HOURS`; 0 is only when somebody leaves."""
    work.require(Action.MANAGE_OFFICE)
    if hours not in HOURS:
        raise Refused(hard("office.backup_hours", "hours"))
    before = backup_hours(work)
    work.session.merge(Fact(key=EVERY, value=str(hours)))
    work.record("office.backup_hours_changed", "office", None, hours=[before, hours])
    work.changed("office")


def take_backup_turn(work: Work) -> bool:
    """Whether this computer makes the next backup; no other one does for half an hour.

    A computer that stopped in the middle loses its turn by time. One whose clock is far ahead
    cannot keep the others out: a turn that lasts longer than a turn can is none.
    """
    work.require(Action.BACK_UP)
    fact = work.session.get(Fact, TURN)
    if fact is not None:
        device, until = _turn(fact.value)
        left = until - work.now
        if device != work.device and timedelta(0) < left <= TURN_LASTS:
            return False
    value = {"device": work.device, "until": (work.now + TURN_LASTS).isoformat()}
    work.session.merge(Fact(key=TURN, value=json.dumps(value)))
    return True


def give_backup_turn_back(work: Work) -> None:
    """The backup is made, or will not be: whoever comes next may."""
    fact = work.session.get(Fact, TURN)
    if fact is not None and _turn(fact.value)[0] == work.device:
        work.session.delete(fact)


def _turn(value: str) -> tuple[str, datetime]:
    parts = json.loads(value)
    return str(parts["device"]), datetime.fromisoformat(parts["until"])
