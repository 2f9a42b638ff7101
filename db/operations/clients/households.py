"""Households: making one, who moves in, who moves out."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.client import Household, HouseholdMember
from db.operations.work import Work
from db.queries.visibility import client_to_see
from db.rules.codes import Relation
from db.rules.findings import Refused, Stale, hard, raise_hard
from db.rules.household import HouseholdForm, MemberForm, check_household
from db.rules.permissions import Action

_RELATION = "household.relation_changed"


def make_household(work: Work, form: HouseholdForm, *members: MemberForm) -> UUID:
    """Make a household with its first members. A form whose id is there already adds nothing."""
    work.require(Action.EDIT_CLIENTS)
    if work.session.get(Household, form.id) is not None:
        return form.id
    raise_hard(check_household(form, work.today))
    household = work.add(Household(id=form.id))
    _fill(household, form)
    work.session.flush()
    work.record("household.made", "household", form.id)
    work.changed("household", form.id)
    for member in members:
        add_household_member(work, member)
    return form.id


def change_household(work: Work, form: HouseholdForm, form_version: int) -> int:
    """Save type, housing and income; gives the new version."""
    work.require(Action.EDIT_CLIENTS)
    raise_hard(check_household(form, work.today))
    household = work.edit(Household, form.id, form_version)
    _fill(household, form)
    work.session.flush()
    work.record("household.changed", "household", form.id)
    work.changed("household", form.id)
    return household.version


def add_household_member(work: Work, form: MemberForm) -> UUID:
    """Let a client live in a household from a day on.

    Raises `Refused`: "household.lives_elsewhere" while the client is a member of another one,
    "household.already_member", "household.second_head", "household.joined_in_future".
    """
    work.require(Action.EDIT_CLIENTS)
    if work.session.get(HouseholdMember, form.id) is not None:
        return form.id
    client = client_to_see(work, form.client_id)
    household = work.session.get(Household, form.household_id)
    if household is None:
        raise Refused(hard("record.gone", kind="household"))
    if form.joined_on is not None and form.joined_on > work.today:
        raise Refused(hard("household.joined_in_future", "joined_on"))
    living = select(HouseholdMember.household_id).where(
        HouseholdMember.client_id == client.id, HouseholdMember.left_on.is_(None)
    )
    for lives_in in work.session.scalars(living):
        code = "already_member" if lives_in == form.household_id else "lives_elsewhere"
        raise Refused(hard(f"household.{code}", "client_id"))
    _refuse_second_head(work, form.household_id, form.relation)
    work.session.add(
        HouseholdMember(
            id=form.id,
            household_id=form.household_id,
            client_id=form.client_id,
            relation=form.relation,
            joined_on=form.joined_on,
        )
    )
    work.touch(household)
    work.session.flush()
    _record(work, "household.joined", household, form.client_id, relation=form.relation.value)
    return form.id


def change_household_relation(
    work: Work, member_id: UUID, relation: Relation, shown: Relation | None = None
) -> None:
    """Say what a member is of the head.

    `shown` is what the form opened with. Raises `Refused` with "household.second_head", or
    `Stale` if somebody else said something else meanwhile.
    """
    member, household = _member(work, member_id)
    if shown is not None and member.relation is not shown:
        raise Stale("household_member", household.id, _RELATION)
    if member.relation is relation:
        return
    _refuse_second_head(work, household.id, relation)
    before, member.relation = member.relation, relation
    work.touch(household)
    work.session.flush()
    told = [before.value, relation.value]
    _record(work, _RELATION, household, member.client_id, relation=told)


def leave_household(work: Work, member_id: UUID, left_on: date) -> None:
    """End a member's time in a household; the trace stays.

    Raises `Refused`: "household.left_in_future", "household.left_before_joining", and
    "household.left_already" where somebody else ended it on another day.
    """
    member, household = _member(work, member_id)
    if member.left_on is not None and member.left_on != left_on:
        raise Refused(hard("household.left_already", "left_on", day=member.left_on))
    if left_on > work.today:
        raise Refused(hard("household.left_in_future", "left_on"))
    if member.joined_on is not None and left_on < member.joined_on:
        raise Refused(hard("household.left_before_joining", "left_on"))
    member.left_on = left_on
    work.touch(household)
    work.session.flush()
    _record(work, "household.left", household, member.client_id, left_on=left_on.isoformat())


def _member(work: Work, member_id: UUID) -> tuple[HouseholdMember, Household]:
    work.require(Action.EDIT_CLIENTS)
    member = work.session.get(HouseholdMember, member_id)
    if member is None:
        raise Refused(hard("record.gone", kind="household_member"))
    client_to_see(work, member.client_id)
    return member, work.session.get_one(Household, member.household_id)


def _refuse_second_head(work: Work, household_id: UUID, relation: Relation) -> None:
    if relation is not Relation.HEAD:
        return
    heads = select(HouseholdMember.id).where(
        HouseholdMember.household_id == household_id,
        HouseholdMember.relation == Relation.HEAD,
        HouseholdMember.left_on.is_(None),
    )
    if work.session.scalar(heads.limit(1)) is not None:
        raise Refused(hard("household.second_head", "relation"))


def _record(
    work: Work, action: str, household: Household, client_id: UUID, **details: object
) -> None:
    work.record(action, "household", household.id, client=client_id.hex, **details)
    work.changed("household", household.id)
    work.changed("client", client_id)


def _fill(household: Household, form: HouseholdForm) -> None:
    household.kind = form.kind
    household.housing = form.housing
    household.yearly_income = form.yearly_income
    household.income_as_of = form.income_as_of
