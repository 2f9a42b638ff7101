"""The rules of the calendar, the team of a worker, and a state's holidays, as they are chosen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from db.operations.office_settings.rules import save_rule
from db.queries.office_settings import closures
from db.queries.rule_choices import prints_reasons, rule_forms
from db.queries.staff import staff_form
from db.rules.calendar_weights import RuleForm
from db.rules.codes import RuleWeight
from db.rules.scheduling.weights import Rule
from tests.ui.office.driver import dialog
from ui.dialogs.form_dialog import FormDialog
from ui.pages.office import OfficePage
from ui.pages.office.rules import RulesPart


def office(page: OfficePage) -> Any:
    return page.context.runner.office  # type: ignore[attr-defined]


def rules(page: OfficePage) -> RulesPart:
    page.show_part("rules")
    assert isinstance(page.part, RulesPart)
    return page.part


def decided(page: OfficePage, rule: Rule) -> RuleForm:
    found: RuleForm = next(o.form for o in office(page).read(rule_forms) if o.form.rule is rule)
    return found


def choose(part: RulesPart, rule: Rule, weight: RuleWeight) -> None:
    choice = part.lines[rule].choice
    choice.setCurrentIndex(choice.values().index(weight))


def test_a_weight_counts_at_once_and_is_undone(page: OfficePage) -> None:
    undo: list[Callable[[], object]] = []
    page.context.on_notify = lambda text, back: undo.append(back)  # type: ignore[attr-defined]
    part = rules(page)
    line = part.lines[Rule.ROOM_TAKEN]
    assert line.weight is RuleWeight.HARD and line.aside.isHidden()
    assert RuleWeight.OFF not in line.choice.values()
    choose(part, Rule.ROOM_TAKEN, RuleWeight.SOFT)
    assert decided(page, Rule.ROOM_TAKEN).weight is RuleWeight.SOFT
    assert not line.aside.isHidden()
    undo[-1]()
    assert decided(page, Rule.ROOM_TAKEN).weight is RuleWeight.HARD
    assert line.weight is RuleWeight.HARD


def test_the_most_a_day_is_a_number_beside_its_weight(page: OfficePage) -> None:
    part = rules(page)
    most = part.lines[Rule.MOST_A_DAY].most
    most.setCurrentIndex(most.values().index(6))
    assert decided(page, Rule.MOST_A_DAY).number == 6
    assert part.lines[Rule.TRAVEL].most.isHidden()


def test_what_a_colleague_chose_meanwhile_is_shown_and_not_overwritten(page: OfficePage) -> None:
    part = rules(page)
    office(page).write(save_rule, RuleForm(Rule.TRAVEL, RuleWeight.HARD))
    choose(part, Rule.TRAVEL, RuleWeight.OFF)
    assert decided(page, Rule.TRAVEL).weight is RuleWeight.HARD
    assert part.lines[Rule.TRAVEL].weight is RuleWeight.HARD


def test_reasons_are_printed_or_not(page: OfficePage) -> None:
    part = rules(page)
    assert part.printed.value()
    part.printed.click()
    assert office(page).read(prints_reasons) is False


def test_a_team_is_typed_and_offered_to_the_next(page: OfficePage) -> None:
    for name, team in (("Ana", "Intake"), ("Sam", "Intake")):
        page.show_part("staff")
        shown: Any = page.part
        row = next(one for one in shown.model.rows() if one.display_name == name)
        shown.list.select(row.id)
        shown.change_details()
        asked = dialog(FormDialog)
        field = asked.form.field("team").control
        assert isinstance(field, QLineEdit)
        assert field.suggested() == ([] if name == "Ana" else ["Intake"])
        field.setText(team)
        asked.form.field("most_a_day").control.set_value(5)
        asked.save()
        form = office(page).read(staff_form, row.id).form
        assert (form.team, form.most_a_day) == ("Intake", 5)


def test_a_states_own_days_are_offered_and_the_state_is_remembered(page: OfficePage) -> None:
    page.show_part("hours")
    shown: Any = page.part
    shown.suggest()
    asked = dialog(FormDialog)
    state, days = (asked.form.field(name).control for name in ("subdivision", "days"))
    country = set(days.values())
    state.setCurrentIndex(state.values().index("MA"))
    own = set(days.values()) - country
    assert own
    days.set_value(own)
    asked.save()
    assert {one.form.first_day for one in office(page).read(closures)} == own
    shown.suggest()
    assert dialog(FormDialog).form.value("subdivision") == "MA"
