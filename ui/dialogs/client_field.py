"""A field in which a client is found as somebody types, with safe-contact marks in the list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from db.queries.calendar.choices import BookingClient, booking_client
from db.queries.search.find import find
from db.queries.search.hit import Hit, HitKind
from db.rules.findings import information
from db.texts import sentence, t
from db.texts.partial_dates import partial_date_words
from ui.context import PageContext
from ui.item_models.columns import _NOWHERE, ID_ROLE, Index
from ui.widgets.search_field import SearchField

_MOST = 12


class _Hits(QAbstractListModel):
    """Clients that were found, in one line each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return hit_words(hit)
        if role == Qt.ItemDataRole.EditRole:
            return hit.name.display()
        return hit.id if role == ID_ROLE else None


def hit_words(hit: Hit) -> str:
    """A client who was found, in one line: name, number, birth date, safe-contact mark."""
    born = t("born {date}", date=partial_date_words(hit.birth_date)) if hit.birth_date else ""
    mark = sentence(information("contact.do_not_confirm")) if hit.do_not_confirm else ""
    return " · ".join(part for part in (hit.name.display(), hit.number, born, mark) if part)


class ClientField(SearchField):
    """Its value is a client's id, or None while nobody is chosen.

    Down goes into the list, Enter takes the first. `chosen` carries the `BookingClient` whenever
    one stands in the field (also after `set_value`), and None when nobody does any more.
    """

    edited = Signal()
    chosen = Signal(object)

    def __init__(self, context: PageContext, name: str = "", parent: QWidget | None = None) -> None:
        hint = t("Name, number, birth date or phone")
        super().__init__(name or t("Client"), hint, parent)
        self._context = context
        self._value: UUID | None = None
        self._case_id: UUID | None = None
        self._found_for = ""
        self._take_first = False
        self._hits = _Hits(self)
        completer = QCompleter(self._hits, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST)
        completer.setWidget(self)  # not `setCompleter`: what is typed must not filter again
        completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        self._completer = completer
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("popup", True)
            popup.setAccessibleName(t("Clients found"))
        self.searched.connect(self._search)
        self.entered.connect(self._enter_list)
        self.textChanged.connect(lambda _: self._typed())

    def value(self) -> UUID | None:
        """The client chosen."""
        return self._value

    def set_value(self, client_id: UUID | str | None, case_id: UUID | None = None) -> None:
        """Show this client without calling it an edit; `case_id` is one to offer in any case."""
        self._case_id = case_id
        if client_id is None or client_id == "":
            self._show(None)
            return
        self._value = client_id if isinstance(client_id, UUID) else UUID(client_id)
        self._read()

    def hits(self) -> Sequence[Hit]:
        """The clients in the list."""
        return self._hits.hits

    def problem(self) -> str:
        """Says so when something was typed and nobody was chosen."""
        return t("Choose a client from the list.") if self.query() and not self._value else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.query() and self._value is None:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # the dialog's: here it would empty the field
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._found_for == self.query():
            self._choose_first()
        else:
            self._take_first = True
            self.search_now()

    def _typed(self) -> None:
        if self._value is not None:
            self._value = None
            self.chosen.emit(None)
        self.edited.emit()

    def _search(self, text: str) -> None:
        if self._value is not None or not text:
            return

        def found(hits: tuple[Hit, ...]) -> None:
            if text == self.query() and self._value is None:
                self._show_hits(text, [hit for hit in hits if hit.kind is HitKind.CLIENT])

        self._context.runner.read(find, text, then=found, replace_key=(self, "find"))

    def _show_hits(self, text: str, hits: list[Hit]) -> None:
        self._found_for = text
        self._hits.show_hits(hits[:_MOST])
        if self._take_first:
            self._take_first = False
            self._choose_first()
        elif hits and self.hasFocus():
            self._completer.complete()
        else:
            self._close_list()

    def _enter_list(self) -> None:
        if self._value is None and self._hits.hits:
            self._completer.complete()

    def _close_list(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def _choose_first(self) -> None:
        if self._hits.hits:
            self.choose(self._hits.hits[0].id)

    def _activated(self, index: Index) -> None:
        self.choose(index.data(ID_ROLE))

    def choose(self, client_id: UUID) -> None:
        """Take one of those found, as an edit."""
        self._close_list()
        self._case_id = None
        self._value = client_id
        self._read()
        self.edited.emit()

    def _read(self) -> None:
        self._context.runner.read(
            booking_client,
            self._value,
            self._case_id,
            then=self._show,
            replace_key=(self, "client"),
        )

    def _show(self, client: BookingClient | None) -> None:
        self._value = client.id if client is not None else None
        with QSignalBlocker(self):
            self.setText(client.name.display() if client is not None else "")
            self.setCursorPosition(0)
        self.forget_search()
        self.chosen.emit(client)
