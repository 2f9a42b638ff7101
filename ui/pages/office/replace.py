"""Replacing the office: what would come beside what is there, and the office's name typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from db.rules.findings import Refused
from db.texts import explain, sentence, t, tn
from db.texts.dates import moment, number
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.replacement import Coming, Comparison, Replacement
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text


class ReplaceDialog(Dialog):
    """Asks for one of `coming`; the program does the rest, when everybody is out."""

    def __init__(
        self, context: PageContext, coming: Sequence[Coming], parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Replace the office"), parent, width=620)
        self._context = context
        self.comparison: Comparison | None = None
        self.which = Choice([(one, _day(context, one)) for one in coming])
        self.which.setCurrentIndex(0)
        self.heading = Text(_name(context, coming[0]), "section", wrap=True)
        chosen = Field("which", t("The office as it was"), self.which)
        chosen.setVisible(len(coming) > 1)
        self.heading.setVisible(len(coming) == 1)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(32)
        self.rows.setVerticalSpacing(4)
        self.rows.setColumnStretch(3, 1)
        self.since = Text("", wrap=True)
        self.banner = Banner()
        self.look_again = Button(t("Look again"), self.look)
        self.name = TextInput(limit=200)
        self.field = Field(
            "name",
            t("The office’s name, to confirm"),
            self.name,
            required=True,
            hint=t("Type “{name}”.", name=context.office.name),
            check=self._as_named,
        )
        self.field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out(chosen)
        self.cancel_button = self.cancel_verb()
        self.button = self.verb(t("Replace the office"), self.replace, "danger")
        self.cancel_button.setDefault(True)
        self.which.edited.connect(self.look)
        context.watch.changed.connect(self._people_changed)
        self.look()

    def _lay_out(self, chosen: Field) -> None:
        self.body.addWidget(self.heading)
        self.body.addWidget(chosen)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.since)
        words = t(
            "Everybody else must be out, and this window closes. Nothing is deleted: the office "
            "as it is now is kept whole in a folder beside it, and can be put back."
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.look_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.field)
        self.body.addStretch()

    def look(self) -> None:
        """Compare again: what is there, and who is in."""
        self.comparison = None
        self.button.setEnabled(False)
        self.look_again.setEnabled(False)
        self.banner.say(t("Looking …"), Tone.INFORMATION)
        self._context.runner.background(
            self._context.acts.compare,
            self.which.value(),
            then=self._show,
            failed=self._failed,
        )

    def replace(self) -> None:
        """Give way to it."""
        if self.comparison is None or not self.field.validate():
            self.name.setFocus()
            return
        replacement = Replacement(self.comparison.coming, self.name.value())
        self.accept()
        self._context.give_way(replacement)

    # ---- inside ----

    def _show(self, comparison: Comparison) -> None:
        if comparison.coming != self.which.value():
            return  # another one was chosen meanwhile
        self.comparison = comparison
        self._show_counts(comparison)
        self.since.setText(_since(comparison))
        self.since.setVisible(bool(comparison.since))
        self.look_again.setEnabled(True)
        self.look_again.setVisible(bool(comparison.people))
        self.button.setEnabled(not comparison.people)
        words = [sentence(warning) for warning in comparison.warnings]
        if comparison.people:
            still = t(
                "Still in: {people}. Ask them to sign out, then look again.",
                people=", ".join(comparison.people),
            )
            words.append(still)
        self.banner.say("\n".join(words), Tone.WARNING)
        (self.look_again if comparison.people else self.name).setFocus()

    def _show_counts(self, comparison: Comparison) -> None:
        while self.rows.count():
            taken = self.rows.takeAt(0)
            old = taken.widget() if taken is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        right = Qt.AlignmentFlag.AlignRight
        for column, words in enumerate((t("Then"), t("Today")), start=1):
            self.rows.addWidget(Text(words, "secondary"), 0, column, right)
        for line, one in enumerate(comparison.counts, start=1):
            kind = _kinds()[one.kind]
            self.rows.addWidget(Text(kind), line, 0)
            for column, many in ((1, one.then), (2, one.today)):
                cell = Text(number(many), "" if one.then == one.today else "strong")
                day = t("Then") if column == 1 else t("Today")
                cell.setAccessibleName(t("{kind}, {day}: {n}", kind=kind, day=day, n=number(many)))
                self.rows.addWidget(cell, line, column, right)

    def _failed(self, error: Exception) -> None:
        self.look_again.setEnabled(True)
        self.look_again.show()
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)

    def _people_changed(self) -> None:
        """Somebody came or went: what the presence files say decides."""
        others = any(not person.own for person in self._context.watch.state.people)
        if self.comparison is not None and others != bool(self.comparison.people):
            self.look()

    def _as_named(self, typed: str) -> str:
        named = typed.strip() == self._context.office.name
        return "" if named else t("This is not the office’s name.")


def _day(context: PageContext, coming: Coming) -> str:
    """What tells it from the others: with the office's name before it, it would be cut off."""
    when = moment(coming.moment.astimezone(context.office.zone))
    return t("until {moment}", moment=when) if coming.set_aside else when


def _name(context: PageContext, coming: Coming) -> str:
    when = moment(coming.moment.astimezone(context.office.zone))
    if coming.set_aside:
        return t("{office} as it was until {moment}", office=context.office.name, moment=when)
    return t("{office} as it was on {moment}", office=context.office.name, moment=when)


def _kinds() -> dict[str, str]:
    return {
        "client": t("Clients"),
        "case_file": t("Cases"),
        "contact_note": t("Notes"),
        "appointment": t("Appointments"),
        "document": t("Documents"),
        "staff": t("Accounts"),
    }


def _since(comparison: Comparison) -> str:
    return tn(
        "{n} entry of the audit log came since; what it tells of will not be in the office.",
        "{n} entries of the audit log came since; what they tell of will not be in the office.",
        comparison.since or 0,
    )
