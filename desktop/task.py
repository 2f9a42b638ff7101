"""One piece of work under way: what is called, on which thread, and how it ended."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.callbacks import call_back

if TYPE_CHECKING:
    from datetime import datetime

    from ui.runner import Failed, Then


class Cancelled(Exception):
    """Raised inside a job to end it early, after it was given up."""


class Task:
    """One job: what to call, whom to tell, and how far it is."""

    def __init__(
        self,
        call: Callable[[Task], Any],
        then: Then | None,
        failed: Failed | None,
        label: str,
        interrupt: Callable[[int], object] | None,
    ) -> None:
        self.call = call
        self.then = then
        self.failed = failed
        self.label = label
        self.done = False
        self.ran = False
        self.is_write = False
        self.can_be_cancelled = True
        self.end_is_told = False
        self.as_of: datetime | None = None
        self.result: Any = None
        self.error: BaseException | None = None
        self._interrupt = interrupt
        self._thread: int | None = None
        self._given_up = threading.Event()
        self._lock = threading.Lock()

    @property
    def given_up(self) -> bool:
        """Whether nobody wants the answer any more."""
        return self._given_up.is_set()

    def cancel(self) -> None:
        """Give it up; a read that is under way is interrupted where the database can do it."""
        if not self.can_be_cancelled:
            return
        self._given_up.set()
        if self._thread is not None and self._interrupt is not None and not self.is_write:
            # A server is asked for it over the network, and the screen must not wait for that.
            threading.Thread(target=self._break_off, args=(self._interrupt,), daemon=True).start()

    def _break_off(self, interrupt: Callable[[int], object]) -> None:
        with self._lock:  # so that it does not end meanwhile, and another is hit
            if self._thread is not None:
                interrupt(self._thread)

    @property
    def was_stopped(self) -> bool:
        """Whether it ended early or never began, and so did nothing."""
        if self.error is None:
            return not self.ran
        return isinstance(self.error, Cancelled)

    def run(self) -> None:
        """Do the work on the calling thread and keep the outcome."""
        with self._lock:
            if self.given_up:
                return
            self._thread = threading.get_ident()
        try:
            self.result = self.call(self)
        except BaseException as error:
            self.error = error
        finally:
            with self._lock:
                self._thread = None
                self.ran = True

    def tell(self, callback: Callable[[Any], object] | None, value: Any) -> None:
        """Call back, unless the widget that the callback belongs to is gone."""
        if callback is None or (self.given_up and not self.end_is_told):
            return
        call_back(callback, value)

    def reporting(
        self, kwargs: dict[str, Any], progressed: Callable[[Task, int, int], object]
    ) -> dict[str, Any]:
        """The arguments, with `progress=True` replaced by a function (done, total) to call."""
        if kwargs.get("progress") is not True:
            return kwargs

        def report(done: int, total: int) -> None:
            if self.given_up:
                raise Cancelled
            progressed(self, done, total)

        return {**kwargs, "progress": report}
