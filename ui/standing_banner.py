"""The band that stands across every page while the office cannot be reached or written."""

from PySide6.QtWidgets import QWidget

from db.texts import sentence, t
from db.texts.dates import moment
from ui.context import PageContext
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class StandingBanner(Banner):
    """Says why nothing can be saved just now; goes away by itself."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.WARNING, parent)
        self._context = context
        self.setAccessibleName(t("State of the office"))
        context.watch.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        state = self._context.watch.state
        if not state.reachable:
            self.say(unreachable_words(self._context), Tone.WARNING)
        elif state.why_readonly is not None:
            of_the_place = state.why_readonly.code.startswith("place.")  # nothing is wrong
            tone = Tone.WARNING if of_the_place else Tone.DANGER
            self.say(sentence(state.why_readonly), tone)
        else:
            self.say("")


def unreachable_words(context: PageContext) -> str:
    """That drive or server is away, and what one reads meanwhile."""
    if context.office.on_server:
        words = t(
            "The server cannot be reached. What you see stays, what you type is kept, and reading "
            "and saving come back by themselves."
        )
        why = context.watch.state.why_away
        return f"{words} {sentence(why)}" if why is not None else words
    copied = context.watch.state.copied_at
    if copied is None:
        return t(
            "The office cannot be reached. What you type is kept; saving comes back by itself."
        )
    return t(
        "The office cannot be reached. You read the copy of {moment}; what you type is kept, and "
        "saving comes back by itself.",
        moment=moment(copied.astimezone(context.office.zone)),
    )
