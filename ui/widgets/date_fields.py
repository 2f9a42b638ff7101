"""Fields for a date and for a birth date that may be known only in part."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from db.rules.findings import Finding
from db.rules.partial_date import PartialDate
from db.rules.typed_birth import read_birth_date
from db.rules.typed_dates import DateOrder, read_date
from db.texts import language, t
from db.texts.dates import date_long, date_short, weekday
from ui.theme.icons import wear
from ui.widgets.typed_input import TypedInput


def _order() -> DateOrder:
    return DateOrder.DMY if language() == "es" else DateOrder.MDY


class DateField(TypedInput[date]):
    """A date: "t", "tomorrow", "+2w", "fri", "3/4" …, echoed in words below the field.

    Up and Down go by a day, Page Up and Page Down by a month, Alt+Down opens a calendar.
    `today` gives the date in the office (`context.today`).
    """

    def __init__(self, today: Callable[[], date], *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=date_short(date(2026, 3, 14)), parent=parent)
        self._today = today
        sign = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        sign.setText(t("Open calendar"))
        sign.setToolTip(t("Open calendar (Alt+Down)"))
        sign.triggered.connect(self.open_calendar)
        wear(sign, "calendar", "secondary")

    def read(self, text: str) -> date | Finding:
        return read_date(text, self._today(), _order(), language(), self.settled)

    def written(self, value: date) -> str:
        return date_short(value)

    def echo(self) -> str:
        """The date in words."""
        value = self.value()
        if value is None:
            return ""
        day = t("{weekday}, {date}", weekday=weekday(value), date=date_long(value))
        away = (value - self._today()).days
        if away in (-1, 0, 1):
            near = {-1: t("yesterday"), 0: t("today"), 1: t("tomorrow")}[away]
            return t("{date} ({near})", date=day, near=near)
        return day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {
            Qt.Key.Key_Up: "+1",
            Qt.Key.Key_Down: "-1",
            Qt.Key.Key_PageUp: "+1m",
            Qt.Key.Key_PageDown: "-1m",
        }
        if alt and key == Qt.Key.Key_Down:
            self.open_calendar()
        elif key in steps and not alt:
            self.settled = self.value()
            meant = self.read(steps[key])
            if isinstance(meant, date):
                self.enter(meant)
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month to pick a day from."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(t("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.value() or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)

        def pick(day: QDate) -> None:
            popup.close()
            self.enter(date(day.year(), day.month(), day.day()))
            self.setFocus()

        calendar.activated.connect(pick)
        calendar.clicked.connect(pick)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()


class PartialDateField(TypedInput[PartialDate]):
    """A birth date: whole, "1980", "3/1980", "~1975" or "age 34"; echoed with the age."""

    def __init__(self, today: Callable[[], date], *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=t("3/14/1980, 1980 or about 1980"), parent=parent)
        self._today = today

    def read(self, text: str) -> PartialDate | Finding:
        return read_birth_date(text, self._today(), _order(), language())

    def written(self, value: PartialDate) -> str:
        return written_partial(value)

    def echo(self) -> str:
        """What was understood, with the age."""
        value = self.value()
        ages = value.ages_on(self._today()) if value is not None else None
        if value is None or ages is None:
            return ""
        low, high = ages
        if value.approximate:
            return t("About {age} years old", age=low if low == high else high)
        if low == high:
            return t("{age} years old", age=low)
        return t("{low} or {high} years old", low=low, high=high)


def written_partial(value: PartialDate) -> str:
    """A partial date in the form in which it is typed: "3/14/1980", "3/1980", "~1980"."""
    if value.month is None:
        text = f"{value.year:04d}"
    elif value.day is None:
        text = f"{value.month}/{value.year:04d}"
    else:
        text = date_short(date(value.year, value.month, value.day))
    return ("~" if value.approximate else "") + text
