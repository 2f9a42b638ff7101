"""A small month: how full each day is, and a way to any of them."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.texts import t
from db.texts.dates import month_year, week_number, week_words, weekday
from ui.item_models.month_days import DAYS, WEEKS, MonthDay, MonthDaysModel
from ui.theme.following import follow
from ui.theme.look import look
from ui.widgets.buttons import IconButton
from ui.widgets.mini_month_paint import DayPainter
from ui.widgets.text import Text

_K = Qt.Key
_ARROWS = {_K.Key_Left: -1, _K.Key_Right: 1, _K.Key_Up: -DAYS, _K.Key_Down: DAYS}
_MONTHS = {_K.Key_PageUp: -1, _K.Key_PageDown: 1}


class MonthTable(QTableView):
    """Arrows go by days, Page Up and Page Down by months (`day_chosen`); Enter leaves the month for
    what it shows (`left`). `first` and `last` are the days that are shown beside it.
    """

    day_chosen = Signal(object)
    left = Signal()

    def __init__(self, name: str, model: MonthDaysModel) -> None:
        super().__init__()
        self.days = model
        self.today: date | None = None
        self.first = self.last = date(2000, 1, 1)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setItemDelegate(DayPainter(self))
        view, header = QAbstractItemView, QHeaderView.ResizeMode
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.verticalHeader().setProperty("kind", "weeks")
        self.verticalHeader().setSectionResizeMode(header.Stretch)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionsClickable(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(header.Stretch)
        self.horizontalHeader().setProperty("kind", "narrow")
        self.horizontalHeader().setMinimumSectionSize(16)
        self.horizontalHeader().setHighlightSections(False)
        follow(self, self._measure)
        self._measure()

    def current_day(self) -> date | None:
        """The day that the cursor stands on."""
        index = self.currentIndex()
        return self.days.cell(index).day if index.isValid() else None

    def go_to(self, day: date) -> None:
        """Put the cursor on a day that is shown."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.days.place_of(day), flag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.current_day()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier or day is None:
            event.ignore()
        elif key in _ARROWS:
            self.day_chosen.emit(day + timedelta(days=_ARROWS[key]))
        elif key in _MONTHS:
            self.day_chosen.emit(month_later(day, _MONTHS[key]))
        elif key == _K.Key_Home:
            self.day_chosen.emit(day.replace(day=1))
        elif key == _K.Key_End:
            self.day_chosen.emit(day.replace(day=monthrange(day.year, day.month)[1]))
        elif key in (_K.Key_Return, _K.Key_Enter):
            self.left.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.day_chosen.emit(self.days.cell(index).day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drawing over the days chooses nothing."""

    def sizeHint(self) -> QSize:
        return QSize(look().px(28) * (DAYS + 1), self.minimumHeight())

    def _measure(self) -> None:
        self.verticalHeader().setFixedWidth(look().metrics("secondary").horizontalAdvance("00") + 8)
        high = max(look().px(28), look().metrics().height() + 10)
        self.setFixedHeight(WEEKS * high + self.horizontalHeader().sizeHint().height() + 2)


class MiniMonth(QWidget):
    """The table with the month's name and ways to others. `month_wanted` carries a first day."""

    day_chosen = Signal(object)
    month_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MonthDaysModel(self)
        self.table = MonthTable(t("Days of the month"), self.model)
        self.title = Text("", "strong")
        before = IconButton("chevron_left", t("Month before"), lambda: self._turn(-1))
        after = IconButton("chevron_right", t("Month after"), lambda: self._turn(1))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.title, 1)
        line.addWidget(before)
        line.addWidget(after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.table)
        self.table.day_chosen.connect(self.day_chosen)
        self.table.left.connect(self.left)

    def show_month(self, month: date, known: Mapping[date, MonthDay], day: date) -> None:
        """Show a month with the cursor on a day, if that is in sight."""
        self.title.setText(month_year(month))
        monday = month - timedelta(days=month.weekday())
        heads = tuple(weekday(monday + timedelta(days=n)) for n in range(DAYS))
        mondays = [monday + timedelta(weeks=n) for n in range(WEEKS)]
        weeks = tuple((str(week_number(one)), week_words(one)) for one in mondays)
        self.model.show_month(month, known, heads, weeks)
        self.table.go_to(day)

    def _turn(self, by: int) -> None:
        self.month_wanted.emit(month_later(self.model.month, by))


def month_later(day: date, by: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    number = day.year * 12 + day.month - 1 + by
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
