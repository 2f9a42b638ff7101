"""What somebody can choose for themselves, in words."""

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
