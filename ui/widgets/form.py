"""A form: fields in one or two columns, errors beside them, focus to the first wrong one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from db.rules.findings import Finding, Refused
from db.texts import sentence
from ui.theme.tokens import Tone
from ui.widgets.access_keys import assign
from ui.widgets.banner import Banner
from ui.widgets.field import Field
from ui.widgets.text import Text


class Form(QWidget):
    """Fields that flow from left to right and down, in reading order.

    The form keeps no record: it shows values, says what is wrong, and gives values back. Where its
    `columns` have no room beside each other, it goes on in as many as have.
    """

    edited = Signal()

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = self._beside = columns
        self._placed: list[tuple[QWidget, bool]] = []
        self._laid_out = False
        self._fields: dict[str, Field] = {}
        self._row, self._column = 0, 0
        self._clean: dict[str, Any] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.banner = Banner()
        self.place(self.banner, wide=True)

    # ---- building ----

    def add(
        self,
        name: str,
        label: str,
        control: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        wide: bool = False,
        check: Callable[[Any], str] | None = None,
    ) -> Field:
        """Add a field. `check(value)` returns a sentence when something is wrong, else ""."""
        field = Field(name, label, control, required=required, hint=hint, check=check)
        field.edited.connect(self.edited)
        self._fields[name] = field
        self.place(field, wide=wide)
        self._clean[name] = field.value()
        return field

    def section(self, title: str) -> Text:
        """Begin a new part with a heading."""
        heading = Text(title, "section")
        heading.setContentsMargins(0, 8 if self._row > 1 else 0, 0, 0)
        self.place(heading, wide=True)
        return heading

    def place(self, widget: QWidget, *, wide: bool = False) -> None:
        """Add any widget as the next cell, or across all columns."""
        self._placed.append((widget, wide))
        self._put(widget, wide)

    def _put(self, widget: QWidget, wide: bool) -> None:
        if wide and self._column:
            self._row, self._column = self._row + 1, 0
        span = self._beside if wide else 1
        self._grid.addWidget(widget, self._row, self._column, 1, span, Qt.AlignmentFlag(0))
        self._column += span
        if self._column >= self._beside:
            self._row, self._column = self._row + 1, 0

    # ---- room ----

    @property
    def folded(self) -> bool:
        """Whether fewer columns stand beside each other than it was made for."""
        return self._beside < self._columns

    def whole_width(self) -> int:
        """How wide it is at least with all its columns beside each other, and labels in a line."""
        return self._width_of(self._columns)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest cell."""
        least = super().minimumSizeHint()
        if self._columns == 1:
            return least
        cells = (one.minimumSizeHint().width() for one, _ in self._placed if not one.isHidden())
        return QSize(max(cells, default=0), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out = True
        self._fold()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the text has another size, a cell has come
            self._fold()
        return done

    def _width_of(self, columns: int) -> int:
        """How wide so many columns are at least."""
        cell = max(
            (_whole_width(one) for one, wide in self._placed if not (wide or one.isHidden())),
            default=0,
        )
        return columns * cell + (columns - 1) * self._grid.horizontalSpacing()

    def _fold(self) -> None:
        if self._columns == 1 or not self._laid_out:
            return
        fewer = range(self._columns, 1, -1)
        beside = next((n for n in fewer if self._width_of(n) <= self.width()), 1)
        if beside == self._beside:
            return
        self._beside = beside
        for one, _ in self._placed:
            self._grid.removeWidget(one)
        self._row = self._column = 0
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < beside else 0)
        for one, wide in self._placed:
            self._put(one, wide)

    # ---- values ----

    def field(self, name: str) -> Field:
        """The field of this name; KeyError if there is none."""
        return self._fields[name]

    def fields(self) -> Iterable[Field]:
        """All fields in reading order."""
        return self._fields.values()

    def value(self, name: str) -> Any:
        """One field's value."""
        return self._fields[name].value()

    def values(self) -> dict[str, Any]:
        """Every field's value by name."""
        return {name: field.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any], *, clean: bool = True) -> None:
        """Fill the fields that are named; what stands there then counts as saved if `clean`."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value)
        self.banner.say("")
        if clean:
            self.mark_clean()

    def mark_clean(self) -> None:
        """Take what stands in the fields as saved."""
        self._clean = self.values()

    def dirty(self) -> bool:
        """Whether something differs from what was last saved or filled in."""
        return self.values() != self._clean

    # ---- saying what is wrong ----

    def validate(self) -> bool:
        """Check every visible field; errors are shown and the first takes the focus."""
        self.banner.say("")
        wrong = [
            field
            for field in self._fields.values()
            if not field.isHidden() and field.isEnabled() and not field.validate()
        ]
        if wrong:
            go_to(wrong[0])
        return not wrong

    def show_refusal(self, error: Exception) -> bool:
        """Show a refusal: each finding beside its field, the others above the form.

        Returns whether it was a `Refused`; anything else has been reported already.
        """
        if not isinstance(error, Refused):
            return False
        self.show_findings(error.findings)
        return True

    def show_findings(self, findings: Iterable[Finding], tone: Tone = Tone.DANGER) -> None:
        """Show findings beside their fields; those without a field stand above the form."""
        beside: dict[str, list[str]] = {}
        above: list[str] = []
        for finding in findings:
            field = self._fields.get(finding.field)
            if field is not None and not field.isHidden():
                beside.setdefault(finding.field, []).append(sentence(finding))
            else:
                above.append(sentence(finding))
        for name, field in self._fields.items():
            field.set_error("\n".join(beside.get(name, ())))
        self.banner.say("\n".join(above), tone)
        first = next((name for name in self._fields if name in beside), None)
        if first is not None:
            go_to(self._fields[first])

    def clear_errors(self) -> None:
        """Forget every error."""
        self.banner.say("")
        for field in self._fields.values():
            field.set_error("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        assign(self.window())


def _whole_width(cell: QWidget) -> int:
    return cell.whole_width() if isinstance(cell, Field) else cell.minimumSizeHint().width()


def go_to(field: Field) -> None:
    """Give a field the focus, and scroll it into sight with what is said below it."""
    field.control.setFocus(Qt.FocusReason.OtherFocusReason)
    above = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea) and above.isVisible():
        inner = above.widget()
        if inner is not None:  # the words below it have only just come
            layout = inner.layout()
            if layout is not None:
                layout.activate()
        above.ensureWidgetVisible(field)
