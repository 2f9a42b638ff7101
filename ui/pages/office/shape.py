"""The shape of the audit log: counts, the chain of each computer, and whether it is whole.

Nobody is named, so an auditor from outside sees it as everybody else who reads the log does.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy

from db.queries.audit_log.record_state import when_state_was
from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow, audit_chains, audit_shape
from db.rules.codes import Role
from db.rules.findings import Finding, Refused, Severity
from db.texts import explain, label, sentence, t, tn
from db.texts.dates import moment, number, weekday_date
from ui.context import Changes, PageContext
from ui.dialogs.list_leaving import ListLeaving, list_leaving
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.audit_words import act_words
from ui.pages.office.part import Part
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, action
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.list_pane import ListPane

_PAUSE_MS = 300
_USUAL_DAYS = 30
_LETTERS = 16  # of a hash, to compare by eye


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
        self._export = action(t("Export this list…"), self.export, self, icon="export")
        self._verify = action(t("Verify the log"), self.verify, self, icon="check", kind="primary")
        self.form = Form(columns=3)
        self.form.add("by", t("Counted by"), Choice(_ways()))
        self.form.add("first", t("First day"), DateField(context.today))
        self.form.add("last", t("Last day"), DateField(context.today))
        today = context.today()
        self.form.set_values(
            {"by": CountedBy.ACT, "first": today - timedelta(days=_USUAL_DAYS), "last": today}
        )
        self.model: TableModel[ShapeRow] = TableModel(self._columns(), id_of=lambda row: row.key)
        self.list = ListPane(
            "office.shape",
            context.settings,
            self.model,
            title=t("Shape of the log"),
            searchable=False,
            count=lambda n: tn("{n} entry", "{n} entries", self._total),
            empty=EmptyState(t("Nothing was done in these days"), icon="audit"),
        )
        self.chains: TableModel[Chain] = TableModel(_chain_columns(), id_of=lambda c: c.computer)
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
        self.header.add(self.list.columns_button)
        for widget, room in ((self.form, 0), (self.list, 3), (self.chain_list, 2), (self.mark, 0)):
            self.body.addWidget(widget, room)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.ask)
        self.form.edited.connect(self._later.start)
        self.state.returnPressed.connect(self.ask_state)

    def part_actions(self) -> Sequence[QAction]:
        return (self._export, self._verify)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.ask()

    def focus_filter(self) -> None:
        self.form.field("by").control.setFocus()

    def ask(self) -> None:
        """Count what the fields above ask for, and read the chains."""
        self._later.stop()
        if any(field.problem() for field in self.form.fields()):
            return
        by, first, last = (self.form.value(name) for name in ("by", "first", "last"))
        read = self.context.runner.read
        read(audit_shape, by, first, last, then=self._show, replace_key=(self, "shape"), slow=True)
        read(audit_chains, then=self.chains.set_rows, replace_key=(self, "chains"), slow=True)

    def verify(self) -> None:
        """Verify every chain, and compare with the newest backup and this computer's memory."""
        self.banner.say(t("Verifying the log…"), Tone.INFORMATION)
        self._verify.setEnabled(False)
        self.context.runner.act(
            self.context.acts.verify_log,
            progress=True,
            then=self._verified,
            failed=self._failed,
            label=t("Verifying the log"),
        )

    def ask_state(self) -> None:
        """Say when the records were in the state that is typed."""
        typed = self.state.value()
        if typed:
            self.context.runner.read(
                when_state_was,
                typed,
                then=self._say_when,
                failed=self._failed,
                replace_key=(self, "state"),
                slow=True,
            )

    def export(self) -> None:
        """Write the counts as they are shown to a spreadsheet."""
        self.leaving().ask_where()

    def leaving(self) -> ListLeaving:
        """The export of the counts."""
        return list_leaving(self.context, self.list, "shape", say=self.tell)

    # ---- inside ----

    def _show(self, rows: Sequence[ShapeRow]) -> None:
        self._total = sum(row.entries for row in rows)
        self.model.set_rows(rows)

    def _verified(self, findings: Sequence[Finding]) -> None:
        self._verify.setEnabled(True)
        wrong = [one for one in findings if one.severity is not Severity.INFORMATION]
        if wrong:
            self.banner.say("\n".join(sentence(one) for one in wrong), Tone.DANGER)
        else:
            words = t("The log is whole: every entry is signed, and none was changed or taken out.")
            self.banner.say(words, Tone.OK)
        self.ask()

    def _say_when(self, at: datetime | None) -> None:
        if at is None:
            self.banner.say(
                t(
                    "The records were never in this state: the report is not of this office, or "
                    "what it was printed from was changed since."
                ),
                Tone.WARNING,
            )
        else:
            words = t("The records were in this state on {moment}.", moment=moment(at))
            self.banner.say(words, Tone.OK)

    def _failed(self, error: Exception) -> None:
        self._verify.setEnabled(True)
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)

    def _columns(self) -> list[Column[ShapeRow]]:
        def share(row: ShapeRow) -> str:
            return t("{n} %", n=number(round(100 * row.entries / max(1, self._total), 1)))

        return [
            Column("what", t("What"), self._words, 300),
            Column(
                "entries", t("Entries"), lambda row: number(row.entries), 110, numeric=True,
                order=lambda row: row.entries,
            ),
            Column("share", t("Share"), share, 90, numeric=True, order=lambda row: row.entries),
            Column("first", t("First"), lambda row: moment(row.first), 180,
                   order=lambda row: row.first),
            Column("last", t("Last"), lambda row: moment(row.last), 180,
                   order=lambda row: row.last),
        ]  # fmt: skip

    def _words(self, row: ShapeRow) -> str:
        by = self.form.value("by")
        if by is CountedBy.ROLE:
            return label(Role(row.key))
        if by is CountedBy.COMPUTER:
            return t("Computer {n}", n=row.key)
        if by is CountedBy.DAY:
            day = date.fromisoformat(row.key)
            return t("{day}, {year}", day=weekday_date(day), year=day.year)
        return act_words(row.key)


def _ways() -> list[tuple[CountedBy, str]]:
    return [
        (CountedBy.ACT, t("What was done")),
        (CountedBy.ROLE, t("Role")),
        (CountedBy.COMPUTER, t("Computer")),
        (CountedBy.DAY, t("Day")),
    ]


def _chain_columns() -> list[Column[Chain]]:
    def missing(chain: Chain) -> str:
        return t("none") if not chain.missing else number(chain.missing)

    return [
        Column("computer", t("Chain"), lambda c: t("Computer {n}", n=c.computer), 130,
               order=lambda c: c.computer),
        Column("entries", t("Entries"), lambda c: number(c.entries), 100, numeric=True,
               order=lambda c: c.entries),
        Column("missing", t("Missing"), missing, 100, numeric=True, order=lambda c: c.missing),
        Column("head", t("Hash of the last"), lambda c: c.head[:_LETTERS], 170),
        Column("first", t("First"), lambda c: moment(c.first), 180, order=lambda c: c.first),
        Column("last", t("Last"), lambda c: moment(c.last), 180, order=lambda c: c.last),
    ]  # fmt: skip
