"""What is asked of a household and of its members."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from db.rules.codes import HouseholdType, Housing, Relation
from db.rules.findings import Finding, hard

_CENT = Decimal("0.01")
_MOST_INCOME = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class HouseholdForm:
    """A household. `id` is made by who opens an empty form; income is a year's, before taxes."""

    id: UUID
    kind: HouseholdType = HouseholdType.UNKNOWN
    housing: Housing = Housing.UNKNOWN
    yearly_income: Decimal | None = None
    income_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class MemberForm:
    """A client's time in a household; `relation` is to its head."""

    id: UUID
    household_id: UUID
    client_id: UUID
    relation: Relation
    joined_on: date | None = None


def check_household(form: HouseholdForm, today: date) -> tuple[Finding, ...]:
    """Everything that stands against saving."""
    return tuple(_findings(form, today))


def _findings(form: HouseholdForm, today: date) -> Iterator[Finding]:
    income = form.yearly_income
    if income is not None and not 0 <= income <= _MOST_INCOME:
        yield hard("household.income_impossible", "yearly_income")
    elif income is not None and income != income.quantize(_CENT):
        yield hard("household.income_cents", "yearly_income")
    if form.income_as_of is not None and form.income_as_of > today:
        yield hard("household.income_in_future", "income_as_of")
