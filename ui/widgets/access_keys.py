"""Access keys (Alt and a letter) for every labelled field and button of a window.

They are given by position and the letters of the words, so that translations need no marks; but
first to what stands in every form of a kind, so that it has the same letter in all of them.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Container, Mapping

from PySide6 import QtCore
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

_RANK = "key_rank"


def comes_first(widget: QLabel | QAbstractButton, rank: int = 2) -> None:
    """Give this button or label its letter before all others, whatever is shown; low ranks before
    high.

    Of the same rank the first in the window is first.
    """
    widget.setProperty(_RANK, rank)


def assign(window: QWidget) -> None:
    """Give each visible labelled field and worded button of the window a letter of its own.

    Calling it again, after something was shown or hidden, keeps letters where it can. A dialog
    in front has letters of its own, though it is among the window's children. Where there are not
    enough, fields go without before buttons do: one is in a field by Tab already.
    """
    from PySide6.QtWidgets import QTabBar  # not for the first paint

    taken = _first_ones(window)
    waiting: list[QLabel | QAbstractButton] = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
            continue
        if widget.window() is not window or widget.property(_RANK) is not None:
            continue
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        if isinstance(widget.parent(), QTabBar) or widget.property("place") == "nav":
            continue
        if not _plain(widget.text()) or _shows_only_an_icon(widget):
            continue
        letter = _letter(widget.text())
        if letter and letter not in taken:
            taken[letter] = widget
        else:
            waiting.append(widget)
    waiting.sort(key=lambda widget: not isinstance(widget, QPushButton))
    for widget in waiting:
        words = _plain(widget.text())
        at = _free(words, taken)
        if at is None and isinstance(widget, QPushButton):
            at = _taken_from_a_field(words, taken)
        if at is None:
            _put(widget, words.replace("&", "&&"))
            continue
        _mark(widget, words, at, taken)


def _first_ones(window: QWidget) -> dict[str, QLabel | QAbstractButton]:
    """The letters of those that come first, shown or not."""
    found = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.property(_RANK) is not None
        and widget.window() is window
    ]
    taken: dict[str, QLabel | QAbstractButton] = {}
    for widget in sorted(found, key=lambda one: int(one.property(_RANK))):
        words = _plain(widget.text())
        at = _free(words, taken)
        if at is not None:
            _mark(widget, words, at, taken)
    return taken


def _mark(
    widget: QLabel | QAbstractButton,
    words: str,
    at: int,
    taken: dict[str, QLabel | QAbstractButton],
) -> None:
    taken[words[at].casefold()] = widget
    before, after = words[:at].replace("&", "&&"), words[at:].replace("&", "&&")
    _put(widget, f"{before}&{after}")


def _shows_only_an_icon(widget: QWidget) -> bool:
    from PySide6.QtWidgets import QToolButton

    only = QtCore.Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() == only


def _put(widget: QLabel | QAbstractButton, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def _letter(text: str) -> str:
    at = text.replace("&&", "\0\0").find("&")
    return text[at + 1].casefold() if 0 <= at < len(text) - 1 else ""


def _taken_from_a_field(words: str, taken: Mapping[str, QWidget]) -> int | None:
    for at in _places(words):
        holder = taken[words[at].casefold()]
        if isinstance(holder, QLabel):
            _put(holder, _plain(holder.text()).replace("&", "&&"))
            return at
    return None


def _free(words: str, taken: Container[str]) -> int | None:
    return next((at for at in _places(words) if words[at].casefold() not in taken), None)


def _places(words: str) -> list[int]:
    """Where a letter may be marked: first at the beginning of a word. A number is none: it changes
    with what is counted.
    """
    starts = [i for i, c in enumerate(words) if c.isalpha() and (i == 0 or words[i - 1] == " ")]
    rest = [i for i, c in enumerate(words) if c.isalpha() and i not in starts]
    return [*starts, *rest]
