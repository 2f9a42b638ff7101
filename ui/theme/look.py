"""The look in force: colors, type and sizes, switched live.

What the palette is to Qt, this is to our own painting: one for the whole application, set by the
program and read by widgets and delegates. Whoever caches sizes or pixmaps listens to `changed`.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import palette as palettes
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import CONTRAST, DARK, LIGHT, Tokens, from_system

SCHEMES = ("system", "light", "dark", "contrast")
_POINTS = {"body": 10.0, "secondary": 9.0, "title": 15.0, "section": 11.0, "display": 22.0}
_SEMIBOLD = ("title", "section", "display", "strong")


@dataclass(frozen=True)
class Look:
    """Colors, and type at a text size of `percent` (80 to 200)."""

    tokens: Tokens = LIGHT
    percent: int = 100

    def points(self, role: str = "body") -> float:
        """Size in points of "body", "secondary", "section", "title" or "display"."""
        return _POINTS.get(role, 10.0) * self.percent / 100

    def font(self, role: str = "body") -> QFont:
        """The font for a role; "strong" is semibold body text."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(role))
        if role in _SEMIBOLD:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def metrics(self, role: str = "body") -> QFontMetrics:
        """The measures of a role's font."""
        return _metrics(self, role, QApplication.font().family())

    @property
    def row(self) -> int:
        """Height of a list row in pixels: 30 at 100 %."""
        return max(30, self.metrics().height() + 12)

    @property
    def comfortable_row(self) -> int:
        """Height of a row with air around it: 36 at 100 %."""
        return max(36, self.metrics().height() + 18)

    def px(self, pixels: int) -> int:
        """A length that grows with the text, for icons and columns."""
        return round(pixels * max(100, self.percent) / 100)


@lru_cache(maxsize=32)
def _metrics(look: Look, role: str, family: str) -> QFontMetrics:
    return QFontMetrics(look.font(role))


class _Announcer(QObject):
    changed = Signal()


_current = Look()
_announcer: _Announcer | None = None
_system_palette: QPalette | None = None


def look() -> Look:
    """The look in force."""
    return _current


def announcer() -> _Announcer:
    """Emits `changed` after the look has been switched."""
    global _announcer
    if _announcer is None:
        _announcer = _Announcer()
    return _announcer


def _tokens(scheme: str) -> Tokens:
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()  # dies with `hints`
    wanted = accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
    if scheme == "contrast" or (scheme == "system" and wanted):
        return from_system(_system_palette) if wanted and _system_palette else CONTRAST
    if scheme == "system":
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


def apply(application: QApplication, scheme: str = "system", percent: int = 100) -> Look:
    """Dress the application: style, palette, font, stylesheet. Can be called again at any time.

    `scheme` is one of `SCHEMES`; `percent` is limited to 80 to 200.
    """
    global _current, _system_palette
    if scheme not in SCHEMES:
        raise ValueError(scheme)
    if _system_palette is None:
        _system_palette = QPalette(application.palette())
        application.setStyle("Fusion")
    hints = QGuiApplication.styleHints()
    asked = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(asked.get(scheme, Qt.ColorScheme.Unknown))
    chosen = Look(_tokens(scheme), min(200, max(80, percent)))
    if application.styleSheet() and chosen == _current:
        return _current
    _current = chosen
    font = QFont(application.font())
    font.setPointSizeF(chosen.points())
    application.setFont(font)
    application.setPalette(palettes.palette(chosen.tokens))
    application.setStyleSheet(stylesheet(chosen.tokens, chosen.percent))
    announcer().changed.emit()
    return chosen
