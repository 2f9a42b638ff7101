"""A font where the system has none, or where pictures must come out the same everywhere."""

from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

_FAMILY = "DejaVu Sans"


def ensure_font(application: QApplication, *, bundled: bool = False) -> None:
    """Load the font that reports are printed in, if the system has none or `bundled` asks."""
    # Asking for all families would cost more than everything else before the first paint.
    if not bundled and QFontInfo(application.font()).family():
        return
    from PySide6.QtGui import QFontDatabase

    from printing.layout.fonts import font_file

    for name in ("DejaVuSans.ttf.gz", "DejaVuSans-Bold.ttf.gz"):
        with font_file(name) as file:
            QFontDatabase.addApplicationFontFromData(file.read())
    font = QFont(_FAMILY)
    font.setPointSizeF(application.font().pointSizeF())
    application.setFont(font)
