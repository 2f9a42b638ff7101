"""Who came to the last sessions of a group, at one look."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.queries.groups.grid import AttendanceGrid, GridRow, GridSession, attendance_grid
from db.rules.codes import Attended
from db.rules.groups import CAME, MISSED
from db.rules.permissions import Action
from db.texts import label, t
from db.texts.dates import day_short, moment
from ui.context import PageContext
from ui.dialogs.groups.attendance import take_attendance
from ui.dialogs.groups.attendance_file import AttendanceFileDialog
from ui.dialogs.groups.attendance_table import LETTERS, TONES
from ui.item_models.attendance_grid import GridModel
from ui.item_models.columns import Column
from ui.theme.following import follow
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, action
from ui.widgets.copying import copy_table
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.pill import PillDelegate
from ui.widgets.text import Text

_SESSIONS = 12
_NAME, _TOTAL, _CELL = 180, 90, 68  # pixels at 100 %
_FIRST = 2  # the column of the first session


class GridView(QTableView):
    """Arrows move from cell to cell; Enter is `activated`."""

    def __init__(self) -> None:
        super().__init__()
        view = QAbstractItemView
        self.setAccessibleName(t("Attendance of the last sessions"))
        self.setProperty("frame", "none")
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(PillDelegate(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        follow(self, self.measure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def measure(self) -> None:
        """Give rows and columns their size at the text's."""
        self.verticalHeader().setDefaultSectionSize(look().row)
        model = self.model()
        for number in range(model.columnCount() if model is not None else 0):
            width = (_NAME, _TOTAL)[number] if number < _FIRST else _CELL
            self.setColumnWidth(number, look().px(width))


class AttendanceTab(QWidget):
    """People down, sessions across; Enter on a cell takes attendance of its session."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._group_id: UUID | None = None
        self.grid: AttendanceGrid | None = None
        self.view = GridView()
        self.model: GridModel[GridRow] = GridModel([])
        self.nothing = EmptyState(
            t("No session has taken place"),
            t("Who came to each stands here then."),
            icon="check",
        )
        self.change_button = Button(t("Attendance…"), self._take)
        self.export_button = Button(t("As a workbook…"), self._export, icon="export")
        self.export_button.setVisible(context.may(Action.EXPORT_LISTS))
        heading = Text(t("The last sessions"), "section")
        head = Flow(heading, self.export_button, self.change_button)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(head)
        column.addLayout(self._stack, 1)
        signs = " · ".join(t("{key} {mark}", key=LETTERS[one], mark=label(one)) for one in Attended)
        column.addWidget(Text(signs, "secondary", wrap=True))
        self.view.activated.connect(lambda _: self._take())
        copying = action(
            t("Copy as a table"), self._copy, self.view, icon="copy", shortcut="Ctrl+C"
        )
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.addAction(copying)
        self._stack.setCurrentWidget(self.nothing)
        self.change_button.setEnabled(False)
        self.export_button.setEnabled(False)

    def load(self, group_id: UUID) -> None:
        """Read a group's attendance."""
        self._group_id = group_id
        self._context.runner.read(
            attendance_grid, group_id, _SESSIONS, then=self._show, replace_key=(self, "grid")
        )

    def session(self) -> UUID | None:
        """The session whose column is in front; that of a name is the last one."""
        grid = self.grid
        if grid is None or not grid.sessions:
            return None
        number = self.view.currentIndex().column() - _FIRST
        return grid.sessions[number if number >= 0 else -1].appointment_id

    # ---- inside ----

    def _show(self, grid: AttendanceGrid) -> None:
        before = self.view.currentIndex()
        row, column = before.row(), before.column()
        self.grid = grid
        self.model = GridModel(
            _columns(grid), grid.rows, id_of=lambda line: line.client_id, parent=self
        )
        self.view.setModel(self.model)
        self.view.measure()
        there = bool(grid.sessions and grid.rows)
        self._stack.setCurrentWidget(self.view if there else self.nothing)
        self.change_button.setEnabled(there)
        self.export_button.setEnabled(there)
        if there:
            known = 0 <= row < len(grid.rows) and 0 <= column < self.model.columnCount()
            at = self.model.index(row, column) if known else self._last()
            self.view.setCurrentIndex(at)

    def _last(self) -> QModelIndex:
        return self.model.index(0, self.model.columnCount() - 1)

    def _take(self) -> None:
        session = self.session()
        if session is not None:
            take_attendance(self._context, session, self.window())

    def _export(self) -> None:
        if self._group_id is not None and self.grid is not None and self.grid.sessions:
            first = self.grid.sessions[0].starts_at.date()
            AttendanceFileDialog(self._context, self._group_id, first, self.window()).open()

    def _copy(self) -> None:
        copy_table(self.model.columns, self.model.rows())


def _columns(grid: AttendanceGrid) -> list[Column[GridRow]]:
    return [
        Column("name", t("Name"), lambda row: t("Private") if row.hidden else row.name),
        Column("came", t("Came"), _total),
        *(_column(number, session) for number, session in enumerate(grid.sessions)),
    ]


def _column(number: int, session: GridSession) -> Column[GridRow]:
    def tip(row: GridRow) -> str:
        mark = row.attended[number]
        if mark is not None:
            words = label(mark)
        elif row.expected[number]:
            words = t("not marked")
        else:
            words = t("not on the roster then")
        return t("{when}: {mark}", when=moment(session.starts_at), mark=words)

    def text(row: GridRow) -> str:
        mark = row.attended[number]
        if mark is not None:
            return LETTERS[mark]
        return "–" if row.expected[number] else ""

    def tone(row: GridRow) -> Tone | None:
        mark = row.attended[number]
        return TONES[mark] if mark is not None else None

    key, title = str(session.appointment_id), day_short(session.starts_at.date())
    return Column(key, title, text, tone=tone, tip=tip)


def _total(row: GridRow) -> str:
    said = [one for one in row.attended if one in CAME or one in MISSED]
    if not said:
        return ""
    return t("{n} of {all}", n=sum(one in CAME for one in said), all=len(said))
