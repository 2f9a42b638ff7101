"""A line in a form: who else has the same record open, for as long as they do."""

from uuid import UUID

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from db.texts import t
from ui.office_state import OfficeWatch, PersonHere
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class AlsoEditing(Banner):
    """Announces that the record is edited here, until it is destroyed, and names the others."""

    def __init__(
        self, watch: OfficeWatch, kind: str, record_id: UUID, parent: QWidget | None = None
    ) -> None:
        super().__init__("", Tone.INFORMATION, parent)
        self._watch, self._kind, self._record_id = watch, kind, record_id
        watch.edit(kind, record_id)
        # Not by a method of this widget: it is half gone when the signal comes. When the program
        # ends, the watch may be gone before its forms.
        self.destroyed.connect(lambda: _leave(watch, kind, record_id))
        watch.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        others = self._watch.others_who_edit(self._kind, self._record_id)
        self.say("\n".join(_words(person) for person in others))


def _leave(watch: OfficeWatch, kind: str, record_id: UUID) -> None:
    if isValid(watch):
        watch.leave(kind, record_id)


def _words(person: PersonHere) -> str:
    return t(
        "{name} is editing this too, at {computer}.", name=person.name, computer=person.computer
    )
