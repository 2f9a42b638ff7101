"""How many are expected, late, waiting …: each count is a filter of the board."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.queries.calendar.reception import Board, BoardState
from db.texts import t
from ui.pages.reception.columns import state_words
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow


class StateBar(Flow):
    """A row of buttons; `chosen` carries the state to show, or None for everybody."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self.state: BoardState | None = None
        self._buttons: dict[BoardState | None, Button] = {}
        for state in (None, *BoardState):
            button = Button("", kind="quiet")
            button.setCheckable(True)
            button.setChecked(state is None)
            button.clicked.connect(lambda checked=False, state=state: self.choose(state))
            self._buttons[state] = button
            self.add(button)
        self.show_counts(None)

    def show_counts(self, board: Board | None) -> None:
        """Say how many stand where."""
        for state, button in self._buttons.items():
            words = t("Everybody") if state is None else state_words(state)
            states = tuple(BoardState) if state is None else (state,)
            count = board.count(*states) if board is not None else 0
            button.setText(t("{state}: {count}", state=words, count=count))

    def choose(self, state: BoardState | None) -> None:
        """Show only these; choosing a state again shows everybody."""
        self.state = None if state is self.state else state
        for other, button in self._buttons.items():
            button.setChecked(other is self.state)
        self.chosen.emit(self.state)
