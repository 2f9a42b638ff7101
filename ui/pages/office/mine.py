"""What somebody sets for themselves: how the program looks, when it locks, the password."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.staff import LeaveRow, leave_list, working_week
from db.rules.permissions import Action
from db.rules.staff_form import WeekSpan
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.own_password import OwnPassword
from ui.pages.office.leave_words import leave_times, leave_words
from ui.pages.office.my_calendar import MyCalendarCard
from ui.pages.office.my_choices import languages, reminder_minutes, schemes, wait_words
from ui.pages.office.part import Part
from ui.pages.office.staff_dialogs import change_own_details
from ui.pages.office.week_words import week_lines
from ui.runner import Changes
from ui.theme.following import follow
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Scrolled
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import Tick
from ui.widgets.text import Text

_PERCENTS = (80, 90, 100, 110, 125, 150, 175, 200)
_MINUTES = (2, 5, 10, 15, 30, 60, 120, 0)
_MOST_LEAVE = 5


class MyPart(Part):
    """Each choice counts at once; nothing here needs to be saved."""

    kinds: ClassVar[frozenset[str]] = frozenset({"leave", "staff", "office"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, t("My settings"))
        self.look = Form(columns=2)
        self.look.add("scheme", t("Colors"), Choice(schemes()))
        self.look.add("text_percent", t("Text size"), Choice())
        self.look.add("language", t("Language"), Choice(languages()))
        self.language_words = Text("", "secondary", wrap=True)
        self.language_words.hide()
        self.safety = Form(columns=2)
        self.safety.add("lock_minutes", t("Lock when nobody is there"), Choice())
        reminding = Choice(reminder_minutes())
        self.safety.add("remind_minutes", t("Remind me of my appointments"), reminding)
        self.stay = Tick(t("Stay unlocked on this computer"))
        self.stay.setEnabled(False)
        self.stay_words = Text("", "secondary", wrap=True)
        self.copy = Tick(t("Keep an encrypted copy on this computer"))
        words = t(
            "Of an office on a shared drive: reports then keep nobody waiting, and you can still "
            "read when the drive is gone. The copy opens only with a password of the office."
        )
        self.copy_words = Text(words, "secondary", wrap=True)
        self.calendar = MyCalendarCard(context)
        self.hours = QVBoxLayout()
        self.coming = QVBoxLayout()
        self._lay_out()
        follow(self, self._show_settings)  # Ctrl++ and Ctrl+K change them as well
        of_safety = ("lock_minutes", "remind_minutes")
        for name in ("scheme", "text_percent", "language", *of_safety):
            form = self.safety if name in of_safety else self.look
            form.field(name).edited.connect(lambda name=name, form=form: self._set(name, form))
        self.stay.edited.connect(self._stay_wanted)
        self.copy.edited.connect(
            lambda: self.context.settings.set("keep_copy", bool(self.copy.value()))
        )

    def refresh(self, changes: Changes | None) -> None:
        runner, me = self.context.runner, self.context.user.id
        if changes is None:
            self._show_settings()
            runner.background(self._look_at_key, then=self._show_key)
        self.calendar.refresh()
        runner.read(working_week, me, then=self._show_hours)
        runner.read(leave_list, None, me, then=self._show_leave)

    # ---- laying out ----

    def _lay_out(self) -> None:
        looks = Card(t("How the program looks here"))
        looks.body.addWidget(self.look)
        looks.body.addWidget(self.language_words)
        safety = Card(t("Locking, password and how I am reached"))
        safety.body.addWidget(self.safety)
        safety.body.addWidget(self.stay)
        safety.body.addWidget(self.stay_words)
        safety.body.addWidget(self.copy)
        safety.body.addWidget(self.copy_words)
        self.password_button = Button(t("Change my password…"), self.change_password, icon="key")
        safety.body.addWidget(self.password_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.details_button = Button(
            t("My phone and e-mail…"), lambda: change_own_details(self.context, self), icon="phone"
        )
        safety.body.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignLeft)
        hours = Card(t("My working hours"))
        hours.body.addLayout(self.hours)
        leave = Card(t("My leave"))
        leave.body.addLayout(self.coming)
        if self.context.may(Action.BOOK):
            button = Button(t("Enter leave…"), self._enter_leave, icon="add")
            leave.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            Scrolled(looks, safety, hours, leave, self.calendar, width=760, margin=0), 1
        )

    # ---- settings ----

    def _show_settings(self) -> None:
        settings = self.context.settings
        percent, minutes = settings.text_percent, settings.lock_minutes
        percents = sorted({*_PERCENTS, percent})
        sizes = self.look.field("text_percent").control
        sizes.set_options([(n, t("{percent} %", percent=n)) for n in percents])
        waits = _MINUTES if minutes in _MINUTES else (minutes, *_MINUTES)
        self.safety.field("lock_minutes").control.set_options([(n, wait_words(n)) for n in waits])
        self.look.set_values(
            {
                "scheme": settings.scheme,
                "text_percent": percent,
                "language": settings.language,
            }
        )
        reminding = settings.remind_minutes
        self.safety.set_values({"lock_minutes": minutes, "remind_minutes": reminding})
        self.copy.set_value(settings.keep_copy)

    def _set(self, name: str, form: Form) -> None:
        value = form.value(name)
        if value is None:
            return
        self.context.settings.set(name, value)
        if name == "language":
            words = t("The language changes when you sign in the next time.")
            self.language_words.setText(words)
            self.language_words.show()

    # ---- this computer's key ----

    def _look_at_key(self) -> tuple[bool, bool]:
        acts = self.context.acts
        return acts.can_stay_unlocked(), acts.stays_unlocked()

    def _show_key(self, found: tuple[bool, bool]) -> None:
        possible, kept = found
        self.stay.setEnabled(possible or kept)
        self.stay.set_value(kept)
        if possible or kept:
            words = t("The office then opens here without your password. Not on a shared computer.")
        else:
            words = t("This computer has no keyring, so the password is asked for at each start.")
        self.stay_words.setText(words)

    def _stay_wanted(self) -> None:
        self.stay.setEnabled(False)
        self.context.runner.background(
            self.context.acts.stay_unlocked,
            self.stay.value(),
            then=self._stayed,
            failed=self._not_stayed,
        )

    def _stayed(self, kept: bool) -> None:
        wanted = self.stay.value()
        self._show_key((True, kept))
        if wanted and not kept:
            self.banner.say(t("The keyring of this computer did not keep the key."), Tone.WARNING)

    def _not_stayed(self, error: Exception) -> None:
        self._show_key((True, False))
        self.safety.show_refusal(error)

    def change_password(self) -> None:
        """Ask for the old password and a new one."""
        OwnPassword(self.context, self).open()

    # ---- hours and leave ----

    def _show_hours(self, spans: tuple[WeekSpan, ...]) -> None:
        _fill(self.hours, week_lines(spans) or [t("No hours have been entered for you.")])

    def _show_leave(self, rows: tuple[LeaveRow, ...]) -> None:
        lines = [f"{leave_times(row)} · {leave_words(row)}" for row in rows[:_MOST_LEAVE]]
        if len(rows) > _MOST_LEAVE:
            more = len(rows) - _MOST_LEAVE
            lines.append(tn("and {n} more", "and {n} more", more))
        _fill(self.coming, lines or [t("No leave is coming.")], wrap=True)

    def _enter_leave(self) -> None:
        from ui.pages.office.leave_dialog import LeaveDialog

        me = self.context.user
        LeaveDialog(self.context, [(me.id, me.display_name)], self).begin(me.id)


def _fill(column: QVBoxLayout, lines: list[str], *, wrap: bool = False) -> None:
    while column.count():
        taken = column.takeAt(0)
        old: QWidget | None = taken.widget() if taken is not None else None
        if old is not None:
            old.deleteLater()
    for line in lines:
        column.addWidget(Text(line, wrap=wrap))
