"""Attendance as one control of a form: the table, its buttons, and the remark on one member."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.rules.codes import Attended
from db.rules.groups import CAME
from db.texts import label, t, tn
from ui.dialogs.groups.attendance_table import LETTERS, AttendanceTable, mark_columns, mark_words
from ui.item_models.attendance import Mark, MarkModel
from ui.settings import Settings
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

Value = tuple[tuple[UUID, Attended | None, str], ...]


class AttendanceControl(QWidget):
    """The table with its buttons and the remark, as one control of a form.

    Its value is (client id, attendance or None, remark) for each member, in the roster's order.
    """

    edited = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MarkModel(mark_columns(), id_of=lambda mark: mark.client_id)
        self.table = AttendanceTable(settings, self.model)
        self.remark = TextInput(limit=200)
        self.about = Text("", "label")
        self.about.setBuddy(self.remark)
        self.count = Text("", "secondary")
        self._lay_out()
        self.table.marked.connect(self.mark)
        self.table.turned.connect(self._turn)
        self.table.remark_wanted.connect(self._go_to_remark)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_remark())
        self.remark.edited.connect(self._remarked)
        self.remark.returnPressed.connect(self._remark_done)
        self.setFocusProxy(self.table)

    # ---- a control of a form ----

    def value(self) -> Value:
        """What is taken, for every member."""
        return tuple((one.client_id, one.attended, one.remark) for one in self.marks())

    def set_value(self, value: Value | None) -> None:
        """Show this of the members who are known, without calling it an edit."""
        rows = {one.client_id: row for row, one in enumerate(self.marks())}
        self._put(
            {
                rows[client]: replace(self.marks()[rows[client]], attended=attended, remark=remark)
                for client, attended, remark in value or ()
                if client in rows
            }
        )

    def snapshot(self) -> Any:
        """For a draft: ids, codes and remarks."""
        return [[str(client), attended, remark] for client, attended, remark in self.value()]

    def resume(self, kept: Any) -> None:
        """Put a draft's marks back."""
        if not isinstance(kept, Sequence) or isinstance(kept, str):
            return
        self.set_value(
            tuple(
                (UUID(str(client)), Attended(attended) if attended else None, str(remark))
                for client, attended, remark in kept
            )
        )
        self.edited.emit()

    def written(self, value: Value) -> str:
        """Marks in words."""
        names = {one.client_id: one.name for one in self.marks()}
        return "; ".join(
            t(
                "{name}: {attended}",
                name=names.get(client, ""),
                attended=mark_words(attended, remark),
            )
            for client, attended, remark in value
        )

    # ---- what is shown ----

    def marks(self) -> tuple[Mark, ...]:
        """Every member with the mark."""
        return self.model.rows()

    def show_members(self, marks: Sequence[Mark]) -> None:
        """Show these members, and begin with the first who has no mark."""
        self.model.set_rows(marks)
        self._put({})
        if marks:
            first = next((n for n, one in enumerate(marks) if one.attended is None), 0)
            self.table.go_to(first)

    def current(self) -> Mark | None:
        """The member in front."""
        row = self.table.currentIndex().row()
        return self.marks()[row] if 0 <= row < self.model.rowCount() else None

    # ---- marking ----

    def mark(self, attended: Attended | None) -> None:
        """Mark those who are selected; from a single one go on to the next."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if not rows:
            return
        marks = self.marks()
        self._change({row: replace(marks[row], attended=attended) for row in rows})
        if len(rows) == 1 and attended is not None and rows[0] + 1 < len(marks):
            self.table.go_to(rows[0] + 1)

    def mark_rest(self) -> None:
        """Everybody without a mark was there."""
        self._change(
            {
                row: replace(one, attended=Attended.PRESENT)
                for row, one in enumerate(self.marks())
                if one.attended is None
            }
        )
        self.table.setFocus()

    def _press(self, attended: Attended) -> None:
        self.mark(attended)
        self.table.setFocus()

    def _turn(self) -> None:
        one = self.current()
        if one is not None:
            order: list[Attended | None] = [None, *Attended]
            following = order[(order.index(one.attended) + 1) % len(order)]
            self._change({self.table.currentIndex().row(): replace(one, attended=following)})

    def _remarked(self) -> None:
        one = self.current()
        if one is not None:
            remark = self.remark.value()
            self._change({self.table.currentIndex().row(): replace(one, remark=remark)})

    def _go_to_remark(self) -> None:
        self.remark.setFocus(Qt.FocusReason.OtherFocusReason)
        self.remark.selectAll()

    def _remark_done(self) -> None:
        row = self.table.currentIndex().row()
        if row + 1 < self.model.rowCount():
            self.table.go_to(row + 1)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- inside ----

    def _change(self, marks: Mapping[int, Mark]) -> None:
        self._put(marks)
        self.edited.emit()

    def _put(self, marks: Mapping[int, Mark]) -> None:
        self.model.put(marks)
        everybody = self.marks()
        words = [tn("{n} came", "{n} came", sum(one.attended in CAME for one in everybody))]
        left = sum(one.attended is None for one in everybody)
        if left:
            words.append(tn("{n} not marked yet", "{n} not marked yet", left))
        self.count.setText(" · ".join(words))
        self._show_remark()

    def _show_remark(self) -> None:
        one = self.current()
        self.remark.setEnabled(one is not None)
        self.about.setText(t("Remark on {name}", name=one.name) if one else t("Remark"))
        if one is not None and self.remark.value() != one.remark:
            with QSignalBlocker(self.remark):
                self.remark.set_value(one.remark)

    def _lay_out(self) -> None:
        buttons = []
        for attended in Attended:
            words = t("{mark} ({key})", mark=label(attended), key=LETTERS[attended])
            buttons.append(Button(words, partial(self._press, attended)))
        self.rest = Button(t("All others present"), self.mark_rest, icon="check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Flow(*buttons, self.rest))
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.about)
        line.addWidget(self.remark, 1)
        column.addLayout(line)
