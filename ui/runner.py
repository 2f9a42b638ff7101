"""What a page may ask of whoever does work off the screen's thread.

`desktop.jobs` does it in the program, `desktop.inline_jobs` in tests and for pictures.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from PySide6.QtCore import SignalInstance

    from ui.office_acts import Acted

Then = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Changes(Protocol):
    """What a write changed: kinds of record ("client", "note" …) and which of them."""

    def touches(self, *kinds: str) -> bool:
        """Whether records of any of these kinds changed."""
        ...

    def ids(self, kind: str) -> frozenset[UUID]:
        """Which records of a kind changed; empty means all of them, if it touches the kind."""
        ...

    def concerns(self, kind: str, record_id: UUID) -> bool:
        """Whether this record may have changed."""
        ...


class Job(Protocol):
    """One piece of work under way in the background."""

    @property
    def label(self) -> str:
        """What is being done, in words, or empty."""
        ...

    @property
    def done(self) -> bool:
        """Whether it has ended, in whatever way."""
        ...

    @property
    def as_of(self) -> datetime | None:
        """Of which moment (aware) the answer was, if it came from the copy on this computer."""
        ...

    def cancel(self) -> None:
        """Give it up: neither `then` nor `failed` will be called any more.

        A read is interrupted where the database allows it. A write that has begun is finished
        unless it reports progress, and its end is told all the same: `then` when it was saved,
        `failed` with "work.stopped" when nothing was.
        """
        ...


class JobRunner(Protocol):
    """Does work off the screen's thread and brings the answers back to it.

    `query` and `operation` are functions of `db.queries` and `db.operations`; they are called
    with a `Reading` or a `Work` first, which the runner supplies, then with the given arguments.

    `then(result)` is called on success. A `Refused` goes to `failed(error)` if that is given and
    is shown as a sentence otherwise. Anything unexpected is written to the crash log and shown
    as a calm dialog; `failed` is called as well, so that a form can leave its busy state.
    Callbacks that are methods of a widget are dropped when the widget has been destroyed.

    A function that reports progress takes a `progress(done, total)`: pass `progress=True` and the
    runner supplies it. Jobs over one second show `label` in the status line, with Cancel.
    """

    @property
    def changed(self) -> SignalInstance:
        """Emitted with `Changes` after each successful write, before its `then`."""
        ...

    @property
    def started(self) -> SignalInstance:
        """Emitted with the `Job` when it is handed in."""
        ...

    @property
    def ended(self) -> SignalInstance:
        """Emitted with the `Job` when it has ended, in whatever way."""
        ...

    @property
    def progressed(self) -> SignalInstance:
        """Emitted with (`Job`, done, total) while a job reports progress."""
        ...

    @property
    def refused(self) -> SignalInstance:
        """Emitted with a `Refused` that nobody handles: to be shown as a sentence."""
        ...

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
    ) -> Job:
        """Ask the office. `slow` is for what takes long (reports, exports, checks).

        Of an office on a shared drive what is slow may be read from the copy on this computer,
        which then says so in `Job.as_of`; `newest` reads the office itself. With `soon` the copy
        may answer first: then `then` is called twice.

        A newer read with the same `replace_key` replaces an older one: the older answer is
        dropped, so a search box never shows the answer to what was typed before.
        """
        ...

    def write(
        self,
        operation: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        slow: bool = False,
        label: str = "",
        **kwargs: Any,
    ) -> Job:
        """Change the office by one operation; `changed` is emitted after success.

        Give `operation_id=` when the same save may be sent twice (a retry after a failure).
        """
        ...

    def background(
        self,
        function: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        replace_key: object = None,
        label: str = "",
        **kwargs: Any,
    ) -> Job:
        """Call a function that needs no Session (files, PDF pages, key derivation)."""
        ...

    def act(
        self,
        act: Callable[..., Acted],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
        **kwargs: Any,
    ) -> Job:
        """Do an act on the whole office (`ui.office_acts`), which writes by itself.

        `changed` is emitted with what it says that it changed; `then` gets its result. Only one
        that reports progress can be cancelled.
        """
        ...
