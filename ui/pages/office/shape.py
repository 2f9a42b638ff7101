"""The shape of the audit log: counts, the chain of each computer, and whether it is whole.

Nobody is named, so an auditor from outside sees it as everybody else who reads the log does.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy

from db.queries.audit_log.last_verified import (
    LastVerified,
    LogVerified,
    StateFound,
    last_verified,
)
from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow, audit_chains, audit_shape
from db.rules.findings import Finding, Refused, Severity
from db.texts import explain, sentence, t, tn
from db.texts.dates import moment
from printing.shape_words import (
    counted_by_words,
    never_words,
    shape_words,
    unchanged_words,
    verified_words,
)
from ui.context import PageContext
from ui.dialogs.list_leaving import ListLeaving, list_leaving
from ui.item_models.table import TableModel
from ui.pages.office.part import Part
from ui.pages.office.shape_columns import chain_columns, shape_columns
from ui.pages.reporting.days_of_report import ask_report
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, IconButton, action
from ui.widgets.card import Scrolled
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text

_PAUSE_MS = 300
_USUAL_DAYS = 30


class ShapePart(Part):
    """Counts of a period above, the chains below."""

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Shape of the log"),
            t("How much was done of what, when and where. No person and no record is named."),
        )
        self._total = 0
        self._by = CountedBy.ACT  # of the rows that are shown
        self._export = action(t("Export this list…"), self.export, self, icon="export")
        self._report = action(t("As a report…"), self.show_report, self, icon="reports")
        self._verify = action(t("Verify the log"), self.verify, self, icon="check", kind="primary")
        self.form = Form(columns=3)
        self.form.add("by", t("Counted by"), Choice(_ways()))
        self.form.add("first", t("First day"), DateField(context.today))
        self.form.add("last", t("Last day"), DateField(context.today))
        today = context.today()
        self.form.set_values(
            {"by": CountedBy.ACT, "first": today - timedelta(days=_USUAL_DAYS), "last": today}
        )
        self.model: TableModel[ShapeRow] = TableModel(
            shape_columns(self._words, lambda: self._total), id_of=lambda row: row.key
        )
        self.list = ListPane(
            "office.shape",
            context.settings,
            self.model,
            title=t("Shape of the log"),
            searchable=False,
            count=lambda n: tn("{n} entry", "{n} entries", self._total),
            empty=EmptyState(t("Nothing was done in these days"), icon="audit"),
        )
        self.chains: TableModel[Chain] = TableModel(chain_columns(), id_of=lambda c: c.computer)
        self.chain_list = ListPane(
            "office.chains",
            context.settings,
            self.chains,
            title=t("Chain of each computer"),
            searchable=False,
            count=lambda n: tn("{n} computer", "{n} computers", n),
            empty=EmptyState(t("The log is empty"), icon="audit"),
        )
        self.mark = Form(columns=2)
        self.state = TextInput(limit=40, placeholder="3F9A-00C1-7B2E-D481")
        hint = t("As it is printed at the foot of each report.")
        self.mark.add("state", t("State of the records"), self.state, hint=hint)
        self.ask_button = Button(t("When was that?"), self.ask_state)
        self.ask_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.mark.place(self.ask_button)
        self.chain_list.columns_button.hide()
        heading = t("Chain of each computer")
        self.chain_list.lead(Text(heading, "section"))
        self.chain_list.bar.addWidget(
            IconButton("export", t("Export: {list}", list=heading), self.export_chains)
        )
        self.verified = Text("", "secondary", wrap=True)
        self.header.add(self.list.columns_button)
        parts = (self.verified, self.form, self.list, self.chain_list, self.mark)
        self.scrolled = Scrolled(*parts, margin=0)  # with large text it is higher than the window
        self.scrolled.body.setSpacing(8)
        self.scrolled.body.setStretchFactor(self.list, 3)
        self.scrolled.body.setStretchFactor(self.chain_list, 2)
        self.body.addWidget(self.scrolled, 1)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.ask)
        self.form.edited.connect(self._later.start)
        self.state.returnPressed.connect(self.ask_state)

    def part_actions(self) -> Sequence[QAction]:
        return (self._export, self._report, self._verify)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.ask()

    def focus_filter(self) -> None:
        self.form.field("by").control.setFocus()

    def show_kind(self, kind: str) -> None:
        self.state.setFocus()
        self.scrolled.ensureWidgetVisible(self.mark)

    def ask(self) -> None:
        """Count what the fields above ask for, and read the chains."""
        self._later.stop()
        if any(field.problem() for field in self.form.fields()):
            return
        by, first, last = (self.form.value(name) for name in ("by", "first", "last"))
        read = self.context.runner.read
        show = partial(self._show, by)
        read(audit_shape, by, first, last, then=show, replace_key=(self, "shape"), slow=True)
        read(last_verified, then=self._tell_last, replace_key=(self, "last"))
        read(audit_chains, then=self.chains.set_rows, replace_key=(self, "chains"), slow=True)

    def verify(self) -> None:
        """Verify every chain, and compare with the newest backup and this computer's memory."""
        self.banner.say(t("Verifying the log…"), Tone.INFORMATION)
        self._enable(False)
        self.context.runner.act(
            self.context.acts.verify_log,
            progress=True,
            then=self._verified,
            failed=self._failed,
            label=t("Verifying the log"),
        )

    def ask_state(self) -> None:
        """Say when the records were in the state that is typed, and whether the log up to then is
        as it was."""
        typed = self.state.value()
        if not typed:
            return
        self.banner.say(t("Looking the state up…"), Tone.INFORMATION)
        self._enable(False)
        self.context.runner.act(
            self.context.acts.look_up_state,
            typed,
            progress=True,
            then=self._say_when,
            failed=self._failed,
            label=t("Looking the state up"),
        )

    def show_report(self) -> None:
        """Show the shape of these days on paper, to be printed or saved."""
        if not any(field.problem() for field in self.form.fields()):
            today = self.context.today()
            first = self.form.value("first") or self._first_day(today)
            ask_report(self.context, "audit-shape", first, self.form.value("last") or today)

    def export(self) -> None:
        """Write the counts as they are shown to a spreadsheet."""
        self.leaving().ask_where()

    def leaving(self) -> ListLeaving:
        """The export of the counts."""
        return list_leaving(self.context, self.list, "shape", say=self.tell)

    def export_chains(self) -> None:
        """Write the chains, with the whole of their hashes, to a spreadsheet."""
        list_leaving(self.context, self.chain_list, "chains", say=self.tell).ask_where()

    # ---- inside ----

    def _first_day(self, today: date) -> date:
        began = [chain.first.date() for chain in self.chains.rows()]
        return min(began, default=today)

    def _show(self, by: CountedBy, rows: Sequence[ShapeRow]) -> None:
        self._by = by
        self._total = sum(row.entries for row in rows)
        self.model.set_rows(rows)

    def _tell_last(self, last: LastVerified | None) -> None:
        self.verified.setText(verified_words(last))

    def _verified(self, done: LogVerified) -> None:
        self._enable(True)
        words = t("The log is whole: every entry is signed, and none was changed or taken out.")
        self._judge(done.findings, words)
        self.ask()

    def _say_when(self, found: StateFound | None) -> None:
        self._enable(True)
        if found is None:
            self.banner.say(never_words(), Tone.WARNING)
            return
        when = t("The records were in this state on {moment}.", moment=moment(found.at))
        self._judge(found.findings, f"{when} {unchanged_words(found.entries)}", before=when)

    def _judge(self, findings: Sequence[Finding], well: str, *, before: str = "") -> None:
        wrong = [one for one in findings if one.severity is not Severity.INFORMATION]
        if wrong:
            lines = [*([before] if before else []), *(sentence(one) for one in wrong)]
            self.banner.say("\n".join(lines), Tone.DANGER)
        else:
            self.banner.say(well, Tone.OK)

    def _enable(self, enabled: bool) -> None:
        self._verify.setEnabled(enabled)
        self.ask_button.setEnabled(enabled)

    def _failed(self, error: Exception) -> None:
        self._enable(True)
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)

    def _words(self, row: ShapeRow) -> str:
        return shape_words(self._by, row.key)


def _ways() -> list[tuple[CountedBy, str]]:
    return [(by, counted_by_words(by)) for by in CountedBy]
