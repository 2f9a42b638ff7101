"""Waiting for an answer that nobody may want any more when it comes."""

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from ui.waiting import Waiting


class Later:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.then: list[Callable[[Any], object]] = []
        self.failed: list[Callable[[Exception], object]] = []

    def background(
        self,
        _function: object,
        _given: object,
        *,
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self.then.append(then)
        self.failed.append(failed)


def test_an_answer_goes_to_whoever_waits_and_one_that_is_late_is_taken_back() -> None:
    runner, told = Later(), []
    widget = QObject()
    waiting = Waiting(runner, widget)  # type: ignore[arg-type]

    def begin() -> None:
        waiting.begin(
            lambda _: None,
            None,
            lambda answer: told.append(("then", answer)),
            lambda error: told.append(("failed", str(error))),
            lambda answer: told.append(("late", answer)),
        )

    begin()
    runner.then[0](1)
    begin()
    waiting.end()
    runner.then[1](2)
    runner.failed[1](ValueError("nobody waits"))
    begin()
    shiboken6.delete(widget)
    runner.then[2](3)
    runner.failed[2](ValueError("nobody is there"))
    assert told == [("then", 1), ("late", 2), ("late", 3)]
