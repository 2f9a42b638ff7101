"""Who came to a session, taken by one letter for each."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from db.rules.codes import Attended
from db.texts import label, t
from ui.item_models.attendance import Mark, MarkModel
from ui.item_models.columns import Column
from ui.settings import Settings
from ui.theme.tokens import Tone
from ui.widgets.table_view import TableView

KEYS: Mapping[Qt.Key, Attended] = {
    Qt.Key.Key_P: Attended.PRESENT,
    Qt.Key.Key_L: Attended.LATE,
    Qt.Key.Key_E: Attended.LEFT_EARLY,
    Qt.Key.Key_X: Attended.EXCUSED,
    Qt.Key.Key_A: Attended.ABSENT,
}
TONES = {
    Attended.PRESENT: Tone.OK,
    Attended.LATE: Tone.INFORMATION,
    Attended.LEFT_EARLY: Tone.INFORMATION,
    Attended.EXCUSED: Tone.WARNING,
    Attended.ABSENT: Tone.DANGER,
}
LETTERS = {attended: chr(key) for key, attended in KEYS.items()}
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AttendanceTable(TableView):
    """A letter marks the rows that are selected and goes on to the next; Space turns the mark."""

    marked = Signal(object)  # an `Attended`, or None
    turned = Signal()
    remark_wanted = Signal()

    def __init__(self, settings: Settings, model: MarkModel) -> None:
        super().__init__("group.attendance", settings, model, t("Attendance"))
        self.setSortingEnabled(False)
        self.keep_to_width(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if held or not self.currentIndex().isValid():
            if held and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.ignore()  # Ctrl+Enter is the dialog's
                return
            super().keyPressEvent(event)
        elif key in KEYS:
            self.marked.emit(KEYS[key])
        elif key in _CLEARING:
            self.marked.emit(None)
        elif key == Qt.Key.Key_Space:
            self.turned.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.remark_wanted.emit()
        else:
            super().keyPressEvent(event)


def mark_words(attended: Attended | None, remark: str = "") -> str:
    """A mark in words."""
    word = label(attended) if attended is not None else t("not marked")
    return t("{mark} ({remark})", mark=word, remark=remark) if remark else word


def mark_columns() -> list[Column[Mark]]:
    """Who, the mark and the remark."""
    return [
        Column("name", t("Member"), lambda one: one.name, 200, sortable=False, leads=True),
        Column(
            "attended",
            t("Attendance"),
            lambda one: label(one.attended) if one.attended is not None else "–",
            140,
            sortable=False,
            leads=True,
            tone=lambda one: TONES[one.attended] if one.attended is not None else None,
        ),
        Column("remark", t("Remark"), lambda one: one.remark, 240, sortable=False),
    ]
