"""A finding as heavy as the office lets its rule weigh."""

from collections.abc import Iterable

from db.rules.codes import RuleWeight
from db.rules.findings import Finding, Severity
from db.rules.scheduling.proposal import UNPROMISED, Taken
from db.rules.scheduling.weights import CalendarRules, Rule

_HEAVIEST_FIRST = list(RuleWeight)


def weighed(
    code: str, weight: RuleWeight, field: str = "", **params: object
) -> tuple[Finding, ...]:
    """The finding, or none where the rule is off."""
    if weight is RuleWeight.OFF:
        return ()
    return (Finding(code, Severity(weight.value), field, params),)


def lighter(weights: Iterable[RuleWeight]) -> RuleWeight:
    """That of several weights which weighs least."""
    return max(weights, key=_HEAVIEST_FIRST.index)


def weight_against(rules: CalendarRules, rule: Rule, row: Taken) -> RuleWeight:
    """How much a rule weighs against what is booked: less where that is not promised yet, or was
    booked against a rule itself and therefore keeps nobody away.
    """
    if row.blocks:
        return rules.weight(rule)
    promised = row.status not in UNPROMISED
    beside = RuleWeight.SOFT if promised else rules.weight(Rule.TENTATIVE)
    return lighter((rules.weight(rule), beside))
