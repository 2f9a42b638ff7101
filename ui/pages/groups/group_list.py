"""The list of groups: those that meet, or all."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.groups.lists import GroupLine, group_list
from db.rules.names import fold
from db.texts import t, tn
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.groups.words import next_words, places_words
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text


class GroupList(QWidget):
    """`loaded` when the rows are there; what is chosen is told by `list`."""

    loaded = Signal()

    def __init__(self, context: PageContext, empty: EmptyState) -> None:
        super().__init__()
        self._context = context
        self._rows: tuple[GroupLine, ...] = ()
        self._wanted: UUID | None = None
        self.model: TableModel[GroupLine] = TableModel(_columns())
        self.list = ListPane(
            "groups",
            context.settings,
            self.model,
            title=t("Groups"),
            filter_hint=t("Group or leader"),
            count=lambda n: tn("{n} group", "{n} groups", n),
            empty=empty,
        )
        self.list.table.keep_to_width(True)  # a group always stands beside it
        self.which = Choice([(False, t("Those that meet")), (True, t("All"))])
        self.which.setMinimumContentsLength(14)
        before = Text(t("Show"), "secondary")
        before.setBuddy(self.which)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(before)
        line.addWidget(self.which)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        self.which.set_value(False)
        self.which.edited.connect(self.load)
        self.list.searched.connect(lambda _: self._show_rows())

    def load(self) -> None:
        """Read the list again."""
        self._context.runner.read(
            group_list, closed=bool(self.which.value()), then=self._show, replace_key=(self, "list")
        )

    def show_group(self, group_id: UUID) -> None:
        """Go to a group; one that is not in the list now is looked for among all."""
        if not self.list.select(group_id):
            self._wanted = group_id
            self.load()

    def begin(self) -> None:
        """Go to the first group."""
        if self.model.rowCount():
            self.list.table.go_to(0)

    def _show(self, rows: tuple[GroupLine, ...]) -> None:
        self._rows = rows
        self._show_rows()
        if self._wanted is not None:
            if not self.list.select(self._wanted) and not self.which.value():
                self.which.set_value(True)
                self.list.search.setText("")
                self.load()
                return
            self._wanted = None
        self.loaded.emit()

    def _show_rows(self) -> None:
        wanted = fold(self.list.search.query()).split()
        self.model.set_rows(
            [
                row
                for row in self._rows
                if all(word in fold(f"{row.name} {row.leader}") for word in wanted)
            ]
        )


def _columns() -> list[Column[GroupLine]]:
    return [
        Column("name", t("Group"), lambda row: row.name, 200, leads=True, tip=lambda row: row.name),
        Column(
            "places",
            t("Taken"),
            lambda row: places_words(row.members, row.capacity),
            76,
            order=lambda row: row.members,
            leads=True,
        ),
        Column(
            "next", t("Next session"), next_words, 150, order=lambda row: row.next_session,
        ),
        Column(
            "waiting",
            t("Waiting"),
            lambda row: str(row.waiting) if row.waiting else "",
            72,
            numeric=True,
            order=lambda row: row.waiting,
        ),
        Column("leader", t("Leader"), lambda row: row.leader, 130),
    ]  # fmt: skip
