"""These appointments break: here is a plan. Each row can be changed; all is done in one step."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.operations.calendar.apply_plan import Step
from db.queries.calendar.broken import Broken, BrokenRow
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.scheduling.plan import WayKind
from db.texts import sentence, t, tn
from db.texts.sentences import sentences
from ui.context import PageContext
from ui.dialogs.plan.acting import PlanAct, PlanAlone
from ui.dialogs.plan.table import PlanModel, PlanTable
from ui.dialogs.plan.telling import offer_calls
from ui.dialogs.plan.words import hidden_words, row_words, way_words
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_WIDEST, _HIGHEST = 1200, 700


class PlanDialog(Dialog):
    """Shows what breaks with a way for each; carries it out, or leaves all as it is.

    `act` is what carries out the steps that were chosen, and says what it did.
    """

    def __init__(
        self,
        context: PageContext,
        what: Broken,
        parent: QWidget | None = None,
        act: PlanAct | None = None,
    ) -> None:
        title = t("Appointments that break")
        super().__init__(title, parent, width=min(look().px(1000), _WIDEST))
        self._context = context
        self._act = act or PlanAlone(context)
        self.model = PlanModel(what.rows)
        self.table = PlanTable(context.settings, self.model)
        self.hidden = Banner("", Tone.INFORMATION)
        self.refusal = Banner("", Tone.DANGER)
        self.why = Text("", "secondary", wrap=True, selectable=True)
        self.form = Form()
        self.way = Choice()
        self.reason_form = Form()
        self.reason = TextInput(limit=300)
        self._build(what)
        self.resize(self.width(), min(look().px(600), _HIGHEST))

    def _build(self, what: Broken) -> None:
        count = len(what.rows)
        if count:
            words = tn(
                "{n} appointment breaks. Here is a plan for it.",
                "{n} appointments break. Here is a plan for them.",
                count,
            )
            keys = t("Left and Right change what becomes of an appointment.")
            self.body.addWidget(Text(words, "section"))
            self.body.addWidget(Text(keys, "secondary", wrap=True))
        self.hidden.say(hidden_words(what.hidden))
        self.body.addWidget(self.hidden)
        self.body.addWidget(self.refusal)
        if not count:
            self.body.addStretch()
            self.verb(t("Close"), self.reject, "primary")
            return
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.why)
        self.form.add("way", t("What becomes of this one"), self.way)
        self.body.addWidget(self.form)
        hint = t("It is kept in the audit log.")
        label = t("Reason to do it all the same")
        self.reason_form.add("reason", label, self.reason, required=True, hint=hint)
        self.reason_form.hide()
        self.body.addWidget(self.reason_form)
        self.leave_button = self.verb(t("Leave all as they are"), self.reject)
        self.save_button = self.verb(t("Carry out the plan"), self._carry_out, "primary")
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self.table.stepped.connect(self._step)
        self.table.activated.connect(lambda _: self.way.setFocus())
        self.way.edited.connect(self._choose)
        self.table.go_to(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- the row in front ----

    def row(self) -> BrokenRow | None:
        """The row that is chosen."""
        number = self.table.currentIndex().row()
        return self.model.row_at(number) if number >= 0 else None

    def _show_row(self) -> None:
        row = self.row()
        if row is None:
            return
        causes = " ".join(sentence(one) for one in row.why)
        self.why.setText(t("{what}. {why}", what=row_words(row), why=causes))
        self.way.set_options([(n, way_words(way)) for n, way in enumerate(row.ways)])
        self.way.set_value(self.model.chosen(row))

    def _step(self, by: int) -> None:
        row = self.row()
        if row is not None:
            self.model.choose(row, (self.model.chosen(row) + by) % len(row.ways))
            self.way.set_value(self.model.chosen(row))

    def _choose(self) -> None:
        row, number = self.row(), self.way.value()
        if row is not None and number is not None:
            self.model.choose(row, number)

    # ---- carrying it out ----

    def steps(self) -> tuple[Step, ...]:
        """What is to be done: nothing for what is left as it is."""
        made = []
        for row in self.model.rows():
            way = self.model.way(row)
            if way.kind is not WayKind.LEAVE:
                made.append(
                    Step(
                        row.id,
                        row.item.version,
                        way.kind,
                        way.starts_at,
                        row.absent_id,
                        way.worker_id,
                    )
                )
        return tuple(made)

    def _carry_out(self) -> None:
        if not self.reason_form.isHidden() and not self.reason_form.validate():
            return
        steps = self.steps()
        if not steps and not self._act.goes_on:
            self.reject()
            return
        self.save_button.setEnabled(False)
        reason = "" if self.reason_form.isHidden() else self.reason.value()
        self._act.carry_out(steps, reason, self._done, self._failed)

    def _done(self, done: Any) -> None:
        parent = self.parentWidget()
        self.accept()
        offer_calls(self._context, self._act.tell(done), parent)

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Stale):
            words = t("One of them has been changed meanwhile. Close this and look again.")
            self.refusal.say(words)
        elif isinstance(error, NeedsReason):
            self.refusal.say(sentences(error.findings))
            self.reason_form.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Refused):
            self.refusal.say(sentences(error.findings))
            self._go_to(str(error.findings[0].params.get("appointment", "")))

    def _go_to(self, record_id: str) -> None:
        ids = [str(one) for one in self.model.ids()]
        if record_id in ids:
            self.table.go_to(ids.index(record_id))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
