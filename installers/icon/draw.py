"""Draws the program's picture in the sizes that systems ask for, from `caseroom.svg`.

Run it after changing the original: `python3 dev.py exec python -m installers.icon.draw`.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    """Write a .png of each size and the .ico that holds them all."""
    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    renderer = QSvgRenderer(str(_FOLDER / "caseroom.svg"))
    pictures = {size: _drawn(renderer, size) for size in SIZES}
    for size, picture in pictures.items():
        (_FOLDER / f"caseroom-{size}.png").write_bytes(picture)
    (_FOLDER / "caseroom.ico").write_bytes(_icon(pictures))
    application.quit()


def _drawn(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(held.data())


def _icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico of .png pictures, which Windows has read since Vista."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    begins = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), begins)
        begins += len(picture)
    return head + entries + b"".join(pictures.values())


if __name__ == "__main__":
    main()
