"""The board of a day: who is expected, who waits and since when, one key for each step."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.queries.calendar.reception import Board, BoardRow, BoardState, reception_board
from db.rules.codes import AppointmentStatus
from db.texts import t
from ui.context import PageContext
from ui.dialogs.marking import Marking
from ui.pages.reception.columns import board_columns, marks, state_words, who
from ui.pages.reception.counted import CountedPane
from ui.pages.reception.counts import CountBar
from ui.widgets.empty_state import EmptyState

_AGAIN_MS = 30_000  # minutes of waiting go on, and others mark people as well


class BoardPane(CountedPane[BoardRow]):
    """Today's list, read again by a clock while it is seen."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "reception",
            board_columns(),
            CountBar(tuple(BoardState), state_words),
            title=t("Expected today"),
            filter_hint=t("Client, worker or room"),
            empty=EmptyState(
                t("Nobody is expected today"),
                t("Appointments at the office appear here."),
                icon="reception",
            ),
            parent=parent,
        )
        self._lay_out(
            t(
                "A arrived · I went in · C completed · N no-show · F confirmed · Del cancels ·"
                " O opens the client"
            )
        )
        self.marking = Marking(context, self, self.row)
        self._marks()
        self._clock = QTimer(self, interval=_AGAIN_MS)
        self._clock.timeout.connect(self._load_if_seen)
        self._clock.start()

    def load(self) -> None:
        """Read the board of today."""
        key = (self, "board")
        self.context.runner.read(reception_board, then=self._show, replace_key=key)

    def standing(self, row: BoardRow) -> BoardState:
        return row.state

    def words(self, row: BoardRow) -> Iterable[str]:
        return (who(row), *row.workers, row.room)

    def minded(self, row: BoardRow) -> Iterable[str]:
        return marks(row)

    def chosen(self, row: BoardRow | None) -> None:
        self.marking.enable(row)

    def _marks(self) -> None:
        table, status = self.pane.table, AppointmentStatus
        marking = self.marking
        self.arrived = marking.add(t("Arrived"), "A", status.ARRIVED, table, "arrived")
        self.went_in = marking.add(t("Went in"), "I", status.IN_PROGRESS, table, "forward")
        self.completed = marking.add(t("Completed"), "C", status.COMPLETED, table, "check")
        self.no_show = marking.add(t("No-show"), "N", status.NO_SHOW, table, "remove")
        self.confirmed = marking.add(t("Confirmed"), "F", status.CONFIRMED, table, "ok")
        self.cancelled = marking.add_cancel(t("Cancel appointment"), "Del", table)
        self.marking.enable(None)

    def _load_if_seen(self) -> None:
        if self.isVisible() and self.context.watch.state.readable:
            self.load()

    def _show(self, board: Board) -> None:
        self.show_people(board.rows, {state: board.count(state) for state in BoardState})
