"""What a page may ask for. Nothing here is global: a page gets its `PageContext` when it is made.

The program implements these protocols in `desktop`; tests pass an inline runner.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from db.rules.permissions import Action, CurrentUser
    from ui.documents import Documents
    from ui.drafts import DraftStore
    from ui.office_acts import OfficeActs
    from ui.office_state import OfficeWatch
    from ui.replacement import Replacement
    from ui.runner import JobRunner
    from ui.sealed_acts import SealedActs
    from ui.settings import Settings
    from ui.undo import UndoStack
    from ui.updates import Fetched, Updates


@dataclass(frozen=True, slots=True)
class OfficeInfo:
    """What the window says about the office that is open."""

    name: str
    place: str  # "on this computer", "on the shared drive", "on a server"
    zone: ZoneInfo
    last_backup: datetime | None = None  # aware
    why: str = ""  # how the database is kept there, and why so
    on_server: bool = False  # whose keeper backs it up


class PageContext(Protocol):
    """Everything that a page or dialog may use besides its own widgets."""

    @property
    def runner(self) -> JobRunner: ...
    @property
    def user(self) -> CurrentUser: ...
    @property
    def office(self) -> OfficeInfo: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def drafts(self) -> DraftStore: ...
    @property
    def acts(self) -> OfficeActs: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def watch(self) -> OfficeWatch: ...
    @property
    def sealed(self) -> SealedActs: ...
    @property
    def has_sealed(self) -> bool: ...
    @property
    def undos(self) -> UndoStack: ...
    @property
    def updates(self) -> Updates: ...
    @property
    def has_updates(self) -> bool: ...

    def may(self, action: Action) -> bool:
        """Whether the user's role allows this at all (operations decide again)."""
        ...

    def now(self) -> datetime:
        """The moment, aware, in the office's zone."""
        ...

    def today(self) -> date:
        """The date in the office's zone."""
        ...

    def navigate(self, kind: str, record_id: UUID | None = None) -> None:
        """Show a record ("client", id), or a section ("section.calendar")."""
        ...

    def give_way(self, replacement: Replacement) -> None:
        """Leave the office, so that another one can take its place."""
        ...

    def install(self, fetched: Fetched) -> None:
        """Leave the office, after today's backup, and let a newer version take its place."""
        ...

    def notify(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say that something was done, for some seconds, with Undo where it can be undone.

        `undo` is remembered among `undos` as well, and gives the job that does it.
        """
        ...

    def say_why_not(self, text: str) -> None:
        """Say for some seconds why a key did nothing."""
        ...
