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
        self._words = built_in()
        context.runner.read(preference, KEY, then=self.take)

    def take(self, own: Mapping[str, object] | None) -> None:
        """Add the person's own."""
        for word, text in (own or {}).items():
            self._words[word.casefold()] = str(text)

    def __call__(self, word: str) -> str | None:
        """The text for a word like ";hv", or None."""
        return self._words.get(word.casefold())

    def words(self) -> Mapping[str, str]:
        """Every snippet by its word."""
        return dict(self._words)
