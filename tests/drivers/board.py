"""A clipboard that knows whose what lies on it is; the offscreen one does not."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtGui import QClipboard

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection


@dataclass
class Board:
    """`own` is what was copied or selected in this program; `cleared` what was taken off."""

    own: tuple[QClipboard.Mode, ...]
    cleared: list[QClipboard.Mode] = field(default_factory=list)

    def ownsClipboard(self) -> bool:
        return CLIPBOARD in self.own

    def ownsSelection(self) -> bool:
        return SELECTION in self.own

    def clear(self, mode: Any) -> None:
        self.cleared.append(mode)
