"""A status: a word in a tinted pill, with a shape, so that color never says it alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.item_models.columns import TONE_ROLE, Index
from ui.theme.following import follow
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.text import reveal


def paint_pill(painter: QPainter, rect: QRectF, text: str, tone: Tone) -> None:
    """Paint a pill that fills `rect`."""
    tokens = look().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plain = tokens.name == "contrast"
    painter.setPen(QPen(QColor(tokens.line), 1) if plain else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.paper(tone)))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, 99)
    ink = QColor(tokens.ink(tone))
    size = rect.height() * 0.40
    shape = QRectF(rect.left() + 8, rect.center().y() - size / 2, size, size)
    _shape(painter, shape, tone, ink)
    painter.setPen(ink)
    painter.setFont(look().font("secondary"))
    words = rect.adjusted(8 + size + 5, 0, -9, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    right = Qt.TextElideMode.ElideRight
    cut = painter.fontMetrics().elidedText(text, right, int(words.width()) + 2)
    painter.drawText(words, int(flags), cut)
    painter.restore()


def pill_size(text: str) -> QSize:
    """How much room a pill wants."""
    metrics = look().metrics("secondary")
    height = metrics.height() + 6
    return QSize(round(metrics.horizontalAdvance(text) + 24 + height * 0.40), height)


def _shape(painter: QPainter, rect: QRectF, tone: Tone, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    center = rect.center()
    if tone is Tone.OK:
        painter.drawEllipse(rect)
    elif tone is Tone.INFORMATION:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.6))
        painter.drawEllipse(rect.adjusted(0.8, 0.8, -0.8, -0.8))
    elif tone is Tone.WARNING:
        painter.drawPolygon(
            QPolygonF([QPointF(center.x(), rect.top()), rect.bottomRight(), rect.bottomLeft()])
        )
    elif tone is Tone.DANGER:
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(center.x(), rect.top() - 1),
                    QPointF(rect.right() + 1, center.y()),
                    QPointF(center.x(), rect.bottom() + 1),
                    QPointF(rect.left() - 1, center.y()),
                ]
            )
        )
    else:
        painter.drawRect(rect.adjusted(0, rect.height() / 2 - 1, 0, -rect.height() / 2 + 1))


class Pill(QLabel):
    """A status word on a form or in a header."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone = tone
        follow(self, self.updateGeometry)
        self.say(text, tone)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show this status; an empty text hides the pill."""
        self._tone = tone or self._tone
        self.setText(text)
        reveal(self, bool(text))
        self.updateGeometry()
        self.update()

    @property
    def tone(self) -> Tone:
        """The tone shown."""
        return self._tone

    def sizeHint(self) -> QSize:
        return pill_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self.sizeHint()
        top = (self.height() - size.height()) / 2
        paint_pill(painter, QRectF(0, top, size.width(), size.height()), self.text(), self._tone)
        painter.end()


class PillDelegate(QStyledItemDelegate):
    """Paints the cells of a column with a tone as pills; all others as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone = index.data(TONE_ROLE)
        text = str(index.data() or "")
        if tone is None or not text:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, widget)
        size = pill_size(text)
        rect = QRectF(option.rect)
        width = min(size.width(), rect.width() - 12)
        top = rect.center().y() - size.height() / 2
        right = bool(option.displayAlignment & Qt.AlignmentFlag.AlignRight)
        left = rect.right() - 6 - width if right else rect.left() + 6
        paint_pill(painter, QRectF(left, top, width, size.height()), text, Tone(tone))
