"""What stands against an appointment: asked while it is typed, and again inside the write."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select

from db.models.appointment import Appointment
from db.models.calendar import Place
from db.models.case_file import CaseFile, Party
from db.models.group import SupportGroup
from db.queries.by_heart import Question, Row, ask_together
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.around import around
from db.queries.calendar.named import Wanted, wanted
from db.queries.calendar.rules import rules_asked, rules_of
from db.queries.calendar.taken import taken_rows
from db.queries.reading import Reading
from db.queries.visibility import case_to_read
from db.rules.appointment_fields import field_findings
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding, hard
from db.rules.permissions import Action
from db.rules.scheduling import (
    LONGEST,
    OfficeTime,
    Proposal,
    Span,
    Taken,
    conflicts,
    window_to_fetch,
)


def check(reading: Reading, form: AppointmentForm) -> tuple[Finding, ...]:
    """Everything that stands against the appointment, hard findings first.

    Raises `Refused` where the form cannot be understood at all: a worker, room or client that
    is not there or that the user may not know of, a case that they may not read.
    """
    reading.require(Action.FIND_CLIENTS)
    return (*form_findings(reading, form), *findings_of(reading, form, wanted(reading, form)))


def form_findings(reading: Reading, form: AppointmentForm) -> tuple[Finding, ...]:
    """What is wrong with the form itself, whatever else is booked."""
    findings = field_findings(
        form.kind,
        workers=len(form.workers),
        client=form.client_id is not None,
        household=len(form.household),
        room=form.room_id is not None,
        car=form.car_id is not None,
        interpreter=form.interpreter_id is not None,
        texts={"place": form.place, "subject": form.subject},
        link=form.joining_link,
    )
    findings += _session_findings(reading, form)
    if form.place_id is not None and reading.session.get(Place, form.place_id) is None:
        findings += (hard("appointment.unknown_place", "place"),)
    if form.case_id is not None and reading.may(Action.READ_CASES):
        case = case_to_read(reading, form.case_id)
        if form.client_id is not None and not _belongs(reading, case, form.client_id):
            findings += (hard("appointment.case_of_others", "case", number=case.number),)
    if form.hearing is not None and form.case_id is None:
        findings += (hard("appointment.hearing_needs_case", "case"),)
    return findings


def _session_findings(reading: Reading, form: AppointmentForm) -> tuple[Finding, ...]:
    """A session is of a group that meets, and of nobody else."""
    if form.kind is not AppointmentKind.GROUP:
        return (hard("appointment.only_a_session", "group"),) if form.group_id else ()
    if form.group_id is None:
        return (hard("appointment.session_of_no_group", "group"),)
    group = reading.session.get(SupportGroup, form.group_id)
    if group is None or not (group.active or form.version):
        return (hard("group.unknown" if group is None else "group.closed", "group"),)
    if form.client_id is not None or form.case_id is not None:
        return (hard("appointment.session_of_one", "client"),)
    return ()


def findings_of(
    reading: Reading,
    form: AppointmentForm,
    asked: Wanted,
    before: Sequence[Question] = (),
    heard: list[Sequence[Row]] | None = None,
) -> tuple[Finding, ...]:
    """What stands against the times and the resources of the form, as the office weighs it; asked
    after what comes `before`, whose answers are put into what was `heard`.
    """
    proposal = proposal_of(form, asked, _set_by_court(reading, form))
    now = reading.now_seconds
    if not 0 < proposal.span.ends_at - proposal.span.starts_at <= LONGEST:
        *answers, decided = ask_together(reading.session, *before, rules_asked(form.place_id))
        if heard is not None:
            heard += answers
        rules = rules_of(decided)
        return conflicts(proposal, (), OfficeTime(reading.zone), {}, now, rules)
    ids = asked.ids(ResourceKind.WORKER)
    rules, office, workers = around(
        reading, proposal.span, ids, form.place_id, before=before, heard=heard
    )
    rows: tuple[Taken, ...] = ()
    if asked.resources:
        window = window_to_fetch(proposal.span, office, rules)
        rows = taken_rows(reading, asked.ids(), window, places=bool(rules.travel))
    return conflicts(proposal, rows, office, workers, now, rules)


def proposal_of(form: AppointmentForm, asked: Wanted, set_by_court: Span | None = None) -> Proposal:
    """The form as the rules look at it."""
    return Proposal(form.span, form.kind, asked.resources, form.id, form.place_id, set_by_court)


def _set_by_court(reading: Reading, form: AppointmentForm) -> Span | None:
    """When the hearing is that is being changed."""
    row = reading.session.get(Appointment, form.id) if form.version else None
    if row is None or row.kind is not AppointmentKind.HEARING:
        return None
    return Span(row.starts_at, row.ends_at)


def _belongs(reading: Reading, case: CaseFile, client_id: UUID) -> bool:
    if case.client_id == client_id:
        return True
    party = exists().where(Party.case_id == case.id, Party.client_id == client_id)
    return bool(reading.session.scalar(select(party)))
