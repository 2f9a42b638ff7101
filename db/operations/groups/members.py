"""Who joins a group, who waits for a place, and who leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentResource
from db.models.group import GroupMember, SupportGroup
from db.operations.calendar.saving import make_resources
from db.operations.calendar.series_rows import count_as_changed, reason_said
from db.operations.locks import hold
from db.operations.work import Work
from db.queries.calendar.named import Wanted
from db.queries.groups.joining import SessionCollision, collisions, sessions_ahead
from db.queries.groups.roster import group_to_see, roster
from db.queries.visibility import client_to_see
from db.rules.appointment_steps import CANCELLED, EXPECTED
from db.rules.codes import MemberState, ResourceKind
from db.rules.findings import Finding, NeedsReason, Refused, Severity, Stale, hard, raise_hard
from db.rules.groups import in_turn, joins_as, taking_findings
from db.rules.permissions import Action
from db.rules.scheduling import Resource, local
from db.rules.text_fields import storable

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """Somebody who is to join. `since` is today or earlier; `id` is the new membership's."""

    id: UUID
    group_id: UUID
    client_id: UUID
    since: date


@dataclass(frozen=True, slots=True)
class Joined:
    """Whether they have a place or wait, how many sessions they were taken into, and the sessions
    that they are not on because the calendar's rules refuse it.
    """

    state: MemberState
    sessions: int
    left_out: tuple[SessionCollision, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftGroup:
    """What to hand to `stay_after_all`, if it was a mistake."""

    id: UUID
    version: int
    before: MemberState


def add_member(work: Work, form: AddMember, reason: str = "") -> Joined:
    """Take a client into a group: onto the roster and into every session ahead if a place is free
    and nobody waits, else onto the waiting list.

    Raises `NeedsReason` where they are busy at a session ahead and no reason is given; `Refused`:
    "group.unknown", "group.closed", "client.unknown", "group.already_in", "group.since_ahead". A
    form whose id is there already does nothing.
    """
    group = _held(work, form.group_id)
    already = work.session.get(GroupMember, form.id)
    if already is not None:
        return Joined(already.state, 0)
    client_to_see(work, form.client_id)
    if form.since > work.today:
        raise Refused(hard("group.since_ahead", "since"))
    rows = roster(work, [group.id])
    if any(one.client_id == form.client_id for one in rows):
        raise Refused(hard("group.already_in", "client"))
    waiting = sum(1 for one in rows if one.state is MemberState.WAITING)
    state = joins_as(group.capacity, len(rows) - waiting, waiting)
    member = GroupMember(
        id=form.id,
        group_id=group.id,
        client_id=form.client_id,
        state=state,
        since=form.since,
        reason_left="",
    )
    joined = Joined(state, 0)
    said: dict[str, object] = {}
    if state is MemberState.MEMBER:
        joined, said = _take_in(work, member, (), reason)
    work.add(member)
    act = "group.joined" if state is MemberState.MEMBER else "group.waits"
    _tell(work, act, member, **said)
    return joined


def take_from_waiting(work: Work, member_id: UUID, version: int, reason: str = "") -> Joined:
    """Give somebody who waits a free place.

    Raises `Refused` with "group.full" or "group.not_waiting", `Stale`, and `NeedsReason` also where
    others wait longer ("group.out_of_turn").
    """
    member, group = _open_member(work, member_id, version)
    if member.state is not MemberState.WAITING:
        raise Refused(hard("group.not_waiting"))
    rows = roster(work, [group.id])
    queue = in_turn(one for one in rows if one.state is MemberState.WAITING)
    before = [one.id for one in queue].index(member.id)
    found = taking_findings(group.capacity, len(rows) - len(queue), before)
    raise_hard(found)
    joined, said = _take_in(work, member, found, reason)
    work.touch(member)
    member.state, member.since = MemberState.MEMBER, work.today
    _tell(work, "group.taken_from_waiting", member, **said)
    return joined


def leave_group(
    work: Work, member_id: UUID, version: int, until: date, reason: str = ""
) -> LeftGroup:
    """Let somebody leave the roster or the waiting list; sessions after their last day go on
    without them, earlier ones keep them. `until` is that day, today or earlier.

    Raises `Refused` ("group.left_already", "group.until_wrong") or `Stale`.
    """
    member, group = _open_member(work, member_id, version, closed=True)
    if member.state is MemberState.LEFT:
        raise Refused(hard("group.left_already"))
    if not member.since <= until <= work.today:
        raise Refused(hard("group.until_wrong", "until", since=member.since))
    if member.state is MemberState.MEMBER:
        for session in sessions_ahead(work, group.id, EXPECTED | CANCELLED):
            if local(session.starts_at, work.zone).date() > until:
                _take_out(work, session, member.client_id)
    work.touch(member)
    before, member.state, member.until = member.state, MemberState.LEFT, until
    member.reason_left = storable(reason).strip()[:LONGEST_REASON]
    _tell(work, "group.left", member)
    return LeftGroup(member.id, member.version, before)


def stay_after_all(work: Work, left: LeftGroup) -> Joined:
    """Undo a `leave_group`: they have their place again, and are on the sessions ahead, or wait for
    as long as before.

    Nobody is asked why: they return to where they were. Raises `Refused` with "group.not_undone" if
    they were changed since or have joined anew, with "group.full" if the place was given away.
    """
    member, group = _open_member(work, left.id, None)
    rows = roster(work, [group.id])
    again = any(one.client_id == member.client_id for one in rows)
    if member.version != left.version or member.state is not MemberState.LEFT or again:
        raise Refused(hard("group.not_undone"))
    joined = Joined(left.before, 0)
    said: dict[str, object] = {}
    if left.before is MemberState.MEMBER:
        members = sum(1 for one in rows if one.state is MemberState.MEMBER)
        raise_hard(taking_findings(group.capacity, members, 0))
        joined, said = _take_in(work, member, (), "", back=True)
    work.touch(member)
    member.state, member.until, member.reason_left = left.before, None, ""
    _tell(work, "group.stays", member, **said)
    return joined


def _held(work: Work, group_id: UUID, *, closed: bool = False) -> SupportGroup:
    """The group, whose roster and sessions stay as they are until the transaction ends."""
    work.require(Action.BOOK)
    hold(work, [group_id])
    group = group_to_see(work, group_id)
    if not (group.active or closed):
        raise Refused(hard("group.closed"))
    return group


def _open_member(
    work: Work, member_id: UUID, version: int | None, *, closed: bool = False
) -> tuple[GroupMember, SupportGroup]:
    work.require(Action.BOOK)
    group_id = work.session.scalar(select(GroupMember.group_id).where(GroupMember.id == member_id))
    if group_id is None:
        raise Refused(hard("record.gone", kind="group_member"))
    group = _held(work, group_id, closed=closed)
    member = work.session.get_one(GroupMember, member_id)
    client_to_see(work, member.client_id)
    if version is not None and member.version != version:
        raise Stale("group_member", member_id)
    return member, group


def _take_in(
    work: Work,
    member: GroupMember,
    against: Sequence[Finding],
    reason: str,
    *,
    back: bool = False,
) -> tuple[Joined, dict[str, object]]:
    """Take somebody into the sessions ahead, as far as the calendar lets them; gives what the audit
    log says of it."""
    hold(work, [member.client_id])
    ahead = sessions_ahead(work, member.group_id)
    found = collisions(work, ahead, member.client_id)
    left_out = tuple(one for one in found if any(f.severity is Severity.HARD for f in one.findings))
    refused = {one.appointment_id for one in left_out}
    asking = (
        *against,
        *(f for one in found if one.appointment_id not in refused for f in one.findings),
    )
    if asking and not back:
        if not reason.strip():
            raise NeedsReason(*asking)
        work.require(Action.OVERRIDE_BOOKING)
    name = Resource(member.client_id, ResourceKind.CLIENT, "")
    make_resources(work, Wanted((name,), {}))
    taken = [session for session in ahead if session.id not in refused]
    # Of what was cancelled the cancellation may be taken back.
    for session in (*taken, *sessions_ahead(work, member.group_id, CANCELLED)):
        count_as_changed(work, session)
        session.taken.append(
            AppointmentResource(
                resource_id=member.client_id,
                kind=ResourceKind.MEMBER,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                blocks=0,
            )
        )
    work.session.flush()
    work.changed("appointment", *(session.id for session in taken))
    said: dict[str, object] = {"sessions": len(taken), "left_out": len(left_out)}
    if not back:
        said |= reason_said({one.code for one in asking}, reason)
    return Joined(MemberState.MEMBER, len(taken), left_out), said


def _take_out(work: Work, session: Appointment, client_id: UUID) -> None:
    if all(row.resource_id != client_id for row in session.taken):
        return
    count_as_changed(work, session)
    session.taken = [row for row in session.taken if row.resource_id != client_id]
    work.session.flush()
    work.changed("appointment", session.id)


def _tell(work: Work, action: str, member: GroupMember, **said: object) -> None:
    """In the client's name, so that it goes where the client's records go."""
    work.session.flush()
    work.record(action, "client", member.client_id, group=str(member.group_id), **said)
    work.changed("group", member.group_id)
    work.changed("client", member.client_id)
