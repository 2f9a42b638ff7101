"""A runner, settings and a context for tests of pages and windows, with nothing behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.operations.changes import Changes
from db.rules.codes import Role
from db.rules.permissions import CurrentUser
from desktop.inline_jobs import InlineJobs
from desktop.settings import Settings
from ui.context import OfficeInfo
from ui.drafts import Draft
from ui.window_context import WindowContext

ZONE = ZoneInfo("America/New_York")
NOON = datetime(2026, 3, 14, 17, 0, tzinfo=UTC)


@dataclass
class Done:
    """What a write gives back."""

    result: Any
    changes: Changes


@dataclass
class PretendOffice:
    """Calls queries and operations with None instead of a session.

    An operation returns its result, or a pair of a result and the kinds that it changed.
    """

    calls: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.calls.append((query.__name__, args))
        return query(None, *args, **kwargs)

    def read_long(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Reads that take long are answered like the others."""
        return self.read(query, *args, **kwargs)

    def as_of(self) -> None:
        """Every answer is the newest."""

    def write(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Done:
        self.calls.append((operation.__name__, args))
        made = operation(None, *args, **kwargs)
        result, kinds = made if isinstance(made, tuple) else (made, ())
        return Done(result, Changes({kind: frozenset() for kind in kinds}))


@dataclass
class PretendDrafts:
    """Keeps drafts in a dictionary."""

    kept: dict[tuple[str, UUID], Draft] = field(default_factory=dict)

    def save(self, draft: Draft) -> None:
        self.kept[draft.kind, draft.record_id] = draft

    def discard(self, kind: str, record_id: UUID) -> None:
        self.kept.pop((kind, record_id), None)

    def load(self, then: Callable[[Sequence[Draft]], object]) -> None:
        then(list(self.kept.values()))


def user(role: Role = Role.SUPERVISOR) -> CurrentUser:
    """Ana Ruiz."""
    return CurrentUser(UUID(int=1), "aruiz", "Ana Ruiz", role)


def office_info() -> OfficeInfo:
    """Harbor House."""
    backup = datetime(2026, 3, 14, 16, 5, tzinfo=UTC)
    return OfficeInfo("Harbor House", "on this computer", ZONE, backup)


def context(
    folder: Path,
    *,
    office: Any = None,
    role: Role = Role.SUPERVISOR,
    now: datetime = NOON,
) -> WindowContext:
    """A context whose runner answers at once."""
    return WindowContext(
        InlineJobs(office or PretendOffice()),
        user(role),
        office_info(),
        Settings(folder / "settings.json", user="aruiz"),
        PretendDrafts(),
        lambda: now,
    )
