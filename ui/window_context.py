"""The `PageContext` that the main window gives to its pages."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from db.rules.permissions import Action, CurrentUser, allowed
from ui.context import OfficeInfo
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


class WindowContext:
    """What the program supplies, and the three things that the window adds when it is made."""

    def __init__(
        self,
        runner: JobRunner,
        user: CurrentUser,
        office: OfficeInfo,
        settings: Settings,
        drafts: DraftStore,
        clock: Callable[[], datetime],
        acts: OfficeActs | None = None,
        documents: Documents | None = None,
        watch: OfficeWatch | None = None,
        sealed: SealedActs | None = None,
        updates: Updates | None = None,
    ) -> None:
        self.runner = runner
        self.user = user
        self.office = office
        self.settings = settings
        self.drafts = drafts
        self.watch = watch or OfficeWatch()
        self.undos = UndoStack()
        self._clock, self._acts, self._documents, self._sealed = clock, acts, documents, sealed
        self._updates = updates
        self.on_navigate: Callable[[str, UUID | None], object] = lambda kind, record_id: None
        self.on_give_way: Callable[[Replacement], object] = lambda replacement: None
        self.on_install: Callable[[Fetched], object] = lambda fetched: None
        self.on_notify: Callable[[str, Callable[[], object] | None], object] = lambda text, undo: (
            None
        )
        self.on_why_not: Callable[[str], object] = lambda text: self.on_notify(text, None)

    @property
    def acts(self) -> OfficeActs:
        """Acts on the whole office; LookupError where the program supplied none."""
        if self._acts is None:
            raise LookupError("no acts on the whole office")
        return self._acts

    @property
    def documents(self) -> Documents:
        """Where attached files are kept; LookupError where the program supplied nothing."""
        if self._documents is None:
            raise LookupError("no place for documents")
        return self._documents

    @property
    def sealed(self) -> SealedActs:
        """The office's sealed files; LookupError where the program supplied none."""
        if self._sealed is None:
            raise LookupError("no sealed files")
        return self._sealed

    @property
    def has_sealed(self) -> bool:
        """Whether there are sealed files here: there are none inside one."""
        return self._sealed is not None

    @property
    def updates(self) -> Updates:
        """Newer versions of the program; LookupError where the program supplied none."""
        if self._updates is None:
            raise LookupError("no updates")
        return self._updates

    @property
    def has_updates(self) -> bool:
        """Whether newer versions are looked for here: not beside a window that does so already."""
        return self._updates is not None

    def may(self, action: Action) -> bool:
        """Whether the user's role allows this at all."""
        return allowed(self.user.role, action)

    def now(self) -> datetime:
        """The moment in the office's zone."""
        return self._clock().astimezone(self.office.zone)

    def today(self) -> date:
        """The date in the office's zone."""
        return self.now().date()

    def navigate(self, kind: str, record_id: UUID | None = None) -> None:
        """Show a record or a section."""
        self.on_navigate(kind, record_id)

    def give_way(self, replacement: Replacement) -> None:
        """Leave the office, so that another one can take its place."""
        self.on_give_way(replacement)

    def install(self, fetched: Fetched) -> None:
        """Leave, and let a newer version take the place of this one."""
        self.on_install(fetched)

    def notify(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say that something was done."""
        self.on_notify(text, None if undo is None else self.undos.push(text, undo))

    def say_why_not(self, text: str) -> None:
        """Say why nothing was done."""
        self.on_why_not(text)
