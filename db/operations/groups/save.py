"""Making a group, and changing one."""

from sqlalchemy import select

from db.models.group import SupportGroup
from db.models.office import Program, Resource
from db.models.staff import Staff
from db.operations.locks import hold
from db.operations.work import Work
from db.queries.groups.group_form import GroupForm
from db.queries.groups.joining import sessions_ahead
from db.queries.groups.roster import roster
from db.rules.codes import MemberState, ResourceKind
from db.rules.findings import Finding, hard, raise_hard
from db.rules.groups import group_findings
from db.rules.names import fold
from db.rules.permissions import Action
from db.rules.text_fields import stripped


def save_group(work: Work, form: GroupForm) -> int:
    """Save a group; gives its version. A new form whose id is there already saves nothing.

    Raises `Stale`, or `Refused` field by field: "group.name_missing", "group.name_taken",
    "group.capacity_wrong", "group.more_members" (more have a place than there would be), and
    "group.sessions_ahead" where a group is closed that has sessions to come.
    """
    work.require(Action.EDIT_CASES)
    form = stripped(form)
    hold(work, [form.id])  # nobody joins meanwhile
    already = work.session.get(SupportGroup, form.id)
    if already is not None and not form.version:
        return already.version
    raise_hard(_findings(work, form))
    if form.version:
        group = work.edit(SupportGroup, form.id, form.version)
    else:
        group = SupportGroup(id=form.id)
    group.name = form.name
    group.about = form.about
    group.leader_id = form.leader_id
    group.room_id = form.room_id
    group.program_id = form.program_id
    group.capacity = form.capacity
    group.active = form.active
    if not form.version:
        work.add(group)
    work.session.flush()
    work.record("group.changed" if form.version else "group.made", "group", group.id)
    work.changed("group", group.id)
    return group.version


def _findings(work: Work, form: GroupForm) -> list[Finding]:
    members = roster(work, [form.id], [MemberState.MEMBER])
    others = work.session.execute(select(SupportGroup.id, SupportGroup.name)).all()
    taken = any(one != form.id and fold(name) == fold(form.name) for one, name in others)
    found = [*group_findings(form.name, form.capacity, len(members), taken=taken)]
    if work.session.get(Staff, form.leader_id) is None:
        found.append(hard("appointment.unknown_worker", "leader_id"))
    room = work.session.get(Resource, form.room_id) if form.room_id else None
    if form.room_id and (room is None or room.kind is not ResourceKind.ROOM):
        found.append(hard("appointment.unknown_room", "room_id"))
    if form.program_id and work.session.get(Program, form.program_id) is None:
        found.append(hard("record.gone", "program_id", kind="program"))
    if form.version and not form.active and sessions_ahead(work, form.id):
        found.append(hard("group.sessions_ahead", "active"))
    return found
