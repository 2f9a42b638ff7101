"""Choosing a client, or somebody outside, by a few letters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from db.queries.search.find import find
from db.queries.search.hit import Hit, HitKind
from db.texts import label, t
from db.texts.partial_dates import partial_date_words
from ui.context import PageContext
from ui.theme.look import look
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

_PAUSE = 150  # ms
_ROWS = 4


class RecordPicker(QWidget):
    """The value is the `Hit` that is chosen in the list below the line, or None."""

    edited = Signal()

    def __init__(
        self,
        context: PageContext,
        name: str,
        kinds: frozenset[HitKind] = frozenset({HitKind.CLIENT}),
        without: frozenset[object] = frozenset(),
    ) -> None:
        super().__init__()
        self._context, self._kinds, self._without = context, kinds, without
        self._hits: tuple[Hit, ...] = ()
        self.line = TextInput(limit=200, placeholder=t("Type a name, number or birth date"))
        self.line.setAccessibleName(name)
        self.list = QListWidget()
        self.list.setAccessibleName(t("Found: {what}", what=name))
        self.list.setFixedHeight(_ROWS * (look().metrics().height() + 12) + 6)
        self.words = Text("", "secondary", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.look_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.words)
        self.words.hide()
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.edited.connect(self._pause.start)
        self.list.currentRowChanged.connect(lambda _: self.edited.emit())

    def value(self) -> Hit | None:
        """Who is chosen."""
        row = self.list.currentRow()
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def set_value(self, value: Hit | None) -> None:
        """Show this one only, or nobody."""
        self._show((value,) if value is not None else ())
        if value is not None:
            self.list.setCurrentRow(0)

    def look_now(self) -> None:
        """Search for what is typed."""
        self._pause.stop()
        typed = self.line.value()
        if not typed:
            self._show(())
            return
        self._context.runner.read(
            find, typed, then=partial(self._got, typed), replace_key=(self, "find")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.look_now()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if self.list.currentRow() < 0 and self._hits:
                self.list.setCurrentRow(0)
            return True
        return False

    def _got(self, typed: str, hits: Sequence[Hit]) -> None:
        wanted = [hit for hit in hits if hit.kind in self._kinds and hit.id not in self._without]
        self._show(tuple(wanted))
        self.words.setText("" if wanted else t("Nobody was found."))
        self.words.setVisible(not wanted)
        if len(wanted) == 1:
            self.list.setCurrentRow(0)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self.list.clear()
        self.list.addItems([hit_words(hit) for hit in hits])
        self.list.setCurrentRow(-1)
        self.words.hide()
        self.edited.emit()


def hit_words(hit: Hit) -> str:
    """Like "Rosa Diaz · C-00012 · 3/14/1980"."""
    parts = [hit.name.both() or hit.organization, hit.number]
    if hit.birth_date is not None:
        parts.append(partial_date_words(hit.birth_date))
    if hit.kind is HitKind.PERSON:
        if hit.organization and hit.name.both():
            parts.append(hit.organization)
        if hit.role is not None:
            parts.append(label(hit.role))
    if hit.do_not_confirm:
        parts.append(t("do not confirm"))
    return " · ".join(part for part in parts if part)
