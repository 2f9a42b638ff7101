"""Deciding how much a rule of the calendar weighs: what is asked of such a decision."""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from db.rules.codes import RuleWeight
from db.rules.findings import Finding, hard
from db.rules.scheduling.weights import CHOICES, Rule

MOST_A_DAY = 50
REASONS = "print_reasons"  # no rule: whether reasons given against rules are printed


@dataclass(frozen=True, slots=True)
class RuleForm:
    """How much a rule weighs, and the number by which it counts, if it counts."""

    rule: Rule
    weight: RuleWeight
    number: int | None = None

    @property
    def id(self) -> UUID:
        """The same wherever a rule is decided of."""
        return decision_id(self.rule.value)


def decision_id(code: str) -> UUID:
    """The id of what is decided under a code: two people decide of one record."""
    return uuid5(NAMESPACE_OID, f"calendar_rule.{code}")


def check_rule(form: RuleForm) -> tuple[Finding, ...]:
    """Everything that stands against deciding so."""
    choice = CHOICES[form.rule]
    found = []
    if form.weight not in choice.may_be:
        found.append(hard("calendar_rule.weight", "weight"))
    if form.number is not None and not choice.counts:
        raise ValueError("this rule counts nothing")
    if form.number is not None and not 1 <= form.number <= MOST_A_DAY:
        found.append(hard("calendar_rule.number", "number", most=MOST_A_DAY))
    return tuple(found)
