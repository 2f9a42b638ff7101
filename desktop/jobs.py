"""Work off the screen's thread: two lanes to the office's database and a small pool for files.

The front lane does what a person waits for, the slow lane reports, exports, backups and checks,
so that a long report never stands before a search. Sessions are opened inside a job, by the
office, and never cross threads. Answers come back on the screen's thread by a queued signal.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from db.rules.findings import Refused, hard

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from datetime import datetime

    from desktop.task import Task
    from ui.office_acts import Acted
    from ui.runner import Failed, Then

_THREADS = {"front": 1, "slow": 1, "files": 2}
_log = logging.getLogger(__name__)


class OpenOffice(Protocol):
    """What the runner needs of an open office."""

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...

    def read_long(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...

    def write(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...

    def as_of(self) -> datetime | None: ...


class Jobs(QObject):
    """The program's `JobRunner` (see `ui.runner`). Belongs to the screen's thread."""

    changed = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    progressed = Signal(object, int, int)
    refused = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, office: OpenOffice | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._latest: dict[object, Task] = {}
        self._under_way: set[Task] = set()
        self._closed = False
        self._was_asked_soon = False
        self._held: list[Task] | None = None
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        # Always emitted on another thread, so Qt queues it by itself.
        self._arrived.connect(self._deliver)

    def hold(self) -> None:
        """Keep answers back while the window is locked: they might open something in front."""
        self._held = []

    def release(self) -> None:
        """Hand out the answers that were kept back."""
        held, self._held = self._held, None
        for task in held or ():
            self._deliver(task)

    def use(self, office: OpenOffice | None) -> None:
        """Work on this office from now on (None after signing out)."""
        self._office = office

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
    ) -> Task:
        """See `ui.runner.JobRunner.read`."""
        office = self._open_office()
        ask = office.read_long if slow and not newest else office.read

        def call(task: Task) -> Any:
            answer = ask(query, *args, **task.reporting(kwargs, self.progressed.emit))
            task.as_of = office.as_of()
            return answer

        task = self._task(call, then, failed, label)
        if soon and not self._was_asked_soon:
            self._was_asked_soon = True
            self._ask_copy_first(office, task, lambda copy: copy(query, *args, **kwargs))
        return self._submit("slow" if slow else "front", task, replace_key)

    def write(
        self,
        operation: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        slow: bool = False,
        label: str = "",
        **kwargs: Any,
    ) -> Task:
        """See `ui.runner.JobRunner.write`."""
        office = self._open_office()
        task = self._task(
            lambda task: office.write(
                operation, *args, **task.reporting(kwargs, self.progressed.emit)
            ),
            then,
            failed,
            label,
        )
        task.is_write = True
        # Given up or not, whoever saves must learn whether it was saved: a form that hears
        # nothing would stay as it is and be saved again.
        task.end_is_told = True
        return self._submit("slow" if slow else "front", task, None)

    def background(
        self,
        function: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        replace_key: object = None,
        label: str = "",
        **kwargs: Any,
    ) -> Task:
        """See `ui.runner.JobRunner.background`."""
        task = self._task(
            lambda task: function(*args, **task.reporting(kwargs, self.progressed.emit)),
            then,
            failed,
            label,
        )
        return self._submit("files", task, replace_key)

    def act(
        self,
        act: Callable[..., Acted],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
        **kwargs: Any,
    ) -> Task:
        """See `ui.runner.JobRunner.act`."""
        task = self._task(
            lambda task: act(*args, **task.reporting(kwargs, self.progressed.emit)),
            then,
            failed,
            label,
        )
        task.is_write = True
        # One that reports no progress is short, and its result may be a secret shown this once.
        task.can_be_cancelled = kwargs.get("progress") is True
        return self._submit("slow", task, None)

    @property
    def may_tell_a_secret(self) -> bool:
        """Whether something is under way whose result may be a secret that is shown this once."""
        return any(not task.can_be_cancelled for task in self._under_way)

    def wait_for_writes(self, until: float) -> None:
        """Wait until what was to be saved is, no longer than `until` (`time.monotonic`). Blocks:
        for when the process may be ended at any moment.
        """
        front = self._lanes.get("front")
        if front is not None and not self._closed:
            wait_for_lane(front, until)

    def close(self) -> None:
        """Finish the writes under way, give up the rest, and end the threads."""
        self._closed = True
        for task in tuple(self._under_way):
            if not task.is_write:
                task.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _open_office(self) -> OpenOffice:
        if self._office is None:
            raise RuntimeError("no office is open")
        return self._office

    def _ask_copy_first(
        self, office: OpenOffice, task: Task, ask: Callable[[Callable[..., Any]], Any]
    ) -> None:
        """Paint from the copy on this computer, if there is one, until the drive has answered."""
        copy = getattr(office, "read_copy", None)
        if copy is None:
            return

        def show(answer: Any) -> None:
            if not task.done:
                task.tell(task.then, answer)

        early = self._task(lambda _: ask(copy), show, lambda _: None, "")
        self._submit("files", early, None)

    def _task(
        self,
        call: Callable[[Task], Any],
        then: Then | None,
        failed: Failed | None,
        label: str,
    ) -> Task:
        from desktop.task import Task  # not before the first paint

        return Task(call, then, failed, label, getattr(self._office, "interrupt", None))

    def _submit(self, lane: str, task: Task, replace_key: object) -> Task:
        if replace_key is not None:
            older = self._latest.get(replace_key)
            if older is not None and not older.done:
                older.cancel()
            self._latest[replace_key] = task
        if self._closed:  # the window is going: who saves something is told that it was not
            task.cancel()
            task.tell(task.failed, Refused(hard("work.stopped")))
            return task
        self._under_way.add(task)
        self.started.emit(task)
        self._lane(lane).submit(self._work, task)
        return task

    def _lane(self, name: str) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # not before the first paint

        if name not in self._lanes:
            self._lanes[name] = ThreadPoolExecutor(_THREADS[name], thread_name_prefix=name)
        return self._lanes[name]

    def _work(self, task: Task) -> None:
        task.run()
        if shiboken6.isValid(self):
            self._arrived.emit(task)

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        if self._held is not None and not self._closed:
            self._held.append(task)
            return
        task.done = True
        self._under_way.discard(task)
        for key in [key for key, latest in self._latest.items() if latest is task]:
            del self._latest[key]
        self.ended.emit(task)
        if self._closed:
            return
        if task.was_stopped:
            task.tell(task.failed, Refused(hard("work.stopped")))
        elif task.error is None:
            self._succeeded(task)
        else:
            self._went_wrong(task, task.error)

    def _succeeded(self, task: Task) -> None:
        if not task.is_write:
            task.tell(task.then, task.result)
            return
        if task.result is None:
            return
        self.changed.emit(task.result.changes)
        task.tell(task.then, task.result.result)

    def _went_wrong(self, task: Task, error: BaseException) -> None:
        if task.given_up and not task.end_is_told:
            return
        if isinstance(error, Refused):
            if task.failed is not None:
                task.tell(task.failed, error)
            else:
                self.refused.emit(error)
            return
        _log.error("job failed: %s", type(error).__name__)
        self.crashed.emit(error)
        task.tell(task.failed, error)


def wait_for_lane(lane: ThreadPoolExecutor, until: float) -> None:
    """Wait until what was given to a lane of one thread is done, or until `time.monotonic`."""
    with suppress(TimeoutError):
        lane.submit(int).result(max(0.0, until - time.monotonic()))
