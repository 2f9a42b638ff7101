"""Below the appointment form: when everybody and everything chosen is free on its day."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.free_busy import FreeBusy, free_busy
from db.texts import label, t
from db.texts.dates import time_short, weekday_date
from ui.context import PageContext
from ui.dialogs.appointment.fields import AppointmentFields
from ui.dialogs.appointment.free_busy_words import (
    FIRST,
    LAST,
    bounds,
    entries_of,
    length_of,
    minute_of,
)
from ui.item_models.free_busy import HeldTitle
from ui.widgets.buttons import Button
from ui.widgets.free_busy_strip import FreeBusyStrip
from ui.widgets.text import Text

_LAYOUT = "appointment.free_busy"


class FreeBusyPanel(QWidget):
    """The strip, what its proposed time meets in words, and a button that shows or hides it."""

    def __init__(self) -> None:
        super().__init__()
        self.button = Button(t("Free and busy"), kind="link")
        self.strip = FreeBusyStrip(t("Free and busy"))
        self.words = Text("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(self.strip)
        column.addWidget(self.words)

    def open(self, *, shown: bool) -> None:
        """Show or hide the strip."""
        self.strip.setVisible(shown)
        self.words.setVisible(shown)
        self.button.setText(t("Hide free and busy") if shown else t("Show free and busy"))


class LookingAtDays(QObject):
    """Fills a panel with the day of the form, and puts the time that is proposed there into it."""

    def __init__(
        self, context: PageContext, fields: AppointmentFields, panel: FreeBusyPanel
    ) -> None:
        super().__init__(panel)
        self._context, self._fields, self._panel = context, fields, panel
        self._form: AppointmentForm | None = None
        panel.button.clicked.connect(self._toggle)
        panel.strip.proposed.connect(self._propose)
        panel.strip.day_wanted.connect(self._turn)
        panel.open(shown=context.settings.layout(_LAYOUT) is not False)

    def show(self, form: AppointmentForm | None) -> None:
        """Show the day of this appointment; None while its times are not known."""
        self._form = form
        if form is None:
            self._panel.strip.held.show_rows((), (), FIRST, LAST)
            self._panel.words.setText(t("Say the day, the time and the length first."))
        elif self._panel.strip.isVisibleTo(self._panel):
            self._context.runner.read(
                free_busy,
                form,
                then=partial(self._got, form),
                failed=self._not_known,
                replace_key=(self, "days"),
            )

    def _got(self, form: AppointmentForm, found: FreeBusy) -> None:
        if form is self._form:
            fill(self._panel.strip, form, found)
            words = met_words(self._panel.strip, form)
            self._panel.words.setText(words)
            self._panel.strip.say(words)

    def _not_known(self, _: Exception) -> None:
        """What is wrong with the form is said beside it."""
        self._panel.strip.held.show_rows((), (), FIRST, LAST)
        self._panel.words.setText("")

    def _propose(self, minute: int) -> None:
        form = self._form
        if form is None:
            return
        midnight = form.starts_at.replace(hour=0, minute=0)
        at = midnight + timedelta(minutes=minute)
        self._fields.field("starts_at").control.enter(at.time().replace(tzinfo=None))

    def _turn(self, by: int) -> None:
        day = self._fields.value("day")
        if day is not None:
            self._fields.field("day").control.enter(day + timedelta(days=by))

    def _toggle(self) -> None:
        shown = not self._panel.strip.isVisibleTo(self._panel)
        self._panel.open(shown=shown)
        self._context.settings.remember(_LAYOUT, shown)
        if shown:
            self.show(self._form)
            self._panel.strip.setFocus()


def fill(strip: FreeBusyStrip, form: AppointmentForm, found: FreeBusy) -> None:
    """Show what is held on the form's day, and the form's time as the one that is proposed."""
    starts, minutes = minute_of(form, form.starts_at), length_of(form)
    first, last = bounds(found, form, starts, starts + minutes)
    entries = [
        entry
        for number, row in enumerate(found.rows)
        for entry in entries_of(number, row, found, first, last)
    ]
    titles = [HeldTitle(row.id, row.name, label(row.kind)) for row in found.rows]
    strip.held.show_rows(titles, entries, first, last)
    strip.propose(starts, minutes)


def met_words(strip: FreeBusyStrip, form: AppointmentForm) -> str:
    """What the form's time meets in the strip, in words."""
    if not strip.held.titles:
        return t("Choose a worker, a client or a room: their day stands here.")
    ends_at = form.starts_at + timedelta(minutes=length_of(form))
    when = t(
        "{day}, {first} to {last}",
        day=weekday_date(form.starts_at.date()),
        first=time_short(form.starts_at),
        last=time_short(ends_at),
    )
    met = strip.held.met_by(strip.starts, strip.starts + strip.minutes)
    return f"{when} · {'; '.join(one.name for one in met) or t('all are free')}"
