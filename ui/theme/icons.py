"""One bundled set of line icons, recolored from the text color and redrawn when the look changes.

An icon never stands alone for a meaning: whoever shows one gives it a name beside it.
"""

from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from ui.theme.following import follow
from ui.theme.look import look

_FOLDER = Path(__file__).parent / "icons"


class _Wearer(Protocol):
    def setIcon(self, icon: QIcon) -> None: ...


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, size: int, ratio: float, pad: int = 0) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))
    pixels = round(size * ratio)
    pixmap = QPixmap(QSize(pixels + round(pad * ratio), pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: str, size: int = 16, pad: int = 0) -> QPixmap:
    """The icon `name` in a color, `size` logical pixels square, with room of `pad` after it."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _pixmap(name, color, size, ratio, pad)


def icon(name: str, color: str = "", size: int = 16, pad: int = 0) -> QIcon:
    """The icon `name` in the text color (or another), with its disabled look."""
    tokens = look().tokens
    made = QIcon()
    made.addPixmap(pixmap(name, color or tokens.text, size, pad))
    made.addPixmap(pixmap(name, tokens.border, size, pad), QIcon.Mode.Disabled)
    return made


def wear(target: _Wearer, name: str, token: str = "text", size: int = 16) -> None:
    """Give a button or an action an icon that follows the look; `token` names its color.

    `size` is in pixels at 100 % text and grows with the text. Buttons with words keep some room
    between icon and words, which no style sheet can ask for.
    """
    pad = 5 if isinstance(target, QAbstractButton) and target.text() else 0

    def dress() -> None:
        color = str(getattr(look().tokens, token))
        wide, room = look().px(size), look().px(pad)
        target.setIcon(icon(name, color, wide, room))
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(wide + room, wide))

    dress()
    follow(target, dress)
