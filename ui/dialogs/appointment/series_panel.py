"""Which days of a series collide, with their causes, and what is decided of each."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.queries.calendar.series import CheckedSeries
from db.queries.calendar.series_choices import Choices
from db.queries.calendar.series_ways import Ways
from db.queries.calendar.wishes import Occurrence
from db.rules.findings import Finding
from db.texts import sentence, t, tn
from db.texts.dates import weekday_date
from db.texts.sentences import sentences
from ui.dialogs.appointment.deciding import Decision, How, best, choices_of, decisions, said
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.card import SectionHeader
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_MOST_LINES = 12
_FRAME = 14  # pixels above and below, or beside, the words of a line
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_Left: -1}


class SeriesPanel(QWidget):
    """Each day that collides is left out unless something else is decided: in the list Left, Right
    and the space bar go through what is possible, and the field below it names all of that.

    With `changes` the series is there already, and what is left out stays as it is.
    """

    edited = Signal()

    def __init__(self, *, changes: bool = False) -> None:
        super().__init__()
        self._changes = changes
        self._colliding: Sequence[Occurrence] = ()
        self._count = 0
        self._ways: Mapping[date, Ways] = {}
        self._keys: dict[date, str] = {}  # what was decided; kept while days come and go
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeader(t("What stands against it")))
        self.state = Text("", "secondary", wrap=True)
        column.addWidget(self.state)
        self.best = Button(t("Do the best for all"), self.do_best, icon="check")
        column.addWidget(self.best)
        self.list = QListWidget()
        self.list.setAccessibleName(t("Days that collide"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._offer)
        self.list.installEventFilter(self)
        column.addWidget(self.list)
        self.form = Form()
        self.how = Choice()
        self.form.add("how", t("For the day chosen above"), self.how)
        self.how.edited.connect(self._choose)
        self.reason = TextInput(limit=300)
        words = t("It is kept in the audit log.")
        label = t("Reason to book them anyway")
        self.form.add("reason", label, self.reason, required=True, hint=words)
        column.addWidget(self.form)
        follow(self, self._measure)
        self.say(())

    # ---- what is decided ----

    def choices(self) -> Choices:
        """What is decided of the days that are shown."""
        return choices_of({one.day: self._decided(one) for one in self._colliding})

    def reason_given(self) -> str:
        """What was typed, if it is asked for."""
        return "" if self.form.field("reason").isHidden() else self.reason.value()

    def complete(self) -> bool:
        """Whether a reason is given where one is asked for; if not, say so and go there."""
        return self.form.field("reason").isHidden() or self.form.validate()

    def collides(self) -> bool:
        """Whether any day is shown that collides."""
        return bool(self._colliding)

    def lines(self) -> list[str]:
        """What stands in the list."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def decide(self, day: date, how: How) -> None:
        """Decide so of a day, with the first such way that is offered for it."""
        for row, one in enumerate(self._colliding):
            offered = [d for d in self._offered(one) if d.how is how]
            if one.day == day and offered:
                self._set(row, offered[0])

    def do_best(self) -> None:
        """Shift what can be shifted on its day, give others what they can take, and so on."""
        for row, one in enumerate(self._colliding):
            self._set(row, best(self._offered(one), one))
        self.list.setFocus()

    def kept(self) -> dict[str, str]:
        """What a draft keeps of it."""
        return {day.isoformat(): key for day, key in self._keys.items()}

    def resume(self, kept: Mapping[str, str]) -> None:
        """Go on with what a draft has kept."""
        self._keys = {date.fromisoformat(day): key for day, key in kept.items()}

    # ---- what is shown ----

    def say(self, wrong: Sequence[Finding]) -> None:
        """Show no days: something is missing, or wrong with the form itself."""
        self._colliding, self._count = (), 0
        self._fill(sentences(wrong))

    def show_checked(self, found: CheckedSeries) -> None:
        """Show the days that collide; what was decided stays so while it is offered."""
        if found.wrong:
            self.say(found.wrong)
            return
        self._colliding = [one for one in found.occurrences if one.collides]
        self._count = len(found.occurrences)
        self._fill("")

    def show_ways(self, ways: Sequence[Ways]) -> None:
        """Offer these as well."""
        self._ways = {one.day: one for one in ways}
        self._fill("")

    def _offered(self, one: Occurrence) -> tuple[Decision, ...]:
        return decisions(one, self._ways.get(one.day), changes=self._changes)

    def _decided(self, one: Occurrence) -> Decision:
        offered = self._offered(one)
        key = self._keys.get(one.day)
        return next((decision for decision in offered if decision.key == key), offered[0])

    def _set(self, row: int, decision: Decision) -> None:
        one = self._colliding[row]
        self._keys[one.day] = decision.key
        self.list.item(row).setText(self._words(one))
        self._give_lines_room()
        if row == self.list.currentRow():
            self.how.set_value(decision.key)
        self._say_state()
        self.edited.emit()

    def _choose(self) -> None:
        row, key = self.list.currentRow(), self.how.value()
        if 0 <= row < len(self._colliding) and key is not None:
            offered = self._offered(self._colliding[row])
            self._set(row, next(one for one in offered if one.key == key))

    def _offer(self, row: int) -> None:
        if not 0 <= row < len(self._colliding):
            return
        one = self._colliding[row]
        self.how.set_options([(d.key, d.words) for d in self._offered(one)])
        self.how.set_value(self._decided(one).key)

    def _fill(self, words: str) -> None:
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in self._colliding:
                self.list.addItem(QListWidgetItem(self._words(one)))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._offer(self.list.currentRow())
        for part in (self.list, self.best, self.form):
            part.setVisible(bool(self._colliding))
        self._say_state(words)
        self._measure()

    def _words(self, one: Occurrence) -> str:
        decided = said(self._decided(one), one, changes=self._changes)
        words = t("{day}: {decided}", day=weekday_date(one.day), decided=decided)
        return "\n".join([words, *(sentence(cause) for cause in one.findings)])

    def _say_state(self, words: str = "") -> None:
        colliding, choices = len(self._colliding), self.choices()
        out = len(choices.left_out)
        if colliding:
            words = tn(
                "{n} of {count} collides.", "{n} of {count} collide.", colliding, count=self._count
            )
            if out:
                words += " " + self._rest(out)
        elif self._count:
            words = t("Nothing: all of its times are free.")
        self.state.setText(words)
        self.form.field("reason").setVisible(bool(choices.all_the_same))

    def _rest(self, out: int) -> str:
        n = self._count - out
        if self._changes:
            left = tn("{n} is left as it is", "{n} are left as they are", out)
            rest = tn("{n} is changed", "{n} are changed", n)
        else:
            left = tn("{n} is left out", "{n} are left out", out)
            rest = tn("{n} is booked", "{n} are booked", n)
        return t("{left}, {rest}.", left=left, rest=rest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left, Right and the space bar go through what is possible for the day."""
        if watched is self.list and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            row = self.list.currentRow()
            if step and event.type() == QEvent.Type.KeyPress and 0 <= row < len(self._colliding):
                one = self._colliding[row]
                offered = self._offered(one)
                at = [d.key for d in offered].index(self._decided(one).key)
                self._set(row, offered[(at + step) % len(offered)])
                return True
        if watched is self.list and event.type() == QEvent.Type.Resize:
            self._give_lines_room()
        return super().eventFilter(watched, event)

    def _give_lines_room(self) -> None:
        """The line that has the focus has a frame, for which Qt leaves no room where it wraps."""
        wide = max(self.list.viewport().width() - 3 * _FRAME, 100)
        wrap = int(Qt.TextFlag.TextWordWrap)
        for row in range(self.list.count()):
            item = self.list.item(row)
            words = look().metrics().boundingRect(QRect(0, 0, wide, 9_999), wrap, item.text())
            item.setSizeHint(QSize(0, words.height() + _FRAME))

    def _measure(self) -> None:
        lines = min(_MOST_LINES, 4 * len(self._colliding))
        self._give_lines_room()
        self.list.setFixedHeight(lines * look().metrics().height() + 12)
