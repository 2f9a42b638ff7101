"""Who has the office open just now, and on which computer. Live while it is shown."""

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from db.texts import t
from db.texts.dates import time_short
from ui.context import PageContext
from ui.dialogs.shell import Dialog
from ui.office_state import PersonHere
from ui.widgets.text import Text


class WhoIsHere(Dialog):
    """A line for each running program, this one first."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Who is here"), parent)
        self._context = context
        self.people = Text("", wrap=True, selectable=True)
        self.people.setAccessibleName(t("Working in it now:"))
        self.body.addWidget(self.people)
        self.verb(t("Close"), self.accept, "primary")
        context.watch.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        state, zone = self._context.watch.state, self._context.office.zone
        people = sorted(state.people, key=lambda person: not person.own)
        lines = [person_words(person, zone) for person in people]
        self.people.setText("\n".join(lines) or t("Who is here is not known just now."))


def person_words(person: PersonHere, zone: ZoneInfo) -> str:
    """ "Maria Lopez at RECEPTION-2, since 9:35"."""
    words = t(
        "{name} at {computer}, since {time}",
        name=person.name,
        computer=person.computer,
        time=time_short(person.since.astimezone(zone)),
    )
    return t("{person} (here)", person=words) if person.own else words
