"""How clients are related to each other and to people outside."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from db.models.client import OutsidePerson, Relationship
from db.operations.work import Work
from db.queries.visibility import client_to_see
from db.rules.codes import Relation
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class RelationshipForm:
    """`client_id` is the `relation` of the other, a client or an outside person."""

    id: UUID
    client_id: UUID
    relation: Relation
    other_client_id: UUID | None = None
    other_person_id: UUID | None = None


def relate(work: Work, form: RelationshipForm) -> UUID:
    """Record a relationship once; it is shown from both ends.

    Raises `Refused`: "relationship.no_other", "relationship.with_oneself",
    "relationship.head_is_of_households", "relationship.already_there".
    """
    work.require(Action.EDIT_CLIENTS)
    if work.session.get(Relationship, form.id) is not None:
        return form.id
    client_to_see(work, form.client_id)
    if (form.other_client_id is None) == (form.other_person_id is None):
        raise Refused(hard("relationship.no_other", "other"))
    if form.other_client_id == form.client_id:
        raise Refused(hard("relationship.with_oneself", "other"))
    if form.relation is Relation.HEAD:
        raise Refused(hard("relationship.head_is_of_households", "relation"))
    if form.other_client_id is not None:
        client_to_see(work, form.other_client_id)
    elif work.session.get(OutsidePerson, form.other_person_id) is None:
        raise Refused(hard("person.unknown", "other"))
    _refuse_second(work, form)
    work.session.add(
        Relationship(
            id=form.id,
            client_id=form.client_id,
            other_client_id=form.other_client_id,
            other_person_id=form.other_person_id,
            relation=form.relation,
        )
    )
    work.session.flush()
    _record(work, "relationship.added", form.id)
    return form.id


def change_relationship(work: Work, relationship_id: UUID, relation: Relation) -> None:
    """Correct what a client is of the other."""
    row = _to_change(work, relationship_id)
    if relation is Relation.HEAD:
        raise Refused(hard("relationship.head_is_of_households", "relation"))
    before, row.relation = row.relation, relation
    _record(work, "relationship.changed", row.id, relation=[before.value, relation.value])


def end_relationship(work: Work, relationship_id: UUID, ended_on: date) -> None:
    """Say when a relationship ended (a divorce, a guardianship); the trace stays."""
    row = _to_change(work, relationship_id)
    if row.ended_on is not None and row.ended_on != ended_on:
        raise Refused(hard("relationship.ended_already", "ended_on", day=row.ended_on))
    if ended_on > work.today:
        raise Refused(hard("relationship.ended_in_future", "ended_on"))
    row.ended_on = ended_on
    _record(work, "relationship.ended", row.id, ended_on=ended_on.isoformat())


def remove_relationship(work: Work, relationship_id: UUID) -> None:
    """Take back a relationship that was entered by mistake."""
    row = _to_change(work, relationship_id)
    _record(work, "relationship.removed", row.id, relation=row.relation.value)
    work.session.delete(row)


def _to_change(work: Work, relationship_id: UUID) -> Relationship:
    work.require(Action.EDIT_CLIENTS)
    row = work.session.get(Relationship, relationship_id)
    if row is None:
        raise Refused(hard("record.gone", kind="relationship"))
    client_to_see(work, row.client_id)
    if row.other_client_id is not None:
        client_to_see(work, row.other_client_id)
    return row


def _refuse_second(work: Work, form: RelationshipForm) -> None:
    a, b = form.client_id, form.other_client_id
    if b is not None:
        turned = (Relationship.client_id == b) & (Relationship.other_client_id == a)
        straight = (Relationship.client_id == a) & (Relationship.other_client_id == b)
        pair = or_(straight, turned)
    else:
        of_person = Relationship.other_person_id == form.other_person_id
        pair = (Relationship.client_id == a) & of_person
    found = select(Relationship.id).where(pair, Relationship.ended_on.is_(None))
    if work.session.scalar(found.limit(1)) is not None:
        raise Refused(hard("relationship.already_there", "other"))


def _record(work: Work, action: str, relationship_id: UUID, **details: object) -> None:
    row = work.session.get_one(Relationship, relationship_id)
    others = {"client": row.other_client_id, "person": row.other_person_id}
    of = {name: one.hex for name, one in others.items() if one is not None}
    work.record(action, "client", row.client_id, **details, **of)
    work.changed("client", row.client_id, *filter(None, [row.other_client_id]))
