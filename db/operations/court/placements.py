"""Where a child lives: one placement after the other, without overlap."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from db.models.case_file import CaseFile, Party
from db.models.client import OutsidePerson
from db.models.court import Placement
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.rules.codes import PlacementKind
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.text_fields import stripped


@dataclass(frozen=True)
class PlacementForm:
    """A placement as it is typed; `client_id` None means the case's main client.

    `with_siblings` and `original_school` are None where nobody knows.
    """

    id: UUID
    case_id: UUID
    kind: PlacementKind
    started_on: date
    client_id: UUID | None = None
    provider_id: UUID | None = None
    ended_on: date | None = None
    with_siblings: bool | None = None
    original_school: bool | None = None
    ended_because: str = ""
    version: int = 0


def add_placement(work: Work, form: PlacementForm) -> None:
    """Add a placement. It ends the child's running one, if that began earlier."""
    form = stripped(form)
    case = case_to_change(work, form.case_id)
    client_id = form.client_id or case.client_id
    _end_running(work, form, client_id)
    raise_hard(_findings(work, case, form, client_id))
    placement = Placement(id=form.id, case_id=form.case_id, client_id=client_id)
    _fill(placement, form)
    work.add(placement)
    work.session.flush()
    work.record("placement.added", "placement", placement.id, case=str(form.case_id))
    work.changed("case", form.case_id)


def change_placement(work: Work, form: PlacementForm) -> None:
    """Correct a placement or end it. Whose it is stays."""
    form = stripped(form)
    placement = work.session.get(Placement, form.id)
    if placement is None:
        raise Refused(hard("record.gone", kind="placement"))
    case = case_to_change(work, placement.case_id)
    if form.case_id != case.id or placement.client_id != (form.client_id or case.client_id):
        raise Refused(hard("placement.child_stays", "client_id"))
    raise_hard(_findings(work, case, form, placement.client_id))
    work.edit(Placement, form.id, form.version)
    _fill(placement, form)
    work.record("placement.changed", "placement", placement.id)
    work.changed("case", case.id)


def _end_running(work: Work, form: PlacementForm, client_id: UUID) -> None:
    running = select(Placement).where(
        Placement.client_id == client_id,
        Placement.ended_on.is_(None),
        Placement.started_on < form.started_on,
    )
    for placement in work.session.scalars(running):
        work.touch(placement).ended_on = form.started_on
        work.record("placement.ended", "placement", placement.id)


def _findings(work: Work, case: CaseFile, form: PlacementForm, client_id: UUID) -> list[Finding]:
    found = []
    is_party = select(Party.id).where(Party.case_id == case.id, Party.client_id == client_id)
    if client_id != case.client_id and work.session.scalars(is_party).first() is None:
        found.append(hard("placement.not_a_party", "client_id"))
    if form.started_on > work.today:
        found.append(hard("placement.in_future", "started_on"))
    if form.ended_on and form.ended_on < form.started_on:
        found.append(hard("placement.ends_before_start", "ended_on", day=form.started_on))
    if form.provider_id and work.session.get(OutsidePerson, form.provider_id) is None:
        found.append(hard("record.gone", "provider_id", kind="outside_person"))
    if len(form.ended_because.strip()) > 300:
        found.append(hard("placement.reason_too_long", "ended_because", longest=300))
    overlapping = select(Placement.started_on).where(
        Placement.client_id == client_id,
        Placement.id != form.id,
        or_(Placement.ended_on.is_(None), Placement.ended_on > form.started_on),
    )
    if form.ended_on:
        overlapping = overlapping.where(Placement.started_on < form.ended_on)
    other = work.session.scalars(overlapping).first()
    if other is not None:
        found.append(hard("placement.overlaps", "started_on", day=other))
    return found


def _fill(placement: Placement, form: PlacementForm) -> None:
    placement.kind = form.kind
    placement.provider_id = form.provider_id
    placement.started_on = form.started_on
    placement.ended_on = form.ended_on
    placement.with_siblings = form.with_siblings
    placement.original_school = form.original_school
    placement.ended_because = form.ended_because.strip()
