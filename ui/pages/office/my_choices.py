"""What somebody can choose for themselves, in words."""

from db.rules.own_reminders import MINUTES
from db.texts import t, tn
from ui.widgets.choice import Options


def schemes() -> Options:
    """Colors."""
    return [
        ("system", t("As the system")),
        ("light", t("Light")),
        ("dark", t("Dark")),
        ("contrast", t("High contrast")),
    ]


def languages() -> Options:
    """Languages of the window."""
    # Each language in its own words: whoever needs it must find it.
    return [("", t("As the office")), ("en", "English"), ("es", "Español")]


def wait_words(count: int) -> str:
    """How long nobody may be there; 0 is for ever."""
    if not count:
        return t("Never")
    return tn("After {n} minute", "After {n} minutes", count)


def reminder_minutes() -> Options:
    """How long before one's own appointments to be reminded; 0 is never."""
    return [
        (n, tn("{n} minute before", "{n} minutes before", n) if n else t("Never")) for n in MINUTES
    ]
