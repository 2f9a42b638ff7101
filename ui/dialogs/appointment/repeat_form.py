"""How often an appointment repeats, on which days, and until when."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from db.rules.recurrence import Every, Repeats, nth_of, repeats_findings
from db.texts import t
from db.texts.repeats import month_words, repeats_words, weekday_name
from ui.dialogs.shell import Dialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.multi_select import MultiSelect
from ui.widgets.number_field import NumberField
from ui.widgets.text import Text

_LAST = -1
_UNTIL, _TIMES, _OPEN = "until", "times", "open"


class RepeatDialog(Dialog):
    """`given(repeats)` is called with what was chosen, or with None for once only. `first` is the
    day that the appointment has."""

    def __init__(
        self,
        first: date,
        today: Callable[[], date],
        repeats: Repeats | None,
        given: Callable[[Repeats | None], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Repeat"), parent, width=520)
        self._first, self._given = first, given
        self._units = _units(first, repeats)
        self.form = Form(columns=2)
        named = [(number, words) for number, (_, words) in enumerate(self._units)]
        self.form.add("every", t("How often"), Choice(named), required=True)
        self.form.add("interval", t("Every how many"), NumberField(0), required=True, check=_whole)
        days = [(day, weekday_name(day).capitalize()) for day in range(7)]
        self.form.add("weekdays", t("On these days"), MultiSelect(days, rows=7), wide=True)
        ends = [
            (_UNTIL, t("On a day")),
            (_TIMES, t("After so many times")),
            (_OPEN, t("After two years")),
        ]
        self.form.add("ends", t("It ends"), Choice(ends), required=True)
        self.form.add("until", t("Last day"), DateField(today), required=True)
        self.form.add("times", t("Times"), NumberField(0), required=True, check=_whole)
        self.body.addWidget(self.form)
        self.words = Text("", "secondary", wrap=True)
        self.body.addWidget(self.words)
        self.body.addStretch()
        self.cancel_verb()
        if repeats is not None:
            self.verb(t("Once only"), self._once)
        self.verb(t("Repeat it"), self._give, "primary")
        self.form.set_values(self._shown(repeats))
        self.form.edited.connect(self._fit)
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


def _whole(value: Any) -> str:
    return "" if value is None or value == int(value) else t("Type a whole number.")


def _kind(repeats: Repeats) -> tuple[object, ...]:
    monthly = repeats.every is Every.MONTH_WEEKDAY
    return (repeats.every, repeats.day, repeats.nth, repeats.weekdays if monthly else ())
