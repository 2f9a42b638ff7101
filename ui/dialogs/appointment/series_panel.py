"""Beside the fields of an appointment that repeats: which of its days collide, and what then."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.queries.calendar.series import CheckedSeries
from db.queries.calendar.series_choices import Choices
from db.queries.calendar.wishes import Occurrence
from db.rules.findings import Finding
from db.texts import sentence, t, tn
from db.texts.dates import weekday_date
from db.texts.sentences import sentences
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.card import SectionHeader
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_MOST_LINES = 14


class SeriesPanel(QWidget):
    """Each day that collides with its causes. It is left out, unless somebody ticks it and gives a
    reason; what is not possible at all cannot be ticked.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._colliding: Sequence[Occurrence] = ()
        self._count = 0
        self._ticked: frozenset[date] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeader(t("What stands against it")))
        self.state = Text("", "secondary", wrap=True)
        column.addWidget(self.state)
        self.list = QListWidget()
        self.list.setAccessibleName(t("Days that collide"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._tick)
        column.addWidget(self.list)
        self.form = Form()
        self.reason = TextInput(limit=300)
        words = t("It is kept in the audit log.")
        label = t("Reason to book them anyway")
        self.form.add("reason", label, self.reason, required=True, hint=words)
        column.addWidget(self.form)
        follow(self, self._measure)
        self.say(())

    def choices(self) -> Choices:
        """What is decided of the days that are shown."""
        days = {one.day for one in self._colliding}
        return Choices(frozenset(days - self._ticked), frozenset(days & self._ticked))

    def reason_given(self) -> str:
        """What was typed, if it is asked for."""
        return "" if self.form.isHidden() else self.reason.value()

    def complete(self) -> bool:
        """Whether a reason is given where one is asked for; if not, say so and go there."""
        return self.form.isHidden() or self.form.validate()

    def collides(self) -> bool:
        """Whether any day is shown that collides."""
        return bool(self._colliding)

    def lines(self) -> list[str]:
        """What stands in the list."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def tick(self, day: date, ticked: bool = True) -> None:
        """Book a day all the same, or leave it out."""
        for row, one in enumerate(self._colliding):
            if one.day == day and one.possible:
                state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
                self.list.item(row).setCheckState(state)

    def say(self, wrong: Sequence[Finding]) -> None:
        """Show no days: something is missing, or wrong with the form itself."""
        self._colliding, self._count = (), 0
        self._fill(sentences(wrong))

    def show_checked(self, found: CheckedSeries) -> None:
        """Show the days that collide; what was ticked stays ticked."""
        if found.wrong:
            self.say(found.wrong)
            return
        self._colliding = [one for one in found.occurrences if one.collides]
        self._count = len(found.occurrences)
        possible = {one.day for one in self._colliding if one.possible}
        self._ticked &= possible
        self._fill("")

    def _fill(self, words: str) -> None:
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in self._colliding:
                self.list.addItem(self._item(one))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.setVisible(bool(self._colliding))
        self._say_state(words)
        self._measure()

    def _item(self, one: Occurrence) -> QListWidgetItem:
        item = QListWidgetItem(self._words(one))
        if one.possible:
            ticked = one.day in self._ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        else:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item

    def _words(self, one: Occurrence) -> str:
        day = weekday_date(one.day)
        if not one.possible:
            words = t("{day}: left out, it is not possible", day=day)
        elif one.day in self._ticked:
            words = t("{day}: booked all the same", day=day)
        else:
            words = t("{day}: left out; tick it to book it all the same", day=day)
        return "\n".join([words, *(sentence(cause) for cause in one.findings)])

    def _say_state(self, words: str = "") -> None:
        colliding, out = len(self._colliding), len(self.choices().left_out)
        if colliding:
            words = tn(
                "{n} of {count} collides.", "{n} of {count} collide.", colliding, count=self._count
            )
            if out:
                left = tn("{n} is left out", "{n} are left out", out)
                rest = tn("{n} is booked", "{n} are booked", self._count - out)
                words += " " + t("{left}, {rest}.", left=left, rest=rest)
        elif self._count:
            words = t("Nothing: all of its times are free.")
        self.state.setText(words)
        self.form.setVisible(out < colliding)

    def _tick(self, item: QListWidgetItem) -> None:
        one = self._colliding[self.list.row(item)]
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked |= {one.day}
        else:
            self._ticked -= {one.day}
        with QSignalBlocker(self.list):
            item.setText(self._words(one))
        self._say_state()
        self.edited.emit()

    def _measure(self) -> None:
        lines = min(_MOST_LINES, 4 * len(self._colliding))
        self.list.setFixedHeight(lines * look().metrics().height() + 12)
