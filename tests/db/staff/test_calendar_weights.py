"""How much the rules of the calendar weigh, teams, and how many appointments a day."""

from dataclasses import replace

import pytest

from db.operations.office_settings.rules import print_reasons, save_rule
from db.operations.staff.details import change_staff
from db.queries.calendar.check import check
from db.queries.calendar.day_sheet import day_sheet_data
from db.queries.rule_choices import prints_reasons, rule_forms
from db.queries.staff import staff_form, teams
from db.rules.calendar_weights import RuleForm
from db.rules.codes import Role, RuleWeight
from db.rules.findings import Refused, Severity, Stale
from db.rules.scheduling.weights import RULES, Rule
from tests.db.bench import Bench
from tests.db.calendar.made import TUESDAY, at, booked, form


def test_what_is_decided_of_a_rule_counts_in_the_next_check(bench: Bench) -> None:
    mara = bench.worker("mara")
    late = form(bench, "18:00", "19:00", workers=(mara.id,))
    for weight, severity in (
        (RuleWeight.HARD, Severity.HARD),
        (RuleWeight.INFORMATION, Severity.INFORMATION),
    ):
        opened = next(o for o in bench.read(rule_forms) if o.form.rule is Rule.OUTSIDE_HOURS)
        bench.write(save_rule, replace(opened.form, weight=weight), opened.version)
        assert [one.severity for one in bench.read(check, late)] == [severity]
    bench.write(save_rule, RuleForm(Rule.OUTSIDE_HOURS, RuleWeight.OFF), 2)
    assert bench.read(check, late) == ()


def test_the_office_says_how_many_a_day_and_a_worker_may_take_fewer(bench: Bench) -> None:
    mara = bench.worker("mara")
    bench.write(save_rule, RuleForm(Rule.MOST_A_DAY, RuleWeight.SOFT, 2))
    for starts, ends in (("9:00", "10:00"), ("11:00", "12:00")):
        booked(bench, starts, ends, workers=(mara.id,))
    third = form(bench, "13:00", "14:00", workers=(mara.id,))
    assert [one.code for one in bench.read(check, third)] == ["appointment.most_a_day"]
    opened = bench.read(staff_form, mara.id)
    bench.write(change_staff, replace(opened.form, most_a_day=3), opened.version)
    assert bench.read(check, third) == ()


def test_undecided_rules_are_as_usual_and_what_changed_meanwhile_is_stale(bench: Bench) -> None:
    usual = {choice.rule: choice.usual for choice in RULES}
    assert {o.form.rule: o.form.weight for o in bench.read(rule_forms)} == usual
    loose = RuleForm(Rule.TRAVEL, RuleWeight.INFORMATION)
    assert bench.write(save_rule, loose) == 1
    assert bench.write(save_rule, loose) == 1
    with pytest.raises(Stale):
        bench.write(save_rule, replace(loose, weight=RuleWeight.HARD))


def test_what_keeps_people_apart_is_never_switched_off(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"calendar_rule\.weight"):
        bench.write(save_rule, RuleForm(Rule.WORKER_BUSY, RuleWeight.OFF))
    with pytest.raises(Refused, match=r"calendar_rule\.number"):
        bench.write(save_rule, RuleForm(Rule.MOST_A_DAY, RuleWeight.SOFT, 0))


def test_reasons_stand_on_the_day_sheet_unless_the_office_likes_otherwise(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, "18:00", "19:00", workers=(mara.id,), reason="Father works late")
    day = at(bench, "9:00", TUESDAY).date()
    for printed, words in ((None, "Father works late"), (False, ""), (True, "Father works late")):
        if printed is not None:
            bench.write(print_reasons, printed)
            assert bench.read(prints_reasons) is printed
        (line,) = bench.read(day_sheet_data, mara.id, day).lines
        assert line.override_reason == words


def test_a_team_is_what_somebody_is_put_into(bench: Bench) -> None:
    mara, noor = bench.worker("mara"), bench.worker("noor")
    for who, team in ((mara, "Intake"), (noor, " Court ")):
        opened = bench.read(staff_form, who.id)
        bench.write(change_staff, replace(opened.form, team=team), opened.version)
    assert bench.read(teams) == ("Court", "Intake")
    opened = bench.read(staff_form, mara.id)
    with pytest.raises(Refused, match=r"calendar_rule\.number"):
        bench.write(change_staff, replace(opened.form, most_a_day=0), opened.version)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST])
def test_nobody_else_decides_nor_puts_themselves_into_a_team(bench: Bench, role: Role) -> None:
    other = bench.as_role(role)
    with pytest.raises(Refused, match=r"permission\.denied"):
        other.write(save_rule, RuleForm(Rule.TRAVEL, RuleWeight.OFF))
    with pytest.raises(Refused, match=r"permission\.denied"):
        other.write(print_reasons, False)
    opened = other.read(staff_form, other.user.id)
    with pytest.raises(Refused, match=r"permission\.denied"):
        other.write(change_staff, replace(opened.form, most_a_day=1), opened.version)
