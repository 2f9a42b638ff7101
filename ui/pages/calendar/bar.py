"""The line above the grid: which days, whose, and how to get to others."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.rules.codes import ResourceKind
from db.texts import t
from ui.context import PageContext
from ui.pages.calendar.showing import Shown, Span
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.text import Text


class CalendarBar(QWidget):
    """Emits `chosen` with what is to be shown, and `step` for the days before or after."""

    chosen = Signal(object)
    step = Signal(int)

    def __init__(self, context: PageContext, shown: Shown) -> None:
        super().__init__()
        self._context = context
        self._shown = shown
        self.title = Text("", "section")
        self.before = IconButton("chevron_left", t("Earlier"), lambda: self.step.emit(-1))
        self.after = IconButton("chevron_right", t("Later"), lambda: self.step.emit(1))
        self.today = Button(t("Today"), self._go_today)
        self.date = DateField(context.today)
        self.date.setAccessibleName(t("Go to date"))
        self.date.setFixedWidth(look().px(132))
        self.day = self._toggle(t("Day"), Span.DAY)
        self.week = self._toggle(t("Week"), Span.WEEK)
        self._spans = QButtonGroup(self)
        self._spans.addButton(self.day)
        self._spans.addButton(self.week)
        self.columns = Choice(
            [
                (ResourceKind.WORKER, t("Workers")),
                (ResourceKind.ROOM, t("Rooms")),
                (ResourceKind.CAR, t("Cars")),
            ]
        )
        self.whose = Choice(blank=t("Everybody"))
        self._lay_out()
        self.date.edited.connect(self._typed_date)
        self.columns.edited.connect(self._choose_kind)
        self.whose.edited.connect(self._choose_whose)
        self.show_what(shown)

    def load(self) -> None:
        """Read again who and what can be chosen."""
        kind = self._shown.kind
        key = (self, "columns")
        self._context.runner.read(calendar_columns, kind, then=self._got, replace_key=key)

    def show_what(self, shown: Shown) -> None:
        """Show what the page shows."""
        self._shown = shown
        self.title.setText(shown.title())
        self.date.set_value(shown.day)
        self.day.setChecked(shown.span is Span.DAY)
        self.week.setChecked(shown.span is Span.WEEK)
        self.columns.set_value(shown.kind)
        self.whose.set_value(shown.resource_id)

    def _got(self, named: tuple[Named, ...]) -> None:
        self.whose.set_options([(one.id, one.name) for one in named])
        self.whose.set_value(self._shown.resource_id)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.before, self.today, self.after):
            row.addWidget(widget)
        row.addWidget(self.title)
        row.addStretch()
        row.addWidget(self.date)
        row.addWidget(self.day)
        row.addWidget(self.week)
        for words, choice in ((t("Columns"), self.columns), (t("Whose"), self.whose)):
            said = Text(words, "secondary")
            said.setBuddy(choice)
            choice.name_line(words)
            choice.setAccessibleDescription(words)
            row.addWidget(said)
            row.addWidget(choice)

    def _toggle(self, words: str, span: Span) -> Button:
        made = Button(words, lambda: self.chosen.emit(replace(self._shown, span=span)))
        made.setCheckable(True)
        return made

    def _go_today(self) -> None:
        self.chosen.emit(replace(self._shown, day=self._context.today()))

    def _typed_date(self) -> None:
        day = self.date.value()
        if isinstance(day, date) and day != self._shown.day and not self.date.hasFocus():
            self.chosen.emit(replace(self._shown, day=day))

    def _choose_kind(self) -> None:
        kind = self.columns.value()
        self.chosen.emit(replace(self._shown, kind=kind, resource_id=None))

    def _choose_whose(self) -> None:
        if self.whose.value() != self._shown.resource_id:
            self.chosen.emit(replace(self._shown, resource_id=self.whose.value()))
