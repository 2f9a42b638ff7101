"""The line below the grid: what stands in front, and what stands against it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from ui.theme.tokens import Tone
from ui.widgets.appointment_view import AppointmentView
from ui.widgets.text import Text

_ROLES = {Tone.DANGER: "error", Tone.WARNING: "warning"}


class Said(Text):
    """Says it on the screen, and to a screen reader where no item says it."""

    def __init__(self) -> None:
        super().__init__("", "secondary", wrap=True)

    def say(self, words: str, tone: Tone, view: AppointmentView) -> None:
        """Say this of what is in front of a view."""
        self.set_role(_ROLES.get(tone, "secondary"))
        if words == self.text():
            return
        self.setText(words)
        # An empty slot is no item that a screen reader could come to: it is told.
        on_item = view.current_entry() is not None and view.ghost is None
        if view.hasFocus() and (tone is not Tone.NEUTRAL or not on_item):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))
