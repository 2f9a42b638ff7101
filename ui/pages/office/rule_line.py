"""One rule of the calendar: its words, and how much it weighs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from db.rules.calendar_weights import RuleForm
from db.rules.codes import RuleWeight
from db.rules.scheduling.weights import RuleChoice
from db.texts import label, t, tn
from db.texts.calendar_rules import rule_words
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.choice import Choice
from ui.widgets.text import Text

_MOST = 20


class RuleLine(QWidget):
    """Emits `edited` when somebody chooses another weight or number."""

    edited = Signal()

    def __init__(self, choice: RuleChoice) -> None:
        super().__init__()
        self._counts = choice.counts
        words = rule_words(choice.rule)
        name = Text(words.name, "strong", wrap=True)
        self.choice = Choice([(weight, label(weight)) for weight in choice.may_be])
        self.choice.setAccessibleDescription(words.says)
        name.setBuddy(self.choice)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(name, 0, 0)
        grid.addWidget(Text(words.says, wrap=True), 1, 0)
        example = t("For example: {example}", example=words.example)
        grid.addWidget(Text(example, "secondary", wrap=True), 2, 0)
        said = t("Whoever books all the same then keeps nobody else away.")
        self.aside = Text(said, "warning", wrap=True)
        self.aside.hide()
        self._guarded = choice.guarded
        grid.addWidget(self.aside, 3, 0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.choice, 0, 1, 2, 1, top)
        counted = [(n, tn("{n} a day", "{n} a day", n)) for n in range(1, _MOST + 1)]
        self.most = Choice(counted, blank=t("No limit for all"))
        self.most.name_line(t("At most, a day"))
        self.most.setAccessibleDescription(t("At most, a day"))
        self.most.setVisible(choice.counts)
        if choice.counts:
            grid.addWidget(self.most, 2, 1, 2, 1, top)
            self.most.edited.connect(self.edited)
        self.choice.edited.connect(self._fit)
        self.choice.edited.connect(self.edited)
        follow(self, self._measure)
        self._measure()

    @property
    def weight(self) -> RuleWeight | None:
        """What is chosen."""
        chosen: RuleWeight | None = self.choice.value()
        return chosen

    @property
    def number(self) -> int | None:
        """The number that is chosen, if the rule counts."""
        return self.most.value() if self._counts else None

    def show_form(self, form: RuleForm) -> None:
        """Show what was decided."""
        self.choice.set_value(form.weight)
        if self._counts:
            self.most.set_value(form.number)
        self._fit()

    def _fit(self) -> None:
        """What a weight means that is less than what the database holds."""
        less = self.weight not in (None, RuleWeight.HARD)
        self.aside.setVisible(self._guarded and less)

    def _measure(self) -> None:
        for one in (self.choice, self.most):
            one.setFixedWidth(look().px(210))
