"""What can be undone in this session, the last one first; for the notice and for Ctrl+Z alike."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from db.rules.findings import Finding, NeedsReason, Refused, Stale
from db.texts import explain, t

if TYPE_CHECKING:
    from ui.context import PageContext

MOST = 30
_CHANGED_SINCE = (
    "appointment.not_undone",
    "series.not_undone",
    "request.not_undone",
    "record.gone",
)
Write = Callable[[int], tuple[Any, ...]]
Ask = Callable[[Iterable[Finding], Callable[[str], object]], object]


@dataclass(eq=False)
class _Step:
    """`run` gives the job that undoes it, if it is one."""

    words: str
    run: Callable[[], object]


class UndoStack:
    """Each step is undone once, whether by the notice that offers it or by a key.

    An undone step gives its record a new version. Steps before it that know the record as it was
    then are told by `went_back`, so that one after the other can be undone.
    """

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._now: dict[tuple[UUID, int], int] = {}
        self._under_way: Any = None

    def push(self, words: str, run: Callable[[], object]) -> Callable[[], None]:
        """Remember a step; what is returned undoes it, if that has not been done yet."""
        step = _Step(words, run)
        self._steps = [*self._steps[1 - MOST :], step]

        def undo() -> None:
            if step in self._steps:
                self._do(step)

        return undo

    def undo(self) -> bool:
        """Undo the last step; whether there is one. While one is under way nothing begins."""
        if self._under_way is not None and not self._under_way.done:
            return True
        if not self._steps:
            return False
        self._do(self._steps[-1])
        return True

    @property
    def next_words(self) -> str:
        """What would be undone, or empty."""
        return self._steps[-1].words if self._steps else ""

    def version(self, record_id: UUID, version: int) -> int:
        """The version that a record has now which a step left with this one."""
        while (record_id, version) in self._now:
            version = self._now[record_id, version]
        return version

    def went_back(self, record_id: UUID, before: int, version: int) -> None:
        """A record is again as it was with the version `before`; it has this one now."""
        if version > before:
            self._now[record_id, before] = version

    def _do(self, step: _Step) -> None:
        self._steps.remove(step)
        job = step.run()
        self._under_way = job if hasattr(job, "done") else None


def offer_undo(
    context: PageContext,
    words: str,
    record_id: UUID,
    before: int,
    after: int,
    write: Write,
    ask: Ask | None = None,
) -> None:
    """Say that something was done, and offer to undo it.

    `before` and `after` are the record's versions; `write` gets the one it has when it is to be
    undone, and gives the operation and its arguments. What was changed since is not undone, and
    that is said. Where undoing needs a reason, `ask` gets the findings and what goes on with it:
    the reason is the operation's last argument.
    """

    def undone(result: object) -> None:
        if isinstance(result, int):
            context.undos.went_back(record_id, before, result)
        context.notify(t("Undone: {what}", what=words))

    def failed(error: Exception) -> None:
        if ask is not None and isinstance(error, NeedsReason):
            ask(error.findings, undo)
        else:
            say_not_undone(context, error)

    def undo(*reason: str) -> object:
        operation, *arguments = write(context.undos.version(record_id, after))
        return context.runner.write(operation, *arguments, *reason, then=undone, failed=failed)

    context.notify(words, undo=undo)


def say_not_undone(context: PageContext, error: Exception) -> None:
    """Say why something could not be undone."""
    if not isinstance(error, Refused):
        return
    if isinstance(error, Stale) or any(error.has(code) for code in _CHANGED_SINCE):
        context.say_why_not(t("It cannot be undone: somebody has changed it since."))
    else:
        context.say_why_not(t("It cannot be undone. {why}", why=explain(error)))
