"""Leave of everybody: who is away, entered by whoever hears of it first."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction

from db.operations.staff.leave import LeaveForm, add_leave, remove_leave
from db.queries.staff import LeaveRow, StaffRow, leave_list, staff_list
from db.texts import label, t, tn
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.leave_dialog import LeaveDialog
from ui.pages.office.leave_words import leave_times
from ui.pages.office.listed import Listed
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import Tick

_LOOK_BACK_DAYS = 365


class LeavePart(Listed[LeaveRow]):
    """A list of times away; past ones are shown when they are asked for."""

    kinds: ClassVar[frozenset[str]] = frozenset({"leave", "staff"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Leave"),
            t("Who is away. The calendar books nobody into leave without saying so."),
            name="office.leave",
            model=TableModel(
                [
                    Column("staff", t("Who"), lambda row: row.staff, 190),
                    Column("when", t("When"), leave_times, 280, order=lambda row: row.starts),
                    Column("kind", t("Kind"), lambda row: label(row.kind), 120),
                    Column("remark", t("Remark"), lambda row: row.remark, 220),
                ]
            ),
            count=lambda n: tn("{n} time away", "{n} times away", n),
            empty=EmptyState(
                t("Nobody is away"),
                t("Leave that has been entered appears here."),
                icon="calendar",
                step=t("Enter leave…"),
                clicked=self.add,
            ),
        )
        self._people: list[tuple[UUID, str]] = []
        self._add = action(t("Enter leave…"), self.add, self, icon="add", kind="primary")
        self.offer(t("Change leave…"), self.change, icon="edit")
        self.offer(t("Take leave back"), self.take_back, icon="undo")
        self.past = Tick(t("Also past leave"))
        self.past.edited.connect(lambda: self.refresh(None))
        self.buttons.add(self.past)
        self.list.opened.connect(lambda _: self.change())

    def part_actions(self) -> Sequence[QAction]:
        return (self._add,)

    def refresh(self, changes: Changes | None) -> None:
        since = (
            self.context.today() - timedelta(days=_LOOK_BACK_DAYS) if self.past.value() else None
        )
        self.context.runner.read(leave_list, since, then=self.model.set_rows)
        if changes is None or changes.touches("staff"):
            self.context.runner.read(staff_list, then=self._know)

    def _know(self, staff: Sequence[StaffRow]) -> None:
        self._people = [(row.id, row.display_name) for row in staff]

    def add(self) -> None:
        """Enter a new leave, of oneself unless somebody else is chosen."""
        LeaveDialog(self.context, self._people, self).begin(self.context.user.id)

    def change(self) -> None:
        """Change the leave that is chosen."""
        row = self.current()
        if row is not None:
            LeaveDialog(self.context, self._people, self, row).open()

    def take_back(self) -> None:
        """Take the leave that is chosen back, with Undo."""
        row = self.current()
        if row is not None:
            self.context.runner.write(remove_leave, row.id, then=partial(self._taken_back, row))

    def _taken_back(self, row: LeaveRow, _: object) -> None:
        form = LeaveForm(row.id, row.staff_id, row.starts, row.ends, row.kind, row.remark)
        self.context.notify(
            t("Leave of {name} was taken back.", name=row.staff),
            lambda: self.context.runner.write(add_leave, form),
        )
