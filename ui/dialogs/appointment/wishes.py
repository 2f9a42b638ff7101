"""What is wished for a free time: days, times of day, any one of several workers, any room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.queries.calendar.team_choices import Team
from db.rules.scheduling.suiting import EVERY_DAY, Wishes
from db.texts import t
from db.texts.repeats import weekday_name
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import Tick
from ui.widgets.text import Text
from ui.widgets.time_fields import TimeField

_DAY = 24 * 60
_ACROSS = 3  # days beside each other


class Who(StrEnum):
    """How many of the workers that are ticked in the form have to come."""

    ALL = "all"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Wished:
    """What was chosen. `one_of_chosen`: one of the workers ticked in the form is enough;
    `any_of`: one of these comes besides those who are ticked."""

    wishes: Wishes
    one_of_chosen: bool = False
    any_of: tuple[UUID, ...] = ()
    any_room: bool = False
    any_interpreter: bool = False


class WishForm(QWidget):
    """Emits `edited` when something else is wished for."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.who = Choice()
        self.form.add("who", t("Which workers"), self.who)
        self.any_room = Tick(t("Any free room"))
        self.form.add("any_room", t("Any free room"), self.any_room)
        words, hint = t("Any interpreter"), t("Of those who speak the client's language.")
        self.any_interpreter = Tick(words)
        self.form.add("any_interpreter", words, self.any_interpreter, hint=hint)
        self.form.add("earliest", t("Not before"), TimeField())
        self.form.add("latest", t("Over by"), TimeField())
        self.days = tuple(Tick(weekday_name(day).capitalize()) for day in range(7))
        self.advice = Text("", "secondary", wrap=True)
        self.advice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.advice)
        column.addWidget(Text(t("Days that are liked best"), "secondary"))
        days = QGridLayout()
        for number, day in enumerate(self.days):
            days.addWidget(day, number // _ACROSS, number % _ACROSS)
        column.addLayout(days)
        column.addWidget(self.form)
        for day in self.days:
            day.edited.connect(self.edited)
        self.form.edited.connect(self.edited)
        self.offer(())

    def offer(self, teams: Sequence[Team]) -> None:
        """Offer one of these teams besides the workers who are ticked."""
        options: list[tuple[Any, str]] = [
            (Who.ALL, t("All who are chosen")),
            (Who.ONE, t("One of those who are chosen")),
        ]
        for team in teams:
            words = t("Anyone of {team}", team=team.name) if team.name else t("Anybody at all")
            options.append((team, words))
        self.who.set_options(options)
        if self.who.value() is None:
            self.who.set_value(Who.ALL)

    def fit(self, *, rooms: bool, interpreters: bool) -> None:
        """Show what there is a choice of."""
        self.form.field("any_room").setVisible(rooms)
        self.form.field("any_interpreter").setVisible(interpreters)

    def say_advice(self, advice: str) -> None:
        """What is recorded of how the client may be reached: it is shown, and decides nothing."""
        words = t("On file for contact, not for appointments: {advice}", advice=advice)
        self.advice.setText(words if advice else "")
        self.advice.setVisible(bool(advice))

    def problem(self) -> bool:
        """Whether something typed is not understood; it is said beside its field."""
        return not self.form.validate()

    def wished(self) -> Wished:
        """What is chosen and typed."""
        who = self.who.value()
        ticked = frozenset(n for n, day in enumerate(self.days) if day.value())
        values = self.form.values()
        times = _minutes(values["earliest"], 0), _minutes(values["latest"], _DAY)
        return Wished(
            Wishes(ticked or EVERY_DAY, *times),
            one_of_chosen=who is Who.ONE,
            any_of=who.members if isinstance(who, Team) else (),
            any_room=bool(self.any_room.value()),
            any_interpreter=bool(self.any_interpreter.value()),
        )


def _minutes(value: time | None, none: int) -> int:
    return none if value is None else value.hour * 60 + value.minute
