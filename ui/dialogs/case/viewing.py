"""A document of a case on the screen: read from the office into memory, never onto a disk."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget

from db.texts import t
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text import Text

_TEXT_BYTES = 2_000_000


def can_be_shown(media_type: str) -> bool:
    """Whether the program can show such a file itself."""
    return media_type == "application/pdf" or media_type.startswith(("image/", "text/"))


class DocumentDialog(Dialog):
    """Shows a PDF, a picture or a text."""

    def __init__(
        self, name: str, media_type: str, content: bytes, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Document"), parent, width=look().px(860))
        self.body.addWidget(Text(name, "section", wrap=True))
        self.body.addWidget(_view(media_type, content), 1)
        self.verb(t("Close"), self.reject, "primary")
        self.resize(look().px(860), look().px(760))


class _Picture(QScrollArea):
    """A picture at the width of the window, never larger than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.setAccessibleName(t("Picture"))
        self._pixmap = QPixmap.fromImage(image)
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._label)
        self.setWidgetResizable(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = min(self._pixmap.width(), max(50, self.viewport().width() - 8))
        smooth = Qt.TransformationMode.SmoothTransformation
        self._label.setPixmap(self._pixmap.scaledToWidth(width, smooth))


def _view(media_type: str, content: bytes) -> QWidget:
    if media_type == "application/pdf":
        pages = PdfPages()
        pages.show_pdf(content)
        return pages
    if media_type.startswith("image/"):
        image = QImage.fromData(content)
        if image.isNull():
            return Text(t("This picture cannot be shown. Save it to open it elsewhere."), wrap=True)
        return _Picture(image)
    text = QPlainTextEdit()
    text.setAccessibleName(t("Text"))
    text.setReadOnly(True)
    text.setPlainText(content[:_TEXT_BYTES].decode("utf-8", "replace"))
    return text
