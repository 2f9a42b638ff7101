"""The band that reminds of one's own next appointment, with snooze."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.own_reminders import OFF, Key, due
from db.texts import t, tn
from db.texts.dates import time_short
from ui.context import PageContext
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.text import reveal

if TYPE_CHECKING:
    from db.operations.changes import Changes
    from db.queries.calendar.own_next import OwnAppointment

_TICK_MS = 15_000
_READ_AGAIN = timedelta(minutes=5)  # others book as well, and a folder tells nobody
_READ_AGAIN_ON_SERVER = timedelta(hours=2)  # a server tells of each change
_SNOOZES = (5, 10)


class OwnReminders(QWidget):
    """One band at a time, of what comes next. It stands in the window, so a locked one hides it.

    `told` carries words for the desktop once for each that is due: when, and never with whom.
    """

    told = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._coming: Mapping[Key, OwnAppointment] = {}
        self._quiet: dict[Key, datetime | None] = {}
        self._already: set[Key] = set()
        self._read_at: datetime | None = None
        self._shown: Key | None = None
        self.band: Banner | None = None
        self.buttons: dict[str, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.tick)
        context.runner.changed.connect(self._changed)
        reveal(self, False)

    def begin(self) -> None:
        """Ask what is coming, at signing in."""
        self._clock.start()
        self._read()

    def end(self) -> None:
        """The office is being left."""
        self._clock.stop()

    def tick(self) -> None:
        """Look at the clock; it may have gone on while the computer slept."""
        now = self._context.now()
        wait = _READ_AGAIN_ON_SERVER if self._context.office.on_server else _READ_AGAIN
        if self._read_at is None or now - self._read_at >= wait:
            self._read()
        self._look(now)

    def snooze(self, minutes: int) -> None:
        """Say it again in so many minutes."""
        self._put_off(self._context.now() + timedelta(minutes=minutes))

    def snooze_until_it_begins(self) -> None:
        """Say it again when it begins."""
        if self._shown is not None:
            self._put_off(self._shown[1])

    def dismiss(self) -> None:
        """Do not say it again."""
        self._put_off(None)

    # ---- what is coming ----

    def _read(self) -> None:
        if self._context.settings.remind_minutes == OFF or not self._context.watch.state.readable:
            return
        from db.queries.calendar.own_next import own_next

        self._read_at = self._context.now()
        self._context.runner.read(own_next, then=self._know, replace_key=(self, "own"))

    def _know(self, found: tuple[OwnAppointment, ...]) -> None:
        self._coming = {(one.id, one.starts_at): one for one in found}
        self._look(self._context.now())

    def _changed(self, changes: Changes) -> None:
        if changes.touches("appointment") and self._clock.isActive():
            self._read()

    # ---- saying it ----

    def _look(self, now: datetime) -> None:
        minutes = self._context.settings.remind_minutes
        found = due(self._coming, minutes, self._quiet, now)
        for key in found:
            if key not in self._already:
                self._already.add(key)
                self.told.emit(t("Appointment at {time}", time=time_short(key[1])))
        self._show(found[0] if found else None, len(found) - 1, now)

    def _show(self, key: Key | None, more: int, now: datetime) -> None:
        self._shown = key
        if key is None:
            reveal(self, False)
            return
        if self.band is None:
            self._build()
        if self.band is not None:
            self.band.say(_words(self._coming[key], more, now))
        until = self.buttons["until"]
        reveal(until, key[1] > now)
        reveal(self, True)

    def _build(self) -> None:
        """Only when there is something to say: the window opens sooner without."""
        self.band = Banner("", Tone.INFORMATION)
        self.band.setAccessibleName(t("Reminder"))
        for minutes in _SNOOZES:
            words = tn("In {n} minute again", "In {n} minutes again", minutes)
            self.buttons[str(minutes)] = Button(words, partial(self.snooze, minutes))
        self.buttons["until"] = Button(t("When it begins"), self.snooze_until_it_begins)
        self.buttons["dismiss"] = Button(t("Dismiss reminder"), self.dismiss)
        self.buttons["open"] = Button(t("Open this appointment"), self._open, kind="link")
        line = Flow(*self.buttons.values())
        line.setContentsMargins(12, 8, 12, 4)
        self._column.addWidget(self.band)
        self._column.addWidget(line)

    def _put_off(self, until: datetime | None) -> None:
        if self._shown is not None:
            self._quiet[self._shown] = until
            if until is not None:
                self._already.discard(self._shown)  # told anew when the time comes
        self._look(self._context.now())

    def _open(self) -> None:
        if self._shown is None:
            return
        record_id = self._shown[0]
        self.dismiss()
        self._context.navigate("appointment", record_id)


def _words(one: OwnAppointment, more: int, now: datetime) -> str:
    minutes = -int(-(one.starts_at - now).total_seconds() // 60)
    when = time_short(one.starts_at)
    if minutes > 0:
        said = tn(
            "In {n} minute, at {time}: {what}", "In {n} minutes, at {time}: {what}", minutes,
            time=when, what=one.title,
        )  # fmt: skip
    else:
        said = t("Since {time}: {what}", time=when, what=one.title)
    others = tn("and {n} more", "and {n} more", more) if more else ""
    return " · ".join(part for part in (said, one.where, others) if part)
