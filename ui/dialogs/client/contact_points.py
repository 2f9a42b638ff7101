"""Ways to reach somebody, each with its own rules: as many as there are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.rules.clients.contact import ContactForm
from db.rules.codes import ContactKind
from db.rules.findings import Finding
from db.rules.ids import new_id
from db.texts import t
from ui.dialogs.client.contact_row import ContactRow
from ui.widgets.buttons import Button

_PREFIX = "contact_points."


class ContactPoints(QWidget):
    """The value is a tuple of `ContactForm`; rows in which nothing is typed are left out."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ContactRow] = []
        self._before: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add_button = Button(t("Add a phone, e-mail or address"), self.add, icon="add")
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def follow(self, control: QWidget) -> None:
        """Come after this control when the Tab key is pressed: rows are made later than it."""
        self._before = control
        self._order()

    def rows(self) -> Sequence[ContactRow]:
        """The rows, from top to bottom."""
        return tuple(self._rows)

    def value(self) -> tuple[ContactForm, ...]:
        """What has been entered."""
        return tuple(row.value() for row in self._rows if row.filled())

    def set_value(self, points: Iterable[ContactForm]) -> None:
        """Show these without calling it an edit; without any there is one empty row."""
        for row in list(self._rows):
            self._take(row)
        for point in points:
            self._put(point.id, point.kind).set_value(point)
        if not self._rows:
            self._put(new_id(), ContactKind.MOBILE)

    def add(self) -> ContactRow:
        """Add an empty row and go there."""
        used = {row.kind() for row in self._rows}
        order = (ContactKind.MOBILE, ContactKind.ADDRESS, ContactKind.EMAIL)
        kind = next((one for one in order if one not in used), ContactKind.OTHER)
        row = self._put(new_id(), kind)
        row.setFocus()
        return row

    def show_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show those that belong to a row there; gives the others.

        Findings count rows as `value` does: empty ones are left out.
        """
        filled = [row for row in self._rows if row.filled()]
        for row in self._rows:
            row.show_problem("")
        others = []
        for finding in findings:
            place, _, _ = finding.field.removeprefix(_PREFIX).partition(".")
            mine = finding.field.startswith(_PREFIX) and place.isdecimal()
            if mine and int(place) < len(filled):
                filled[int(place)].show_finding(finding)
            else:
                others.append(finding)
        return tuple(others)

    def snapshot(self) -> list[dict[str, Any]]:
        """As typed, for a draft: JSON values."""
        return [row.snapshot() for row in self._rows]

    def resume(self, kept: Iterable[Mapping[str, Any]]) -> None:
        """Put a snapshot back."""
        for row in list(self._rows):
            self._take(row)
        for one in kept:
            kind = ContactKind(str(one["kind"]))
            self._put(UUID(str(one["id"])), kind).resume(one)

    def _put(self, point_id: UUID, kind: ContactKind) -> ContactRow:
        row = ContactRow(point_id, kind, len(self._rows) + 1)
        row.edited.connect(self.edited)
        row.preferred_chosen.connect(self._prefer)
        row.removed.connect(self._remove)
        self._rows.append(row)
        row.fitted.connect(self._order)
        self._column.insertWidget(len(self._rows) - 1, row)
        self._order()
        return row

    def _order(self) -> None:
        if self._before is None:
            return
        before = self._before
        for control in (*(one for row in self._rows for one in row.controls()), self.add_button):
            QWidget.setTabOrder(before, control)
            before = control

    def _prefer(self, chosen: QWidget) -> None:
        for row in self._rows:
            if row is not chosen:
                row.preferred.set_value(False)

    def _remove(self, row: ContactRow) -> None:
        self._take(row)
        self.add_button.setFocus()
        self.edited.emit()

    def _take(self, row: ContactRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, left in enumerate(self._rows, start=1):
            left.count_as(number)
