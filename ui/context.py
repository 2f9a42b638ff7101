"""What a page may ask for. Nothing here is global: a page gets its `PageContext` when it is made.

The program implements these protocols in `desktop`; tests pass an inline runner.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from PySide6.QtCore import SignalInstance

    from db.rules.permissions import Action, CurrentUser
    from ui.documents import Documents
    from ui.office_acts import Acted, OfficeActs
    from ui.office_state import OfficeWatch
    from ui.replacement import Replacement
    from ui.sealed_acts import SealedActs
    from ui.undo import UndoStack
    from ui.updates import Fetched, Updates

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


class Settings(Protocol):
    """This person's preferences on this computer; never anything about a client."""

    @property
    def scheme(self) -> str:
        """Colors: "system", "light", "dark" or "contrast"."""
        ...

    @property
    def text_percent(self) -> int:
        """Text size, 80 to 200."""
        ...

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or a click until the program locks; 0 is never."""
        ...

    @property
    def remind_minutes(self) -> int:
        """Minutes before one's own appointments to be reminded of them; 0 is never."""
        ...

    @property
    def language(self) -> str:
        """The language chosen on this computer, "en" or "es"; "" is the computer's own."""
        ...

    @property
    def second_place(self) -> str:
        """A folder that gets a copy of each backup that this computer sees; "" is none."""
        ...

    @property
    def keep_copy(self) -> bool:
        """Whether this computer keeps an encrypted copy of an office on a shared drive."""
        ...

    def layout(self, name: str) -> Any:
        """A remembered piece of layout (JSON values), or None."""
        ...

    def remember(self, name: str, value: Any) -> None:
        """Remember a piece of layout: sizes, columns, sorting. Saved within a few seconds."""
        ...

    def set(self, name: str, value: object) -> None:
        """Change one of the described settings; an unknown name or value raises ValueError."""
        ...


@dataclass(frozen=True, slots=True)
class OfficeInfo:
    """What the window says about the office that is open."""

    name: str
    place: str  # "on this computer", "on the shared drive", "on a server"
    zone: ZoneInfo
    last_backup: datetime | None = None  # aware
    why: str = ""  # how the database is kept there, and why so
    on_server: bool = False  # whose keeper backs it up


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that is being typed and not saved yet.

    `kind` and `record_id` say which editor it belongs to ("note", the note's id); `data` holds
    the fields as JSON values. Drafts are kept encrypted inside the office.
    """

    kind: str
    record_id: UUID
    data: Mapping[str, Any]
    title: str = ""  # shown in the offer to go on: "Contact note, 12 November"
    saved_at: datetime | None = field(default=None, compare=False)


class DraftStore(Protocol):
    """Keeps unsaved work of this user, encrypted inside the office."""

    def save(self, draft: Draft) -> None:
        """Keep the draft, replacing an older one of the same kind and record."""
        ...

    def discard(self, kind: str, record_id: UUID) -> None:
        """Forget a draft, because it has been saved for good or thrown away."""
        ...

    def load(self, then: Callable[[Sequence[Draft]], object]) -> None:
        """Call `then` with every draft of this user, newest first."""
        ...


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
