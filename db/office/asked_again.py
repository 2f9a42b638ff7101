"""Writes of which it is not known whether they were kept, so that whoever asks for the same again,
as a form does whose Save is pressed once more, has it done once; and whoever has changed the form
meanwhile is not told that the change was saved with it.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from db.operations.cases.view import record_case_view
from db.operations.notes.draft import save_draft_note
from db.operations.views import record_view

_SAVE_ON: tuple[Callable[..., Any], ...] = (save_draft_note,)  # what is begun and what is changed
_LOOKS: tuple[Callable[..., Any], ...] = (record_view, record_case_view)  # each one counts
_MOST = 100


@dataclass(frozen=True)
class Asked:
    """An operation and what it was asked with."""

    operation: Callable[..., Any]
    args: tuple[object, ...]
    kwargs: Mapping[str, object]

    @property
    def tells_nothing(self) -> bool:
        """Whether nobody waits for more than that it was done."""
        return getattr(self.operation, "__annotations__", {}).get("return", Any) is None

    @property
    def begun(self) -> object:
        """The id of the record that it begins, made by its form; None where it begins none."""
        if self.operation in _SAVE_ON:
            return None
        form = self.args[0] if self.args else None
        versions = (getattr(form, "version", 0), *self.args[1:])
        changes = any(isinstance(one, int) and one > 0 for one in versions)
        return None if changes else getattr(form, "id", None)

    @property
    def saves(self) -> object:
        """The record and the version of it that a form goes on from, where one operation begins
        and changes it; None for other operations."""
        form: Any = self.args[0] if self.args else None
        return (form.id, form.version) if self.operation in _SAVE_ON else None

    def going_on(self) -> "Asked":
        """The same from the version that was saved before."""
        form: Any = self.args[0]
        return replace(self, args=(replace(form, version=form.version + 1), *self.args[1:]))


@dataclass(frozen=True)
class Doubtful:
    """What was asked for under this id without an answer."""

    asked: Asked
    operation_id: UUID

    def is_about(self, asked: Asked, operation_id: UUID | None) -> bool:
        """Whether the same is asked for again, or the same with changes."""
        if asked.operation is not self.asked.operation:
            return False
        begins = asked.begun is not None and asked.begun == self.asked.begun
        saves = asked.saves is not None and asked.saves == self.asked.saves
        return begins or saves or operation_id == self.operation_id or asked == self.asked


class AskedAgain:
    """Of one open office. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._doubtful: tuple[Doubtful, ...] = ()

    def doubt(self, asked: Asked, operation_id: UUID) -> None:
        """Whether this was kept is not known."""
        with self._lock:
            if asked.operation not in _LOOKS:
                others = (one for one in self._doubtful if one.operation_id != operation_id)
                self._doubtful = (*others, Doubtful(asked, operation_id))[-_MOST:]

    def about(self, asked: Asked, operation_id: UUID | None) -> Doubtful | None:
        """The latest of these that is asked for again."""
        newest_first = reversed(self._doubtful)
        return next((one for one in newest_first if one.is_about(asked, operation_id)), None)

    def settle(self, doubtful: Doubtful) -> None:
        """It is known now: who asks for the same from now on wants it once more."""
        with self._lock:
            self._doubtful = tuple(one for one in self._doubtful if one is not doubtful)
