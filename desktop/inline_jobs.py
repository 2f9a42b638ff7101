"""A `JobRunner` that does everything at once, where it is asked: for tests and for pictures."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.rules.findings import Refused
from desktop.jobs import OpenOffice
from ui.office_acts import Acted
from ui.runner import Failed, Then


class FinishedJob:
    """A job that was over before it was returned."""

    done = True
    as_of = None

    def __init__(self, label: str = "") -> None:
        self.label = label

    def cancel(self) -> None:
        """There is nothing left to cancel."""


class InlineJobs(QObject):
    """Calls back before `read`, `write` or `background` returns.

    A `Refused` that nobody handles is emitted as `refused`; every other error is raised.
    """

    changed = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    progressed = Signal(object, int, int)
    refused = Signal(object)
    crashed = Signal(object)

    def __init__(self, office: OpenOffice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office

    def read(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        slow: bool = False,
        newest: bool = False,
        soon: bool = False,
        replace_key: object = None,
        label: str = "",
        **kwargs: Any,
    ) -> FinishedJob:
        """See `ui.runner.JobRunner.read`."""
        return self._do(
            lambda: self.office.read(query, *args, **_quiet(kwargs)), then, failed, label
        )

    def write(
        self,
        operation: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        slow: bool = False,
        label: str = "",
        **kwargs: Any,
    ) -> FinishedJob:
        """See `ui.runner.JobRunner.write`."""

        def call() -> Any:
            done = self.office.write(operation, *args, **_quiet(kwargs))
            self.changed.emit(done.changes)
            return done.result

        return self._do(call, then, failed, label)

    def background(
        self,
        function: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        replace_key: object = None,
        label: str = "",
        **kwargs: Any,
    ) -> FinishedJob:
        """See `ui.runner.JobRunner.background`."""
        return self._do(lambda: function(*args, **_quiet(kwargs)), then, failed, label)

    def act(
        self,
        act: Callable[..., Acted],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
        **kwargs: Any,
    ) -> FinishedJob:
        """See `ui.runner.JobRunner.act`."""

        def call() -> Any:
            done = act(*args, **_quiet(kwargs))
            self.changed.emit(done.changes)
            return done.result

        return self._do(call, then, failed, label)

    def close(self) -> None:
        """Nothing is under way."""

    def _do(
        self, call: Callable[[], Any], then: Then | None, failed: Failed | None, label: str
    ) -> FinishedJob:
        job = FinishedJob(label)
        self.started.emit(job)
        try:
            result = call()
        except Refused as error:
            self.ended.emit(job)
            if failed is not None:
                failed(error)
            else:
                self.refused.emit(error)
            return job
        self.ended.emit(job)
        if then is not None:
            then(result)
        return job


def _quiet(kwargs: dict[str, Any]) -> dict[str, Any]:
    if kwargs.get("progress") is not True:
        return kwargs
    return {**kwargs, "progress": lambda done, total: None}
