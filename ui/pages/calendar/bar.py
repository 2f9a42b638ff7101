"""The line above the grid: which days, whose, and how to get to others."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QWidget

from db.queries.calendar.whose import WhoseDays, whose_days
from db.rules.codes import ResourceKind
from db.texts import t
from ui.context import PageContext
from ui.pages.calendar.shown import Shown, Span
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.flow import Flow
from ui.widgets.text import Text

_LONG_DAY = date(2026, 9, 30)  # a Wednesday
_CHARACTERS = 10  # of a name that a list shows at least
_TEAMS = "teams"  # columns of workers, team by team


class CalendarBar(QWidget):
    """Emits `chosen` with what is to be shown, `span_wanted` with how many days of it, `step`
    for the days before or after, and `side_turned` to show or hide what stands beside them."""

    chosen = Signal(object)
    step = Signal(int)
    span_wanted = Signal(object)
    side_turned = Signal()

    def __init__(self, context: PageContext, shown: Shown) -> None:
        super().__init__()
        self._context = context
        self._shown = shown
        self.title = Text("", "section")
        follow(self, self._measure)
        self.before = IconButton("chevron_left", t("Earlier"), lambda: self.step.emit(-1))
        self.after = IconButton("chevron_right", t("Later"), lambda: self.step.emit(1))
        self.side = IconButton("calendar", t("Month beside the days"), checkable=True)
        self.side.clicked.connect(lambda _: self.side_turned.emit())
        self.today = Button(t("Today"), self._go_today)
        self.date = DateField(context.today)
        self.date.setAccessibleName(t("Go to date"))
        self.date.setFixedWidth(look().px(132))
        self.day = self._toggle(t("Day"), Span.DAY)
        self.work_week = self._toggle(t("Work week"), Span.WORK_WEEK)
        self.week = self._toggle(t("Week"), Span.WEEK)
        self.month = self._toggle(t("Month"), Span.MONTH)
        self.agenda = self._toggle(t("Agenda"), Span.AGENDA)
        self.spans = {
            Span.DAY: self.day,
            Span.WORK_WEEK: self.work_week,
            Span.WEEK: self.week,
            Span.MONTH: self.month,
            Span.AGENDA: self.agenda,
        }
        self._group = QButtonGroup(self)
        for button in self.spans.values():
            self._group.addButton(button)
        self.columns = Choice(self._kinds(None))
        self.whose = Choice(blank=t("Everybody"))
        self._lay_out()
        self._measure()
        self.date.edited.connect(self._typed_date)
        self.date.editingFinished.connect(self._go_to_date)
        self.columns.edited.connect(self._choose_kind)
        self.whose.edited.connect(self._choose_whose)
        self.show_what(shown)

    def load(self) -> None:
        """Read again who and what can be chosen."""
        kind = self._shown.kind
        key = (self, "columns")
        self._context.runner.read(whose_days, kind, then=self._got, replace_key=key)

    def type_date(self) -> None:
        """Put the cursor into the date, which typing replaces."""
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)
        self.date.selectAll()

    def show_what(self, shown: Shown) -> None:
        """Show what the page shows."""
        self._shown = shown
        self.title.setText(shown.title())
        self.date.set_value(shown.day)
        self.spans[shown.span].setChecked(True)
        self._choose_shown()
        self._fit()

    def _got(self, known: WhoseDays) -> None:
        named = known.named if self._shown.team is None else known.members
        teams = () if self._shown.team is None else known.teams
        self.columns.set_options(self._kinds(known))
        self.whose.set_options(
            [*((team, team) for team in teams), *((one.id, one.name) for one in named)]
        )
        self._choose_shown()

    def _choose_shown(self) -> None:
        shown = self._shown
        self.columns.set_value(shown.kind if shown.team is None else _TEAMS)
        self.whose.set_value(shown.resource_id or shown.team or None)

    def _kinds(self, known: WhoseDays | None) -> list[tuple[object, str]]:
        """Teams and interpreters are offered where there are any."""
        kinds: list[tuple[object, str]] = [
            (ResourceKind.WORKER, t("Workers")),
            (ResourceKind.ROOM, t("Rooms")),
            (ResourceKind.CAR, t("Cars")),
        ]
        shown = self._shown
        if shown.kind is ResourceKind.INTERPRETER or (known is not None and known.interpreters):
            kinds.append((ResourceKind.INTERPRETER, t("Interpreters")))
        if shown.team is not None or (known is not None and known.teams):
            kinds.insert(1, (_TEAMS, t("Teams")))
        return kinds

    def _lay_out(self) -> None:
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._days = _row(self.side, self.before, self.today, self.after, self.title)
        self._days.addStretch()
        self._spans_row = Flow(self.date, *self.spans.values())
        self._whose_row = _row()
        for words, choice in ((t("Columns"), self.columns), (t("Whose"), self.whose)):
            said = Text(words, "secondary")
            said.setBuddy(choice)
            choice.name_line(words)
            choice.setAccessibleDescription(words)
            choice.setMinimumContentsLength(_CHARACTERS)
            self._whose_row.addWidget(said)
            self._whose_row.addWidget(choice)
        self._whose_row.addStretch()
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices.setSpacing(8)
        self._choices.addWidget(self._spans_row)
        self._choices.addLayout(self._whose_row, 1)
        self._line.addLayout(self._days, 1)
        self._line.addLayout(self._choices)

    def minimumSizeHint(self) -> QSize:
        """As wide as one of its parts: where they do not fit they stand below each other."""
        parts = (self._days.minimumSize(), self._spans_row.minimumSizeHint())
        widest = max(part.width() for part in (*parts, self._whose_row.minimumSize()))
        return QSize(widest, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the text has another size
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        """As wide as a long day's title, so that nothing jumps from day to day."""
        longest = Shown(Span.DAY, ResourceKind.WORKER, _LONG_DAY).title()
        self.title.setMinimumWidth(look().metrics("section").horizontalAdvance(longest) + 8)

    def _fit(self) -> None:
        days, spans, whose = (
            part.sizeHint().width() for part in (self._days, self._spans_row, self._whose_row)
        )
        turned = [
            _turn(self._choices, spans + 8 + whose <= self.width()),
            _turn(self._line, days + 16 + spans + 8 + whose <= self.width()),
        ]
        if any(turned):
            self.updateGeometry()

    def _toggle(self, words: str, span: Span) -> Button:
        made = Button(words, lambda: self.span_wanted.emit(span))
        made.setCheckable(True)
        return made

    def _go_today(self) -> None:
        self.chosen.emit(replace(self._shown, day=self._context.today()))

    def _typed_date(self) -> None:
        """A day picked or stepped to is shown at once, a typed one when it is entered."""
        if self.date.settled == self.date.value():
            self._go_to_date()

    def _go_to_date(self) -> None:
        day = self.date.value()
        if day is not None and day != self._shown.day:
            self.chosen.emit(replace(self._shown, day=day))

    def _choose_kind(self) -> None:
        chosen = self.columns.value()
        by_team = chosen == _TEAMS
        kind = ResourceKind.WORKER if by_team else chosen
        team = "" if by_team else None
        self.chosen.emit(replace(self._shown, kind=kind, resource_id=None, team=team))

    def _choose_whose(self) -> None:
        chosen = self.whose.value()
        if isinstance(chosen, str):
            shown = replace(self._shown, team=chosen, resource_id=None)
        else:
            all_teams = None if self._shown.team is None else ""
            team = self._shown.team if chosen is not None else all_teams
            shown = replace(self._shown, resource_id=chosen, team=team)
        if shown != self._shown:
            self.chosen.emit(shown)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _turn(line: QBoxLayout, across: bool) -> bool:
    """Lay a line's parts beside or below each other; whether that is new."""
    way = QBoxLayout.Direction
    direction = way.LeftToRight if across else way.TopToBottom
    changed = direction is not line.direction()
    if changed:
        line.setDirection(direction)
    return changed
