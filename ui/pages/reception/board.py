"""The board of a day: who is expected, who waits and since when, one key for each step."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.reception import Board, BoardRow, BoardState, reception_board
from db.rules.codes import AppointmentStatus
from db.rules.names import fold
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.marking import Marking
from ui.item_models.table import TableModel
from ui.pages.reception.columns import board_columns, marks, state_words, who
from ui.pages.reception.counts import CountBar
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text, hold_back

_AGAIN_MS = 30_000  # minutes of waiting go on, and others mark people as well


class BoardPane(QWidget):
    """The list, with its counts above and what must be minded about the chosen one below."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._board: Board | None = None
        self.states = CountBar(tuple(BoardState), state_words)
        self.model = TableModel(board_columns(), parent=self)
        self.pane = ListPane(
            "reception",
            context.settings,
            self.model,
            title=t("Expected today"),
            filter_hint=t("Client, worker or room"),
            count=lambda n: tn("{n} person", "{n} people", n),
            empty=EmptyState(
                t("Nobody is expected today"),
                t("Appointments at the office appear here."),
                icon="reception",
            ),
        )
        hold_back(self.pane)
        self.mind = Banner("", Tone.WARNING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.states)
        column.addWidget(self.pane, 1)
        column.addWidget(self.mind)
        keys = t(
            "A arrived · I went in · C completed · N no-show · F confirmed · Del cancels ·"
            " O opens the client"
        )
        column.addWidget(Text(keys, "secondary", wrap=True))
        self.marking = Marking(context, self, self.row)
        self._marks()
        self.states.chosen.connect(lambda _: self._show_rows())
        self.pane.searched.connect(lambda _: self._show_rows())
        self.pane.chip_removed.connect(lambda _: self.states.choose(None))
        self.pane.current_changed.connect(self._chosen)
        self._clock = QTimer(self, interval=_AGAIN_MS)
        self._clock.timeout.connect(self._load_if_seen)
        self._clock.start()

    def load(self) -> None:
        """Read the board of today."""
        key = (self, "board")
        self._context.runner.read(reception_board, then=self._show, replace_key=key)

    def row(self, record_id: UUID) -> BoardRow | None:
        """Somebody on the board."""
        rows = self._board.rows if self._board is not None else ()
        return next((row for row in rows if row.id == record_id), None)

    def current(self) -> BoardRow | None:
        """The one who is chosen."""
        record_id = self.pane.current_id()
        return None if record_id is None else self.row(record_id)

    def _marks(self) -> None:
        table, status = self.pane.table, AppointmentStatus
        marking = self.marking
        self.arrived = marking.add(t("Arrived"), "A", status.ARRIVED, table, "arrived")
        self.went_in = marking.add(t("Went in"), "I", status.IN_PROGRESS, table, "forward")
        self.completed = marking.add(t("Completed"), "C", status.COMPLETED, table, "check")
        self.no_show = marking.add(t("No-show"), "N", status.NO_SHOW, table, "remove")
        self.confirmed = marking.add(t("Confirmed"), "F", status.CONFIRMED, table, "ok")
        self.cancelled = marking.add_cancel(t("Cancel appointment"), "Del", table)
        self._chosen(None)

    def _load_if_seen(self) -> None:
        if self.isVisible() and self._context.watch.state.readable:
            self.load()

    def _show(self, board: Board) -> None:
        self._board = board
        self.pane.show()
        self.states.show_counts({state: board.count(state) for state in BoardState})
        self._show_rows()
        self._chosen(self.pane.current_id())

    def _show_rows(self) -> None:
        state = self.states.value
        wanted = fold(self.pane.search.query()).split()
        rows = [
            row
            for row in (self._board.rows if self._board is not None else ())
            if (state is None or row.state is state) and self._matches(row, wanted)
        ]
        chips = [] if state is None else [Chip("state", state_words(state))]
        self.pane.set_chips(chips)
        self.model.set_rows(rows)

    def _matches(self, row: BoardRow, wanted: list[str]) -> bool:
        words = fold(" ".join((who(row), *row.workers, row.room)))
        return all(word in words for word in wanted)

    def _chosen(self, record_id: Any) -> None:
        row = None if record_id is None else self.row(record_id)
        self.mind.say("\n".join(marks(row)) if row is not None else "")
        self.marking.enable(row)
