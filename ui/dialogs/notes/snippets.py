"""Short words that become whole sentences in a note."""

from collections.abc import Mapping

from db.queries.preferences import preference
from db.texts import t
from ui.context import PageContext

KEY = "snippets"


def built_in() -> dict[str, str]:
    """The snippets that everybody has."""
    return {
        ";hv": t("Visited the home at the agreed time."),
        ";na": t("Nobody answered. No message was left."),
        ";vm": t("Reached voicemail; left a name and a number only."),
        ";pc": t("Called at the agreed number and reached "),
        ";sv": t("Supervised the visit from beginning to end."),
        ";ns": t("Did not come, and did not cancel."),
        ";fu": t("To follow up: "),
    }


class Snippets:
    """The built-in snippets and the person's own, which come first."""

    def __init__(self, context: PageContext) -> None:
        self._shared, self._own = built_in(), dict[str, str]()
        context.runner.read(preference, KEY, then=self.take)

    def take(self, own: Mapping[str, object] | None) -> None:
        """Put the person's own in place of those before."""
        self._own = {word.casefold(): str(text) for word, text in (own or {}).items()}

    def __call__(self, word: str) -> str | None:
        """The text for a word like ";hv", or None."""
        key = word.casefold()
        return self._own.get(key) or self._shared.get(key)

    def own(self) -> Mapping[str, str]:
        """The person's own, by word."""
        return dict(self._own)
