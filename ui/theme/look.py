"""The look in force: colors, type and sizes, switched live.

What the palette is to Qt, this is to our own painting: one for the whole application, set by the
program and read by widgets and delegates. Whoever caches sizes or pixmaps listens to `changed`.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
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
        return QFont(_font(self, role, QApplication.font().key()))

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
def _font(look: Look, role: str, key: str) -> QFont:
    font = QApplication.font()
    font.setPointSizeF(look.points(role))
    if role in _SEMIBOLD:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@lru_cache(maxsize=32)
def _metrics(look: Look, role: str, family: str) -> QFontMetrics:
    return QFontMetrics(look.font(role))


class _Announcer(QObject):
    changed = Signal()


_current = Look()
_announcer: _Announcer | None = None


class _System:
    """What the operating system asks for. Contrast is not known before `heed_system`."""

    def __init__(self) -> None:
        self.palette = QPalette()
        self.known = False
        self.contrast = False

    def dark(self) -> bool:
        window, text = self.palette.window().color(), self.palette.windowText().color()
        return window.lightness() < text.lightness()


_system = _System()
_dressed = False


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
    if scheme == "contrast" or (scheme == "system" and _system.contrast):
        return from_system(_system.palette) if _system.contrast else CONTRAST
    if scheme == "system":
        return DARK if _system.dark() else LIGHT
    return DARK if scheme == "dark" else LIGHT


def apply(application: QApplication, scheme: str = "system", percent: int = 100) -> Look:
    """Dress the application: style, palette, font, stylesheet. Can be called again at any time.

    `scheme` is one of `SCHEMES`; `percent` is limited to 80 to 200.
    """
    global _current, _dressed
    if scheme not in SCHEMES:
        raise ValueError(scheme)
    if not _dressed:
        _dressed = True
        _system.palette = application.palette()
        if not application.property("styled"):
            application.setStyle("Fusion")
    chosen = Look(_tokens(scheme), min(200, max(80, percent)))
    if _system.known:
        _tell_system(scheme)
    if application.styleSheet() and chosen == _current:
        return _current
    _current = chosen
    font = application.font()
    font.setPointSizeF(chosen.points())
    application.setFont(font)
    application.setPalette(palettes.palette(chosen.tokens))
    application.setStyleSheet(stylesheet(chosen.tokens, chosen.percent))
    announcer().changed.emit()
    return chosen


def heed_system(application: QApplication, scheme: str, percent: int) -> None:
    """Ask the system whether it wants high contrast, and tell it which colors we wear.

    Called once the first window has been painted: asking is dear. Applies the look again if
    that changes it.
    """
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()  # dies with `hints`
    wanted = accessibility.contrastPreference()
    _system.contrast = wanted == QtCore.Qt.ContrastPreference.HighContrast
    _system.known = True
    apply(application, scheme, percent)


def _tell_system(scheme: str) -> None:
    """Title bars and the system's own dialogs follow."""
    scheme_of = QtCore.Qt.ColorScheme
    asked = {"light": scheme_of.Light, "dark": scheme_of.Dark}
    QGuiApplication.styleHints().setColorScheme(asked.get(scheme, scheme_of.Unknown))
