"""How often an appointment repeats, on which days, and until when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.rules.findings import hard
from db.rules.recurrence import Every, Repeats, days_of, nth_of, repeats_findings
from db.texts import t
from db.texts.dates import weekday_date
from db.texts.repeats import month_words, repeats_words, weekday_name
from ui.dialogs.shell import Dialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.multi_select import MultiSelect
from ui.widgets.number_field import NumberField
from ui.widgets.text import Text

_LAST = -1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_UNTIL, _TIMES, _OPEN = "until", "times", "open"


class RepeatDialog(Dialog):
    """`given(repeats)` is called with what was chosen, or with None for once only. `first` is the
    day that the appointment has. `changes` says that it repeats already: once only is no choice.
    """

    def __init__(
        self,
        first: date,
        today: Callable[[], date],
        repeats: Repeats | None,
        given: Callable[[Repeats | None], object],
        parent: QWidget | None = None,
        *,
        changes: bool = False,
    ) -> None:
        super().__init__(t("Repeat"), parent, width=520)
        self._first, self._given = first, given
        self._days: tuple[date, ...] = ()
        self._without: set[date] = set()
        self._units = _units(first, repeats)
        self.form = Form(columns=2)
        named = [(number, words) for number, (_, words) in enumerate(self._units)]
        self.form.add("every", t("How often"), Choice(named), required=True)
        self.form.add("interval", t("Every how many"), NumberField(0), required=True, check=_whole)
        days = [(day, weekday_name(day).capitalize()) for day in range(7)]
        self.form.add("weekdays", t("On these days"), MultiSelect(days, rows=7))
        self.days = MultiSelect(rows=7)
        hint = t("What is unticked is left out.")
        self.form.add("days", t("Its days"), self.days, hint=hint)
        ends = [
            (_UNTIL, t("On a day")),
            (_TIMES, t("After so many times")),
            (_OPEN, t("After two years")),
        ]
        self.form.add("ends", t("It ends"), Choice(ends), required=True)
        self.form.add("until", t("Last day"), DateField(today), required=True)
        self.form.add("times", t("Times"), NumberField(0), required=True, check=_whole)
        self.form.add(
            "out",
            t("Leave out a day"),
            DateField(today),
            hint=t("Type it and press Enter, or untick it in the list."),
        )
        self.body.addWidget(self.form)
        self.words = Text("", "secondary", wrap=True)
        self.body.addWidget(self.words)
        self.body.addStretch()
        self.cancel_verb()
        if repeats is not None and not changes:
            self.verb(t("Once only"), self._once)
        self.verb(t("Repeat it"), self._give, "primary")
        self.form.set_values(self._shown(repeats))
        self._without.update(repeats.without if repeats is not None else ())
        self.form.edited.connect(self._fit)
        self.days.edited.connect(self._ticked)
        self.form.field("out").control.installEventFilter(self)
        self._fit()
        self.form.field("every").control.setFocus()

    def repeats(self) -> Repeats | None:
        """What is chosen, right or wrong, or None while something is missing."""
        values = self.form.values()
        ends, until, times = values["ends"], values["until"], values["times"]
        missing = (ends == _UNTIL and until is None) or (ends == _TIMES and times is None)
        if values["every"] is None or values["interval"] is None or missing:
            return None
        unit = self._units[values["every"]][0]
        weekly = unit.every is Every.WEEK
        return Repeats(
            every=unit.every,
            interval=int(values["interval"]),
            weekdays=frozenset(values["weekdays"]) if weekly else unit.weekdays,
            day=unit.day,
            nth=unit.nth,
            until=until if ends == _UNTIL else None,
            times=int(times) if ends == _TIMES else None,
            without=frozenset(self._without),
        )

    def _shown(self, repeats: Repeats | None) -> dict[str, Any]:
        unit, ends = repeats, _OPEN
        if repeats is None:
            ends, unit = _UNTIL, next(one for one, _ in self._units if one.every is Every.WEEK)
        elif repeats.until is not None:
            ends = _UNTIL
        elif repeats.times is not None:
            ends = _TIMES
        assert unit is not None
        at = [_kind(one) for one, _ in self._units].index(_kind(unit))
        return {
            "every": at,
            "interval": Decimal(unit.interval),
            "weekdays": sorted(unit.weekdays) or [self._first.weekday()],
            "ends": ends,
            "until": unit.until or self._first + timedelta(weeks=12),
            "times": Decimal(unit.times or 12),
        }

    def _fit(self) -> None:
        values = self.form.values()
        chosen = None if values["every"] is None else self._units[values["every"]][0]
        self.form.field("weekdays").setVisible(chosen is not None and chosen.every is Every.WEEK)
        self.form.field("until").setVisible(values["ends"] == _UNTIL)
        self.form.field("times").setVisible(values["ends"] == _TIMES)
        repeats = self.repeats()
        self.words.setText(repeats_words(repeats, self._first) if repeats is not None else "")
        whole = replace(repeats, without=frozenset()) if repeats is not None else None
        days = days_of(whole, self._first) if whole is not None else ()
        self.form.field("out").setVisible(bool(days))
        self.form.field("days").setVisible(bool(days))
        if days != self._days:
            self._days = days
            self._without.intersection_update(days)
            self.days.set_options([(day, _day_words(day, self._first)) for day in days])
            self._tick()

    def _tick(self) -> None:
        self.days.set_value(tuple(day for day in self._days if day not in self._without))

    def _ticked(self) -> None:
        self._without = set(self._days).difference(self.days.value())
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter leaves out the day that was typed; while one stands there it repeats nothing."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and not event.modifiers() & _CONTROL
            and self.form.value("out") is not None
        ):
            self._leave_out()
            return True
        return super().eventFilter(watched, event)

    def _leave_out(self) -> None:
        field = self.form.field("out")
        day = field.control.value()
        if day in self._days:
            self._without.add(day)
            field.set_value(None)
            self._tick()
            self._fit()
        elif day is not None:
            self.form.show_findings((hard("repeats.none_of_its_days", "out", day=day),))

    def _give(self) -> None:
        if not self.form.validate():
            return
        repeats = self.repeats()
        if repeats is None:
            return
        wrong = repeats_findings(repeats, self._first)
        if wrong:
            self.form.show_findings(wrong)
            return
        self.accept()
        self._given(repeats)

    def _once(self) -> None:
        self.accept()
        self._given(None)


def _units(first: date, there: Repeats | None) -> list[tuple[Repeats, str]]:
    """The ways to repeat that the first day suggests, and the one that is chosen already."""
    weekday = frozenset({first.weekday()})
    monthly = [Repeats(every=Every.MONTH_DATE, day=first.day)]
    last = (first + timedelta(weeks=1)).month != first.month
    for nth in dict.fromkeys([nth_of(first), *([_LAST] if last else [])]):
        monthly.append(Repeats(every=Every.MONTH_WEEKDAY, weekdays=weekday, nth=nth))
    if there is not None and _kind(there) not in map(_kind, monthly):
        monthly += [there] if there.every in (Every.MONTH_DATE, Every.MONTH_WEEKDAY) else []
    return [
        (Repeats(every=Every.DAY), t("By the day")),
        (Repeats(every=Every.WEEK, weekdays=weekday), t("By the week")),
        *((one, t("By the month, {on}", on=month_words(one).rstrip(","))) for one in monthly),
    ]


def _day_words(day: date, first: date) -> str:
    words = weekday_date(day)
    return words if day.year == first.year else t("{day}, {year}", day=words, year=day.year)


def _whole(value: Any) -> str:
    return "" if value is None or value == int(value) else t("Type a whole number.")


def _kind(repeats: Repeats) -> tuple[object, ...]:
    monthly = repeats.every is Every.MONTH_WEEKDAY
    return (repeats.every, repeats.day, repeats.nth, repeats.weekdays if monthly else ())
