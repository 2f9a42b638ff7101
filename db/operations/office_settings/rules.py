"""Deciding how much the rules of the calendar weigh."""

from db.models.calendar import CalendarRule
from db.operations.work import Work
from db.rules.calendar_weights import REASONS, RuleForm, check_rule, decision_id
from db.rules.codes import RuleWeight
from db.rules.findings import Stale, raise_hard
from db.rules.permissions import Action


def save_rule(work: Work, form: RuleForm, form_version: int = 0) -> int:
    """Let a rule weigh so much from now on; gives the new version, which was 0 if nobody had
    decided of it.

    What is booked already stays. Raises `Refused` ("calendar_rule.…") or `Stale`.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_rule(form))
    return _decide(work, form.rule.value, form.weight, form.number, form_version)


def print_reasons(work: Work, printed: bool) -> None:
    """Let day sheets say why something was booked against a rule, or say it no longer.

    Kept among the rules under a code of its own: `INFORMATION` if it is printed, `OFF` if not.
    """
    work.require(Action.MANAGE_OFFICE)
    weight = RuleWeight.INFORMATION if printed else RuleWeight.OFF
    row = work.session.get(CalendarRule, decision_id(REASONS))
    _decide(work, REASONS, weight, None, row.version if row is not None else 0)


def _decide(
    work: Work, code: str, weight: RuleWeight, number: int | None, form_version: int
) -> int:
    record_id = decision_id(code)
    row = work.session.get(CalendarRule, record_id)
    before: list[object] = [None, None]
    if form_version:
        row = work.edit(CalendarRule, record_id, form_version)
        before = [row.weight.value, row.number]
    elif row is None:
        row = work.add(CalendarRule(id=record_id, code=code))
    elif (row.weight, row.number) == (weight, number):
        return row.version  # saved before, and asked for again
    else:
        raise Stale("calendar_rule", record_id)
    row.weight, row.number = weight, number
    work.session.flush()
    after = [weight.value, number]
    work.record("calendar_rule.changed", "calendar_rule", record_id, rule=code, to=[before, after])
    work.changed("calendar_rule", record_id)
    return row.version
