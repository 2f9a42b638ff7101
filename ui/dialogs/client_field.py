"""A field in which a client is found as somebody types, with safe-contact marks in the list."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from db.queries.calendar.choices import BookingClient, booking_client
from db.queries.search.find import find
from db.queries.search.hit import Hit, HitKind
from db.rules.findings import information
from db.texts import sentence, t
from db.texts.partial_dates import partial_date_words
from ui.context import PageContext
from ui.widgets.record_field import Record, RecordField


class ClientField(RecordField):
    """Its value is a client's id, or None while nobody is chosen.

    `chosen` carries the `BookingClient` whenever one stands in the field (also after
    `set_value`), and None when nobody does any more. Enter takes the first that is found, and is
    for the field alone also where whoever was typed in full stands in it by then.
    """

    chosen = Signal(object)

    def __init__(self, context: PageContext, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self._find, hint=t("Name, number, birth date or phone"), parent=parent)
        self.setAccessibleName(name or t("Client"))
        self._context = context
        self._case_id: UUID | None = None
        self._told: UUID | None = None
        self._enters = 0  # pressed before it was known whom the first takes
        self._typing = False  # and nothing has said yet that whoever is found is meant
        self.edited.connect(self._follow)
        completer = self.completer()
        if completer is not None:
            completer.activated.connect(self._typed_enough)
        self.textEdited.connect(self._go_on)

    def set_value(self, value: Record | UUID | str | None, case_id: UUID | None = None) -> None:
        """Show this client without calling it an edit; `case_id` is one to offer in any case."""
        client_id = value[0] if isinstance(value, tuple) else value
        self._case_id = case_id
        self._told = None
        self._typed_enough()
        if not client_id:
            self._show(None)
            return
        self._chosen = (UUID(str(client_id)), "")
        self._follow()

    def problem(self) -> str:
        """Says so when something was typed and nobody was chosen."""
        return t("Choose a client from the list.") if super().problem() else ""

    def found(self) -> Sequence[Record]:
        """The clients in the list: their ids and words."""
        return [(client_id, words) for words, client_id in self._known.items()]

    def query(self) -> str:
        """What is typed."""
        return self.text().strip()

    def unknown(self) -> str:
        """What is typed while nobody is chosen."""
        return self.query() if self.value() is None else ""

    def search_now(self) -> None:
        """Look for what is typed without waiting for the next key."""
        self._later.stop()
        self._ask()

    def choose(self, client_id: UUID) -> None:
        """Take a client as an edit."""
        self._case_id = None
        self._typed_enough()
        self._chosen = (client_id, self.written(client_id))
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.query() and not self._marked():
            typing, self._typing = self._typing, False
            if self.value() is None:
                self._enters += 1  # and the dialog's main button is pressed by the next
                if self._enters == 1:
                    self.search_now()
                return
            if typing:
                return  # or what Enter does would depend on how soon they were found
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._typed_enough()

    def _find(self, text: str, then: Callable[[Sequence[Record]], object]) -> None:
        def found(hits: tuple[Hit, ...]) -> None:
            clients = [hit for hit in hits if hit.kind is HitKind.CLIENT]
            then([(hit.id, hit_words(hit)) for hit in clients])

        self._context.runner.read(find, text, then=found, replace_key=(self, "find"))

    def _arrived(self, text: str, found: Sequence[Record]) -> None:
        super()._arrived(text, found)
        enters, self._enters = self._enters, 0
        if not enters or text != self.query():
            return
        if self._known and self.value() is None:
            self._take(next(iter(self._known)))
        if self.value() is not None:
            for _ in range(enters - 1):
                kind, held = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
                QApplication.postEvent(self, QKeyEvent(kind, Qt.Key.Key_Return, held))

    def _go_on(self) -> None:
        self._enters = 0
        self._typing = True

    def _typed_enough(self) -> None:
        self._typing = False

    def _follow(self) -> None:
        """Read what belongs to the client, or tell that there is none any more."""
        client_id = self.value()
        if client_id is None:
            if self._told is not None:
                self._told = None
                self.chosen.emit(None)
        elif client_id != self._told:
            self._close_list()
            self._context.runner.read(
                booking_client,
                client_id,
                self._case_id,
                then=self._show,
                replace_key=(self, "client"),
            )

    def _marked(self) -> bool:
        """Whether a line of the open list is marked: Enter takes that one."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def _close_list(self) -> None:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()

    def _show(self, client: BookingClient | None) -> None:
        words = client.name.display() if client is not None else ""
        self._told = client.id if client is not None else None
        self._chosen = (client.id, words) if client is not None else None
        with QSignalBlocker(self):
            self.setText(words)
            self.setCursorPosition(0)
        self.chosen.emit(client)


def hit_words(hit: Hit) -> str:
    """A client who was found, in one line: name, number, birth date, safe-contact mark."""
    birth = hit.birth_date
    born = t("born {date}", date=partial_date_words(birth)) if birth else ""
    mark = sentence(information("contact.do_not_confirm")) if hit.do_not_confirm else ""
    return " · ".join(part for part in (hit.name.display(), hit.number, born, mark) if part)
