"""What a shared drive had lost of one's saves: what was saved again, and what has to be by hand."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from db.texts import sentence, t
from db.texts.dates import moment
from ui.dialogs.shell import Dialog
from ui.item_models.lines import Line
from ui.widgets.line_list import LineList
from ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from db.rules.findings import Finding


@dataclass(frozen=True)
class LostSave:
    """A save: when (in the office's zone), what it did, and why it could not be saved again."""

    at: datetime
    words: str
    why: tuple[Finding, ...] = ()


class LostSavesDialog(Dialog):
    """Accepted when it was read; closed otherwise, what is lost is told again at a next sign-in."""

    def __init__(self, saves: Sequence[LostSave], parent: QWidget | None = None) -> None:
        super().__init__(t("Saves that the shared drive had lost"), parent, width=600)
        self.body.addWidget(
            Text(
                t(
                    "A computer that slept while it was saving has undone what others saved "
                    "meanwhile. This computer remembered what you had saved."
                ),
                wrap=True,
            )
        )
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        lost = [save for save in saves if save.why]
        again = [save for save in saves if not save.why]
        if lost:
            self._list(t("Not saved again: please look at these"), lost)
        if again:
            self._list(t("Saved again"), again)
        self._column.addStretch()
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setMinimumHeight(260)
        scrolled.setWidget(inside)
        self.body.addWidget(scrolled, 1)
        self.verb(t("I have seen it"), self.accept, "primary").setFocus()

    def _list(self, title: str, saves: Sequence[LostSave]) -> None:
        self._column.addWidget(Text(title, "section"))
        shown = LineList(title)
        shown.show_lines(
            [
                Line(
                    number,
                    "save",
                    moment(save.at),
                    save.words,
                    marks=tuple(sentence(finding) for finding in save.why),
                )
                for number, save in enumerate(saves)
            ]
        )
        self._column.addWidget(shown)
