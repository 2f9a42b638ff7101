"""The office lets go of a matter: in a file past lifted guards, on a server by functions of its."""

import json

from sqlalchemy import text

from db.models.audit import AuditEvent
from db.office.sealed.matter import Matter
from db.office.sealed.rows import forget_in_index, take_out, unguarded
from db.operations.redaction import take_details_out
from db.operations.work import Work
from db.queries.openings import is_walled

_HOLD = text("SELECT wall_seal_hold(CAST(:leaving AS jsonb))")
_TAKE_OUT = text("SELECT wall_seal_take_out(CAST(:leaving AS jsonb), CAST(:events AS jsonb))")


def hold(work: Work, matter: Matter) -> None:
    """Nobody changes it or adds to it from now on, until the transaction ends: what is read of it
    afterwards stays. Whoever writes in a file holds all of that file already."""
    if is_walled(work.session):
        work.session.execute(_HOLD, {"leaving": _keys(matter)})


def let_go(work: Work, matter: Matter, events: list[AuditEvent]) -> None:
    """The rows go, and the details of these events."""
    if not is_walled(work.session):
        with unguarded(work):
            take_out(work, matter)
            take_details_out(work, events)
        return
    blanked: list[AuditEvent] = []
    take_details_out(work, events, lambda _, event: blanked.append(event))
    forget_in_index(work, matter)
    work.session.flush()
    told = [{"device": event.device, "n": event.n} for event in blanked]
    work.session.execute(_TAKE_OUT, {"leaving": _keys(matter), "events": json.dumps(told)})
    for event in blanked:
        work.session.expire(event)


def _keys(matter: Matter) -> str:
    leaving = {
        table.name: [
            {column.name: str(row[column.key]) for column in table.primary_key}
            for row in rows.values()
        ]
        for table, rows in matter.leaving()
    }
    return json.dumps(leaving)
