"""Who watches over an open office: asked before each write, told what came of it.

The guards of a shared drive, the journal of recent saves and whatever else must know of every
write stand here, so that the office itself knows none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from db.operations.changes import Changes
from db.operations.work import Entry
from db.rules.findings import Refused
from db.storage.problems import StorageProblem


@dataclass(frozen=True)
class Done:
    """One write that was committed: which operation, with what, under which id, when (aware).

    `changes` says which records show it, `recorded` what stands in the audit log of it; drafts and
    preferences leave nothing there.
    """

    operation: Callable[..., Any]
    args: tuple[object, ...]
    kwargs: Mapping[str, object]
    operation_id: UUID
    at: datetime
    changes: Changes = field(default_factory=Changes)
    recorded: tuple[Entry, ...] = ()


class Watcher(Protocol):
    """May be called from several threads, and must be quick: a person waits."""

    def before_write(self) -> None:
        """Raise `Refused` where nothing may be written now."""

    def after_write(self, done: Done) -> None:
        """A write was committed. Raises nothing."""

    def answered(self) -> None:
        """The place answered, to a read or a write. Raises nothing."""

    def failed(self, problem: StorageProblem) -> None:
        """The place did not do what was asked. Raises nothing."""

    def unsure(self, operation_id: UUID) -> None:
        """Whether this write was kept cannot be seen now. Raises nothing."""

    def refused(
        self, refused: Refused, asked: Callable[..., Any], args: tuple[object, ...]
    ) -> None:
        """A query or an operation was refused by a rule. Raises nothing."""


class Watching:
    """A watcher to which nothing matters; others override what does."""

    def before_write(self) -> None:
        """Anything may be written."""

    def after_write(self, done: Done) -> None:
        """Nothing to do."""

    def answered(self) -> None:
        """Nothing to do."""

    def failed(self, problem: StorageProblem) -> None:
        """Nothing to do."""

    def unsure(self, operation_id: UUID) -> None:
        """Nothing to do."""

    def refused(
        self, refused: Refused, asked: Callable[..., Any], args: tuple[object, ...]
    ) -> None:
        """Nothing to do."""


class Watchers(list[Watcher]):
    """All who watch over one office, told in the order in which they came."""

    def before_write(self) -> None:
        """Raise `Refused` where one of them says that nothing may be written now."""
        for watcher in self:
            watcher.before_write()

    def written(self, done: Done) -> None:
        """A write was committed: so the place answered as well."""
        for watcher in self:
            watcher.after_write(done)
            watcher.answered()

    def answered(self) -> None:
        """The place answered."""
        for watcher in self:
            watcher.answered()

    def failed(self, problem: StorageProblem) -> None:
        """The place did not do what was asked."""
        for watcher in self:
            watcher.failed(problem)

    def unsure(self, operation_id: UUID) -> None:
        """Whether this write was kept cannot be seen now."""
        for watcher in self:
            watcher.unsure(operation_id)

    def refused(
        self, refused: Refused, asked: Callable[..., Any], args: tuple[object, ...]
    ) -> None:
        """A query or an operation was refused by a rule."""
        for watcher in self:
            watcher.refused(refused, asked, args)
