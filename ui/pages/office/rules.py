"""The rules of the calendar: what each says, and how much it weighs in this office."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from db.operations.office_settings.rules import print_reasons, save_rule
from db.queries.opened import Opened
from db.queries.rule_choices import prints_reasons, rule_forms
from db.rules.calendar_weights import RuleForm
from db.rules.scheduling.weights import RULES, Rule
from db.texts import label, t
from db.texts.calendar_rules import rule_words
from ui.context import PageContext
from ui.pages.office.part import Part
from ui.pages.office.rule_line import RuleLine
from ui.runner import Changes
from ui.widgets.card import Card, Scrolled
from ui.widgets.inputs import Tick
from ui.widgets.text import Text

_BOOKED = (
    Rule.WORKER_BUSY, Rule.CLIENT_BUSY, Rule.HOUSEHOLD_MEMBER_BUSY, Rule.MEMBER_BUSY,
    Rule.INTERPRETER_BUSY,
    Rule.ROOM_TAKEN, Rule.CAR_TAKEN, Rule.TENTATIVE, Rule.HEARING_MOVED,
)  # fmt: skip
_THERE = (
    Rule.ON_LEAVE, Rule.BUSY_ELSEWHERE, Rule.OUTSIDE_HOURS, Rule.LUNCH, Rule.OFFICE_CLOSED,
    Rule.OFFICE_NOT_OPEN,
)  # fmt: skip


class RulesPart(Part):
    """A choice counts at once, and can be undone."""

    kinds: ClassVar[frozenset[str]] = frozenset({"calendar_rule"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Rules of the calendar"),
            t(
                "What the calendar does when somebody books against a rule. A reason that it asks "
                "for is kept in the audit log. What is booked already stays as it is."
            ),
        )
        self._forms: dict[Rule, Opened[RuleForm]] = {}
        self.lines = {choice.rule: RuleLine(choice) for choice in RULES}
        for rule, line in self.lines.items():
            line.edited.connect(partial(self._save, rule))
        self.printed = Tick(t("Print the reasons on the day sheet"))
        self.printed.edited.connect(self._print)
        rest = [rule for rule in self.lines if rule not in (*_BOOKED, *_THERE)]
        sheet = Card(t("On paper"))
        sheet.body.addWidget(self.printed)
        words = t("Why something was booked against a rule then stands beside it.")
        sheet.body.addWidget(Text(words, "secondary", wrap=True))
        cards = (
            self._card(t("Who and what is taken"), _BOOKED),
            self._card(t("Who is there, and when the office is open"), _THERE),
            self._card(t("Around an appointment, and on its day"), rest),
            sheet,
        )
        self.body.addWidget(Scrolled(*cards, width=860, margin=0), 1)

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(rule_forms, then=self._show)
        self.context.runner.read(prints_reasons, then=self.printed.set_value)

    def _card(self, title: str, rules: Sequence[Rule]) -> Card:
        card = Card(title)
        card.body.setSpacing(16)
        for rule in rules:
            card.body.addWidget(self.lines[rule])
        return card

    def _show(self, forms: Sequence[Opened[RuleForm]]) -> None:
        for opened in forms:
            self._forms[opened.form.rule] = opened
            self.lines[opened.form.rule].show_form(opened.form)

    def _save(self, rule: Rule) -> None:
        opened, line = self._forms.get(rule), self.lines[rule]
        if opened is None or line.weight is None:
            return
        form = replace(opened.form, weight=line.weight, number=line.number)
        if form != opened.form:
            self._write(form, opened.version, opened.form)

    def _write(self, form: RuleForm, version: int, before: RuleForm) -> None:
        self.context.runner.write(
            save_rule,
            form,
            version,
            then=lambda now: self._saved(form, now, before),
            failed=lambda _: self.refresh(None),
        )

    def _saved(self, form: RuleForm, version: int, before: RuleForm) -> None:
        self._forms[form.rule] = Opened(form, version)
        words = t("{rule}: {weight}", rule=rule_words(form.rule).name, weight=label(form.weight))
        self.context.notify(words, lambda: self._write(before, version, form))

    def _print(self) -> None:
        self.context.runner.write(print_reasons, bool(self.printed.value()))
