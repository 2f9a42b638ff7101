"""A finished PDF, page under page, as it will come out of the printer."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.texts import t
from printing.preview import Pages

_GAP = 12
_WIDEST = 1400


class PdfPages(QScrollArea):
    """Shows pages at the width of the view. Only those in sight are painted."""

    shown = Signal(int)  # number of pages

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("Preview"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(_GAP)
        self.setWidget(self._inside)
        self._document: Pages | None = None
        self._held: list[Pages] = []  # outlives the widget, so that its end closes the document
        self.destroyed.connect(partial(_close, self._held))
        self._labels: list[QLabel] = []
        self._painted: set[int] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)
        self._later.timeout.connect(self._paint_what_is_in_sight)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._later.start())

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._labels)

    def show_pdf(self, pdf: bytes) -> None:
        """Show this document from its first page."""
        self.clear()
        self._document = Pages(pdf)
        self._held.append(self._document)
        total = len(self._document)
        for number in range(total):
            label = QLabel()
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAccessibleName(t("Page {page} of {total}", page=number + 1, total=total))
            label.setAccessibleDescription(self._document.text(number))
            label.setFrameShape(QFrame.Shape.Box)
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self._labels.append(label)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.shown.emit(total)

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        if self._document is not None:
            self._document.close()
            self._held.clear()
        self._document = None
        for label in self._labels:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels.clear()
        self._painted.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._document is None:
            return
        width = max(200, min(_WIDEST, self.viewport().width() - 2 * _GAP - 4))
        for number, label in enumerate(self._labels):
            page_width, page_height = self._document.size(number)
            label.setFixedSize(width, round(width * page_height / page_width))
            label.setPixmap(QPixmap())
        self._painted.clear()
        self._later.start()

    def _paint_what_is_in_sight(self) -> None:
        if self._document is None:
            return
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for number, label in enumerate(self._labels):
            above, below = label.y(), label.y() + label.height()
            in_sight = below >= top - 200 and above <= bottom + 200
            if in_sight and number not in self._painted:
                label.setPixmap(page_pixmap(self._document, number, label.width(), self))
                self._painted.add(number)


def _close(documents: list[Pages], _: object = None) -> None:
    for document in documents:
        document.close()


def page_pixmap(document: Pages, number: int, width: int, widget: QWidget) -> QPixmap:
    """A page as a pixmap of so many logical pixels."""
    ratio = widget.devicePixelRatioF()
    points, _ = document.size(number)
    found = document.picture(number, width * ratio / points)
    picture = QImage(
        found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB32
    )
    pixmap = QPixmap.fromImage(picture)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
