"""The link by which a meeting by video is joined: typed or pasted, and opened with one click."""

from db.rules.joining_link import LONGEST_LINK, is_joining_link, link_findings
from db.texts import sentence, t
from ui.dialogs.joining import join
from ui.widgets.buttons import Button
from ui.widgets.inputs import TextInput


def link_problem(link: str) -> str:
    """What is wrong with what was typed, or ""."""
    return "\n".join(sentence(finding) for finding in link_findings(link))


class JoiningLink(TextInput):
    """The line; `button` joins, and is to be seen as soon as the link is one."""

    def __init__(self) -> None:
        super().__init__(placeholder="https://", limit=LONGEST_LINK)
        self.button = Button(
            t("Join the meeting"), lambda: join(self.value()), kind="link", icon="video"
        )
        self.button.hide()
        self.textChanged.connect(lambda _: self._fit())

    def value(self) -> str:
        """The link without spaces around it."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        super().set_value(value)
        self._fit()

    def _fit(self) -> None:
        self.button.setVisible(is_joining_link(self.value()))
