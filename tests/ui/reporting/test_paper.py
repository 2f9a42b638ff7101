"""Paper comes out as it was looked at, whatever sheet the printer holds."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from printing.preview import Pages
from tests.printing.made import paper
from ui.widgets.paper import fitted, print_pdf
from ui.widgets.pdf_pages import PdfPages


def test_a_page_keeps_its_shape_on_another_sheet() -> None:
    placed = fitted(612, 792, QRect(0, 0, 5950, 8420))
    assert placed.width() / placed.height() == pytest.approx(612 / 792)
    assert placed.width() == pytest.approx(5950) and placed.top() > 0
    wide = fitted(612, 792, QRect(0, 0, 8420, 5950))
    assert wide.height() == pytest.approx(5950)
    assert wide.left() == pytest.approx((8420 - wide.width()) / 2)


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A4])
def test_every_page_is_printed(qtbot: QtBot, tmp_path: Path, size: QPageSize.PageSizeId) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageSize(QPageSize(size))
    printer.setFullPage(True)
    pdf = paper()
    shown, printed = Pages(pdf), None
    print_pdf(pdf, printer)
    printed = Pages((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == len(shown) > 1
    shown.close()
    printed.close()


def test_the_preview_names_each_page_and_holds_nothing_when_it_is_cleared(qtbot: QtBot) -> None:
    view = PdfPages()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_pdf(paper())
    names = [label.accessibleName() for label in view._labels]
    assert names == [f"Page {n} of {len(names)}" for n in range(1, len(names) + 1)]
    assert "Noah" in view._labels[0].accessibleDescription()
    qtbot.waitUntil(lambda: not view._labels[0].pixmap().isNull())
    view.clear()
    assert view.count == 0 and view._document is None
