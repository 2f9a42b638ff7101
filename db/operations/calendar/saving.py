"""The one way in which an appointment's rows are written: checked first, and then taken.

Should the database's own guard against double booking refuse what the check let pass, as it may
where two book at once, the office begins the operation anew (`db.office.standing`), and the check
explains what is there by then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import bindparam, select

from db.models import office as office_models
from db.models.appointment import Appointment, AppointmentResource
from db.operations.locks import hold, holding, keep_parts
from db.operations.work import Work
from db.queries.by_heart import ByHeart, Question, Row, ask_together
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import findings_of, form_findings
from db.queries.calendar.named import Wanted, wanted
from db.rules.codes import AppointmentStatus, ResourceKind
from db.rules.findings import Finding, NeedsReason, Severity, raise_hard
from db.rules.permissions import Action
from db.rules.scheduling import HEARING_MOVED, UNGUARDED, Resource, excludes_others

LONGEST_REASON = 500
_PAST = "appointment.in_the_past"
_OWN_ROW = (
    ResourceKind.ROOM,
    ResourceKind.ROOM_PART,
    ResourceKind.CAR,
    ResourceKind.INTERPRETER,
)  # kinds whose resource row is there already
_KNOWN = ByHeart(
    select(office_models.Resource.id).where(
        office_models.Resource.id.in_(bindparam("ids", expanding=True))
    )
)


def checked(
    work: Work,
    form: AppointmentForm,
    reason: str,
    *,
    by_court: bool = False,
    workers: Sequence[Row] | None = None,
) -> tuple[Wanted, tuple[Finding, ...]]:
    """The form's resources, and the soft findings that the reason is given for. `workers` as for
    `wanted`.

    Raises `Refused` with the hard findings, or `NeedsReason` with the soft ones if there is no
    reason for them. Where a hearing is moved `by_court`, nobody is asked why.
    """
    raise_hard(form_findings(work, form))
    asked, heard = _to_hold(work, form, workers), list[Sequence[Row]]()
    before = (*holding(work, asked.ids()), _known_asked(asked))
    findings = findings_of(work, form, asked, before, heard)
    if heard:
        asked = replace(asked, known=frozenset(one for (one,) in heard[-1]))
    if by_court:
        findings = tuple(one for one in findings if one.code != HEARING_MOVED)
    raise_hard(findings)
    soft = tuple(finding for finding in findings if finding.severity is Severity.SOFT)
    if soft:
        if not reason.strip():
            raise NeedsReason(*soft)
        work.require(Action.OVERRIDE_BOOKING)
    return letting_pass(asked, findings), soft


def letting_pass(asked: Wanted, findings: Iterable[Finding]) -> Wanted:
    """The same, and which of it is taken in spite of others by the office's rules: those rows must
    keep nobody away, or the database's guard would refuse them.
    """
    beside = {UUID(str(one.params["resource"])) for one in findings if UNGUARDED in one.params}
    return replace(asked, unguarded=frozenset(beside))


def held(work: Work, form: AppointmentForm) -> Wanted:
    """The form's resources, which nobody else books until the transaction ends."""
    asked = _to_hold(work, form)
    hold(work, asked.ids())
    return asked


def _to_hold(work: Work, form: AppointmentForm, workers: Sequence[Row] | None = None) -> Wanted:
    hold_group(work, form)
    if form.room_id is not None:
        keep_parts(work)
    return wanted(work, form, workers)


def hold_group(work: Work, form: AppointmentForm) -> None:
    """Nobody joins or leaves the group of a session meanwhile; to be asked for before its roster is
    read, and before anything else is held."""
    if form.group_id is not None:
        hold(work, [form.group_id])


def keep_reason(
    work: Work, appointment: Appointment, soft: tuple[Finding, ...], reason: str
) -> dict[str, object]:
    """Keep who decided against the soft findings and why; gives what the audit log says of it."""
    if not soft:
        appointment.override_reason = ""
        appointment.override_by_id = None
        return {}
    appointment.override_reason = reason.strip()[:LONGEST_REASON]
    appointment.override_by_id = work.user.id
    return {
        "overridden": sorted({finding.code for finding in soft}),
        "reason": appointment.override_reason,
    }


@dataclass(frozen=True, slots=True)
class FreeToTake:
    """What is taken `beside` others by the office's rules, and what a new reason is given for."""

    beside: frozenset[UUID] = frozenset()
    soft: tuple[Finding, ...] = ()
    reason: str = ""

    def keep(self, work: Work, appointment: Appointment) -> dict[str, object]:
        """Keep the reason, if it is a new one; gives what the audit log says of it."""
        return keep_reason(work, appointment, self.soft, self.reason) if self.soft else {}


FREE = FreeToTake()


def free_to_take(
    work: Work, appointment: Appointment, form: AppointmentForm, reason: str, *, weighed: bool
) -> FreeToTake:
    """Look whether something tentative or called off may keep others away (again).

    Raises `Refused` with the hard findings. If it is `weighed`, `NeedsReason` with the soft ones,
    unless a reason is given or was given before; that its day has begun was nobody's choice.
    """
    asked = held(work, form)
    findings = findings_of(work, form, asked)
    raise_hard(findings)
    beside = letting_pass(asked, findings).unguarded
    soft = tuple(one for one in findings if one.severity is Severity.SOFT and one.code != _PAST)
    if not weighed or not soft or (appointment.override_reason and not reason.strip()):
        return FreeToTake(beside)
    if not reason.strip():
        raise NeedsReason(*soft)
    work.require(Action.OVERRIDE_BOOKING)
    return FreeToTake(beside, soft, reason)


def take(work: Work, appointment: Appointment, asked: Wanted) -> None:
    """Write the rows of what the appointment takes, at its times.

    A reason given against a soft finding leaves them firm, unless something firm stood in the way
    of just that: nobody else shall come into it. Rooms for several are kept by the rule, not by
    the guard, and so are members of a group, without whom it takes place.
    """
    make_resources(work, asked)
    put_rows(appointment, asked)


def put_rows(appointment: Appointment, asked: Wanted) -> None:
    """The same where each worker, client and household member is a resource already."""
    had = {row.resource_id: row for row in appointment.taken}
    firm = excludes_others(appointment.status)
    alone = {*asked.capacity, *asked.unguarded}
    rows = []
    for resource in asked.resources:
        row = had.get(resource.id) or AppointmentResource(resource_id=resource.id)
        row.kind = ResourceKind.ROOM_PART if resource.id in asked.parts else resource.kind
        apart = resource.id in alone or row.kind is ResourceKind.MEMBER
        row.starts_at = appointment.starts_at
        row.ends_at = appointment.ends_at
        row.blocks = int(firm and not apart)
        rows.append(row)
    appointment.taken = rows


def block_as_status_says(
    work: Work,
    appointment: Appointment,
    before: AppointmentStatus,
    unguarded: frozenset[UUID] = frozenset(),
) -> None:
    """Let the rows follow the appointment's status: whether they keep others away, but for what is
    `unguarded`. Where that stays as it was, so do they.
    """
    if excludes_others(before) == excludes_others(appointment.status):
        return
    row = office_models.Resource
    ids = [taken.resource_id for taken in appointment.taken]
    several = set(work.session.scalars(select(row.id).where(row.id.in_(ids), row.capacity > 1)))
    firm = excludes_others(appointment.status)
    for taken in appointment.taken:
        apart = taken.resource_id in {*several, *unguarded} or taken.kind is ResourceKind.MEMBER
        taken.blocks = int(firm and not apart)


def make_resources(work: Work, asked: Wanted) -> None:
    """A worker, client or household member becomes a resource when first booked."""
    row, known = office_models.Resource, asked.known
    if known is None:
        (rows,) = ask_together(work.session, _known_asked(asked))
        known = frozenset(one for (one,) in rows)
    for one in _people(asked):
        if one.id not in known:
            kind = ResourceKind.WORKER if one.kind is ResourceKind.WORKER else ResourceKind.CLIENT
            work.add(row(id=one.id, kind=kind))
    work.session.flush()


def _known_asked(asked: Wanted) -> Question:
    """What is asked for the people who are resources already, once they are held."""
    return _KNOWN, {"ids": [one.id for one in _people(asked)]}


def _people(asked: Wanted) -> list[Resource]:
    return [one for one in asked.resources if one.kind not in _OWN_ROW]
