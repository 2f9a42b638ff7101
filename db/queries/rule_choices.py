"""The rules of the calendar as the office decided of them, for who changes that."""

from sqlalchemy import select

from db.models.calendar import CalendarRule
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.rules.calendar_weights import REASONS, RuleForm
from db.rules.codes import RuleWeight
from db.rules.scheduling.weights import RULES


def rule_forms(reading: Reading) -> tuple[Opened[RuleForm], ...]:
    """Every rule, in order; one that was not decided of weighs as usual and is of version 0."""
    rows = {row.code: row for row in reading.session.scalars(select(CalendarRule))}
    found = []
    for choice in RULES:
        row = rows.get(choice.rule.value)
        if row is None:
            found.append(Opened(RuleForm(choice.rule, choice.usual), 0))
            continue
        weight = row.weight if row.weight in choice.may_be else choice.usual
        number = row.number if choice.counts else None
        found.append(Opened(RuleForm(choice.rule, weight, number), row.version))
    return tuple(found)


def prints_reasons(reading: Reading) -> bool:
    """Whether day sheets say why something was booked against a rule; they do if nobody decided."""
    asked = select(CalendarRule.weight).where(CalendarRule.code == REASONS)
    return reading.session.scalar(asked) is not RuleWeight.OFF
