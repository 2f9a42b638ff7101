"""Reminders in words: the same on the screen and on paper."""

from datetime import datetime
from typing import Protocol

from db.rules.codes import ReminderOutcome
from db.rules.reminding import ReminderWay
from db.texts import label, t, tn
from db.texts.dates import moment


class Tried(Protocol):
    """A try to remind somebody: what became of it, when (aware), and who did it."""

    @property
    def outcome(self) -> ReminderOutcome: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> str: ...


def way_words(way: ReminderWay) -> str:
    """How somebody is reminded, in words."""
    return {
        ReminderWay.CALL: t("By phone"),
        ReminderWay.TEXT: t("By text message"),
        ReminderWay.EMAIL: t("By e-mail"),
        ReminderWay.LETTER: t("By letter"),
        ReminderWay.NONE: t("Not to be contacted"),
    }[way]


def tried_words(last: Tried, tries: int) -> str:
    """Like "Not reached, 11/24/2026 3:05 PM, Rita (2 tries)"."""
    words = f"{label(last.outcome)}, {moment(last.at)}, {last.by}"
    return f"{words} ({tn('{n} try', '{n} tries', tries)})" if tries > 1 else words
