"""Waiting for an answer that takes long, for as long as somebody likes."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING, Any

import shiboken6

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from ui.runner import JobRunner


class Waiting:
    """For one answer at a time, by a widget: once that is gone nobody waits any more."""

    def __init__(self, runner: JobRunner, waits: QObject) -> None:
        self._runner, self._waits = runner, waits
        self._turn = 0

    def begin(
        self,
        function: Callable[[Any], Any],
        given: object,
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
        late: Callable[[Any], object] = lambda _: None,
    ) -> None:
        """Call a function elsewhere; an answer that nobody waits for any more goes to `late`."""
        self._turn += 1
        turn = self._turn

        def answered(answer: Any) -> None:
            (then if self._is_wanted(turn) else late)(answer)

        def refused(error: Exception) -> None:
            if self._is_wanted(turn):
                failed(error)

        self._runner.background(function, given, then=answered, failed=refused)

    def end(self) -> None:
        """Wait no longer."""
        self._turn += 1

    def _is_wanted(self, turn: int) -> bool:
        return turn == self._turn and shiboken6.isValid(self._waits)
