"""Sending a finished PDF to a printer, page by page, as pictures at the printer's own grain."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from printing.preview import Pages

_MOST_DOTS_PER_INCH = 300


def fitted(width: float, height: float, sheet: QRect) -> QRectF:
    """Where a page stands on a sheet of another shape: as large as fits, in the middle."""
    scale = min(sheet.width() / width, sheet.height() / height)
    wide, high = width * scale, height * scale
    return QRectF((sheet.width() - wide) / 2, (sheet.height() - high) / 2, wide, high)


def print_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Print every page that the printer's settings ask for."""
    pages = Pages(pdf)
    small = pages.picture(0, 0.1)
    if small.width > small.height:  # before the first page is begun
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter(printer)
    try:
        first = max(1, printer.fromPage() or 1)
        last = min(len(pages), printer.toPage() or len(pages))
        for number in range(first - 1, last):
            if number > first - 1:
                printer.newPage()
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            dots = min(printer.resolution(), _MOST_DOTS_PER_INCH)
            found = pages.picture(number, dots / 72)
            image = QImage(
                found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB32
            )
            painter.drawImage(fitted(found.width, found.height, sheet), image)
    finally:
        painter.end()
        pages.close()
