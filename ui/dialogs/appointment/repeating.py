"""An appointment that repeats: the rule below its times, its check, and how it is booked."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.operations.calendar.book_series import BookedSeries, book_series
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.series import CheckedSeries, check_series
from db.queries.calendar.series_ways import Ways, series_ways
from db.rules.codes import AppointmentKind
from db.rules.findings import NeedsReason, Refused
from db.rules.recurrence import Repeats, repeats_of, rule_of
from db.texts import t
from db.texts.repeats import repeats_words
from ui.context import PageContext
from ui.dialogs.appointment.repeat_form import RepeatDialog
from ui.dialogs.appointment.series_panel import SeriesPanel
from ui.runner import Failed
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class RepeatLine(QWidget):
    """The rule in words, and the button that asks for it."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.button = Button(t("Repeat…"), self.wanted.emit, icon="calendar")
        self.words = Text("", "secondary", wrap=True)
        row.addWidget(self.button)
        row.addWidget(self.words, 1)

    def offer(self, kind: AppointmentKind | None) -> None:
        """Not for a hearing: the court sets each, and that is said."""
        hearing = kind is AppointmentKind.HEARING
        self.button.setVisible(not hearing)
        if hearing:
            self.words.setText(t("A hearing does not repeat: the court sets each one."))


class Repeating(QObject):
    """Knows the rule. `single` is shown while there is none, the `panel` otherwise; `check` asks
    the calendar again; `day` and `kind` are the appointment's, as
    typed.
    """

    def __init__(
        self,
        context: PageContext,
        line: RepeatLine,
        single: QWidget,
        day: Callable[[], date | None],
        kind: Callable[[], AppointmentKind | None],
        check: Callable[[], object],
    ) -> None:
        super().__init__(line)
        self._context, self._line, self._single = context, line, single
        self._day, self._kind, self._check = day, kind, check
        self.repeats: Repeats | None = None
        self.instead: Callable[[], object] | None = None  # where it is one of a series already
        self._known: tuple[AppointmentForm, Repeats] | None = None  # of which the panel tells
        self.panel = SeriesPanel()
        self.panel.hide()
        line.wanted.connect(self.ask)

    def ask(self) -> None:
        """Ask how it repeats."""
        if self.instead is not None:
            self.instead()
            return
        day = self._day() or self._context.today()
        RepeatDialog(
            day, self._context.today, self.repeats, self.choose, self._line.window()
        ).open()

    def choose(self, repeats: Repeats | None) -> None:
        """Repeat so, or not at all."""
        self.repeats = repeats
        self.fit()
        self._line.button.setFocus()
        self._check()

    def fit(self) -> None:
        """Say the rule, counted from the day that is typed now."""
        on, day = self.repeats is not None, self._day()
        words = repeats_words(self.repeats, day) if self.repeats is not None and day else ""
        self._line.words.setText(words)
        self._line.offer(self._kind())
        self._single.setVisible(not on)
        self.panel.setVisible(on)

    def check_instead(self, form: AppointmentForm | None) -> bool:
        """Ask what stands against the series; whether there is one."""
        self.fit()
        if self.repeats is None:
            return False
        if form is None:
            self.panel.say(())
            return True
        self._context.runner.read(
            check_series,
            form,
            self.repeats,
            then=partial(self._show, form, self.repeats),
            failed=self._not_checked,
            replace_key=(self, "check"),
        )
        return True

    def book(
        self, form: AppointmentForm, booked: Callable[[BookedSeries], object], failed: Failed
    ) -> None:
        """Book all that is not left out; what was typed a moment ago is checked before.

        If then something collides nothing is booked, for nobody has seen it: `failed`, as where
        the reason is missing.
        """
        repeats = self.repeats
        assert repeats is not None

        def go_on() -> None:
            self._context.runner.write(
                book_series,
                form,
                repeats,
                self.panel.choices(),
                self.panel.reason_given(),
                then=booked,
                failed=not_booked,
            )

        def not_booked(error: Exception) -> None:
            self._known = None  # somebody was quicker: what is shown is asked anew
            failed(error)

        def checked(found: CheckedSeries) -> None:
            self._show(form, repeats, found)
            if found.wrong or self.panel.collides():
                failed(Refused(*found.wrong))
            else:
                go_on()

        if self._known != (form, repeats):
            self._context.runner.read(check_series, form, repeats, then=checked, failed=failed)
        elif self.panel.complete():
            go_on()
        else:
            failed(NeedsReason())

    def kept(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        rule = rule_of(self.repeats) if self.repeats is not None else ""
        return {
            "repeats": rule,
            "series_reason": self.panel.reason.value(),
            "series_choices": self.panel.kept(),
        }

    def resume(self, data: Mapping[str, Any]) -> None:
        """Go on with what a draft has kept."""
        if data.get("repeats"):
            with suppress(ValueError):  # a newer program may know more
                self.repeats = repeats_of(data["repeats"])
            self.panel.reason.set_value(data.get("series_reason"))
            self.panel.resume(data.get("series_choices") or {})
            self.fit()

    def _show(self, form: AppointmentForm, repeats: Repeats, found: CheckedSeries) -> None:
        if self.repeats == repeats:
            self._known = (form, repeats)
            self.panel.show_checked(found)
            if self.panel.collides():
                self._context.runner.read(
                    series_ways,
                    form,
                    repeats,
                    then=partial(self._show_ways, form, repeats),
                    replace_key=(self, "ways"),
                )

    def _show_ways(self, form: AppointmentForm, repeats: Repeats, ways: tuple[Ways, ...]) -> None:
        if self._known == (form, repeats):
            self.panel.show_ways(ways)

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.panel.say(error.findings)
