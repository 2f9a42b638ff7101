"""People of a day in a list: counts above narrow it, and below stands what must be minded."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.names import fold
from db.texts import tn
from ui.context import PageContext
from ui.item_models.columns import Column, Row
from ui.item_models.table import TableModel
from ui.pages.reception.counts import CountBar
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text, hold_back


class CountedPane(QWidget, Generic[Row]):
    """Its subclasses say how somebody stands, by which words they are found, and what to mind."""

    def __init__(
        self,
        context: PageContext,
        name: str,
        columns: Sequence[Column[Row]],
        counts: CountBar,
        *,
        title: str,
        filter_hint: str,
        empty: EmptyState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._people: Sequence[Row] = ()
        self.counts = counts
        self.model = TableModel(columns, parent=self)
        self.pane = ListPane(
            name,
            context.settings,
            self.model,
            title=title,
            filter_hint=filter_hint,
            count=lambda n: tn("{n} person", "{n} people", n),
            empty=empty,
        )
        hold_back(self.pane)
        self.mind = Banner("", Tone.WARNING)
        self.counts.chosen.connect(lambda _: self._narrow())
        self.pane.searched.connect(lambda _: self._narrow())
        self.pane.chip_removed.connect(lambda _: self.counts.choose(None))
        self.pane.current_changed.connect(self._current_changed)

    def current(self) -> Row | None:
        """The one who is chosen."""
        return self.row(self.pane.current_id())

    def row(self, record_id: Any) -> Row | None:
        """Somebody of the day, whether the list shows them just now or not."""
        return next((row for row in self._people if self.model.id_of(row) == record_id), None)

    def show_people(self, people: Sequence[Row], counts: Mapping[Any, int]) -> None:
        """Show these, and how many of them stand where."""
        self._people = people
        self.pane.show()
        self.counts.show_counts(counts)
        self._narrow()
        self._current_changed(self.pane.current_id())

    # ---- what a subclass says ----

    @abstractmethod
    def standing(self, row: Row) -> Any:
        """By which of the counts somebody is counted."""

    @abstractmethod
    def words(self, row: Row) -> Iterable[str]:
        """Names by which the filter finds somebody."""

    @abstractmethod
    def minded(self, row: Row) -> Iterable[str]:
        """Sentences that whoever speaks with them must know."""

    def chosen(self, row: Row | None) -> None:
        """Somebody, or nobody any more, is chosen in the list."""

    # ---- inside ----

    def _lay_out(self, keys: str, *above: QWidget) -> None:
        """With what stands `above` the counts, and the keys in words below the list."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for widget in (*above, self.counts):
            column.addWidget(widget)
        column.addWidget(self.pane, 1)
        column.addWidget(self.mind)
        column.addWidget(Text(keys, "secondary", wrap=True))

    def _narrow(self) -> None:
        counted = self.counts.value
        wanted = fold(self.pane.search.query()).split()
        rows = [
            row
            for row in self._people
            if (counted is None or self.standing(row) is counted) and self._is_found(row, wanted)
        ]
        chips = [] if counted is None else [Chip("counted", self.counts.words(counted))]
        self.pane.set_chips(chips)
        self.model.set_rows(rows)

    def _is_found(self, row: Row, wanted: Sequence[str]) -> bool:
        words = fold(" ".join(self.words(row)))
        return all(word in words for word in wanted)

    def _current_changed(self, record_id: Any) -> None:
        row = self.row(record_id)
        self.mind.say("\n".join(self.minded(row)) if row is not None else "")
        self.chosen(row)
