"""Appointments out of another calendar's file: previewed by the same act, taken back.

What is imported again is found by its uid: what is as it was stays, what was moved there is moved
here. Each event is judged as a booking is; nothing is booked over what stands in its way.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from db.models.appointment import Appointment, AppointmentResource
from db.operations.calendar.book import book, change
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.opened import form_of
from db.queries.visibility import client_to_see
from db.rules.appointment_steps import CHANGEABLE
from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, NeedsReason, Refused, hard, information
from db.rules.ids import new_id
from db.rules.importing.outcome import ImportResult, RowOutcome, Verdict
from db.rules.permissions import Action
from db.rules.scheduling import LONGEST
from db.sheets.calendar_file import Found

_LONGEST_UID = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event as it is brought in. Moments are in UTC; `uid` tells it from all others, also from
    those of its own series.
    """

    line: int
    uid: str
    starts_at: datetime
    ends_at: datetime
    subject: str = ""
    place: str = ""
    busy: bool = True
    whole_day: bool = False
    tentative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventImport:
    """What to bring in, and whose it becomes: a worker's appointments, or a client's commitments
    elsewhere, which no worker of ours attends. With a `reason` what asks for one is booked too.
    """

    rows: tuple[EventRow, ...]
    worker_id: UUID | None = None
    client_id: UUID | None = None
    reason: str = ""
    dry_run: bool = False


def rows_of(found: Iterable[Found]) -> tuple[EventRow, ...]:
    """The occurrences of a file as they are brought in: of a private one only its time."""
    return tuple(
        EventRow(
            line=one.event.line,
            uid=_uid_of(one),
            starts_at=one.starts,
            ends_at=one.ends,
            subject="" if one.event.private else one.event.summary,
            place="" if one.event.private else one.event.place,
            busy=one.event.busy,
            whole_day=one.all_day,
            tentative=one.event.tentative,
        )
        for one in found
    )


def import_events(work: Work, asked: EventImport) -> ImportResult:
    """Book what can be; the rest is in the result with why. A row's number is the event's line.

    A dry run does the same and takes everything back. Raises `Refused` without exactly one whose
    it is, or with "client.unknown".
    """
    work.require(Action.BOOK)
    if (asked.worker_id is None) is (asked.client_id is None):
        raise Refused(hard("ics.whose", "whose"))
    if asked.client_id is not None:
        client_to_see(work, asked.client_id)
    savepoint, entries = work.session.begin_nested(), len(work.entries)
    result = ImportResult(tuple(_one(work, asked, row) for row in asked.rows), asked.dry_run)
    if asked.dry_run:
        savepoint.rollback()
        del work.entries[entries:]
        return result
    savepoint.commit()
    added = result.count(Verdict.ADDED)
    work.record("imported", "appointment", rows=len(result.rows), added=added)
    work.changed("appointment")
    return result


def _one(work: Work, asked: EventImport, event: EventRow) -> RowOutcome:
    line, title = event.line, _title(work, event)
    why = _not_taken(work, event)
    if why is not None:
        return RowOutcome(line, Verdict.LEFT_OUT, title, (why,))
    there = _there(work, asked, event)
    savepoint, entries = work.session.begin_nested(), len(work.entries)
    try:
        outcome = _put(work, asked, event, there)
    except Refused as refused:
        savepoint.rollback()
        del work.entries[entries:]
        remarks = refused.findings
        if isinstance(refused, NeedsReason):
            remarks = (*remarks, information("ics.reason_wanted"))
        return RowOutcome(line, Verdict.REJECTED, title, tuple(remarks))
    savepoint.commit()
    return RowOutcome(line, outcome, title)


def _put(work: Work, asked: EventImport, event: EventRow, there: Appointment | None) -> Verdict:
    form = _form(asked, event)
    if there is None:
        book(work, form, asked.reason)
        work.session.get_one(Appointment, form.id).uid = event.uid
        work.session.flush()
        return Verdict.ADDED
    before = form_of(work, there)
    if there.status not in CHANGEABLE:  # somebody here called it off, or it is over
        return Verdict.ALREADY_THERE
    form = replace(
        before, starts_at=form.starts_at, ends_at=form.ends_at, subject=form.subject,
        place=form.place, version=there.version,
    )  # fmt: skip
    if form == replace(before, version=there.version):
        return Verdict.ALREADY_THERE
    change(work, form, asked.reason)
    return Verdict.ADDED


def _not_taken(work: Work, event: EventRow) -> Finding | None:
    """Why an event is none that is booked."""
    if not event.busy:
        return information("ics.takes_nobody")
    if event.whole_day:
        return information("ics.whole_day")
    if event.ends_at <= event.starts_at:
        return information("ics.no_length")
    if (event.ends_at - event.starts_at).total_seconds() > LONGEST:
        return information("ics.too_long")
    if event.ends_at <= work.now:
        return information("ics.over")
    return None


def _form(asked: EventImport, event: EventRow) -> AppointmentForm:
    client = asked.client_id
    return AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OTHER if client is None else AppointmentKind.OUTSIDE,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        workers=() if asked.worker_id is None else (asked.worker_id,),
        client_id=client,
        subject=event.subject,
        place=event.place,
        tentative=event.tentative,
    )


def _uid_of(found: Found) -> str:
    """What the occurrence is called by here: the event's uid, with its own day if it repeats."""
    event = found.event
    uid = event.uid or event.summary
    if event.rule or event.more or event.replaces is not None or not event.uid:
        uid = f"{uid}/{found.original:%Y%m%dT%H%M%S}"
    if len(uid) > _LONGEST_UID:
        uid = hashlib.sha256(uid.encode()).hexdigest()
    return uid


def _there(work: Work, asked: EventImport, event: EventRow) -> Appointment | None:
    """What stands here already for it."""
    whose = asked.worker_id or asked.client_id
    takes = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.resource_id == whose,
    )
    rows: Iterable[Appointment] = work.session.scalars(
        select(Appointment).where(Appointment.uid == event.uid, takes)
    )
    return next(iter(rows), None)


def _title(work: Work, event: EventRow) -> str:
    starts = event.starts_at.astimezone(work.zone)
    return f"{starts:%Y-%m-%d %H:%M} {event.subject}".strip()
