"""Words on the screen: always plain text, so that a name with "<" or "&" is shown as it is."""

from PySide6 import QtCore
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

# Qt's namespace makes a hundred enumerations when it is first touched, which would be a fifth of
# the time to the first paint. What the sign-in window is made of does without it until then.
_PLAIN_TEXT = 0  # Qt.TextFormat.PlainText
_BY_MOUSE = 1  # Qt.TextInteractionFlag.TextSelectableByMouse


class Text(QLabel):
    """A label in one of the look's roles.

    Roles: "" (body), "secondary", "strong", "section", "title", "display", "error", "warning",
    "code". Long texts wrap when `wrap` is set; `selectable` lets them be marked and copied.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setProperty("textInteractionFlags", _BY_MOUSE)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Change the role, for example from "secondary" to "warning"."""
        if role != self.property("role"):
            self.setProperty("role", role)
            restyle(self)


class Elided(Text):
    """One line that ends with "…" where there is no room; the whole is its name, and its tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        self._whole = text
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(48)

    def setText(self, text: str) -> None:
        """Show this text, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def whole(self) -> str:
        """The text before it was cut."""
        return self._whole

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        room = max(48, self.width())
        shown = metrics.elidedText(self._whole, QtCore.Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip("" if shown == self._whole else tip(self._whole))


def tip(text: str) -> str:
    """Words as a tool tip: they wrap, and a "<" in them is shown as it is."""
    return f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;')}</qt>"


def rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("shape", "rule")
    line.setFixedHeight(1)
    return line


def reveal(widget: QWidget, shown: bool) -> None:
    """Show or hide a part. Before it has been put into a window, showing only lets it be seen
    there: `setVisible(True)` would open a window of its own.
    """
    if shown and widget.parentWidget() is None:
        widget.setAttribute(QtCore.Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


def hold_back(widget: QWidget) -> None:
    """Keep a part unseen, its room left free, until `show()`: nothing is known to show yet."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
    widget.hide()


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look at the widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
