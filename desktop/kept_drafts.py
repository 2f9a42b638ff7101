"""The `DraftStore` of an office whose drive may go: on this computer first, then in the office."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from db.operations.drafts import drop_draft, save_draft
from db.queries.drafts import DraftRow, my_drafts
from db.rules.findings import Refused
from db.rules.ids import new_id
from desktop.draft_store import body_of, draft_of, opened_draft
from desktop.jobs import wait_for_lane
from desktop.kept import log_of

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from uuid import UUID

    from db.office import Office
    from db.office.kept_drafts import LocalDraft, LocalDrafts
    from ui.drafts import Draft
    from ui.office_state import OfficeWatch
    from ui.runner import JobRunner

    Loaded = Callable[[Sequence[Draft]], object]

_log = logging.getLogger(__name__)


def drafts_kept(office: Office, runner: JobRunner, watch: OfficeWatch | None = None) -> KeptDrafts:
    """The drafts of who is signed in to this office or sealed file."""
    from db.office.kept_drafts import LocalDrafts

    return KeptDrafts(runner, LocalDrafts(log_of(office, "drafts")), office.clock, watch)


class KeptDrafts(QObject):
    """Nothing that goes wrong here disturbs anybody: it is tried again soon.

    What is written on this computer is written by a thread of its own, in order, whatever the
    drive does; `close` waits for it.
    """

    _read_here = Signal(object, object)

    def __init__(
        self,
        runner: JobRunner,
        local: LocalDrafts,
        clock: Callable[[], datetime],
        watch: OfficeWatch | None = None,
    ) -> None:
        super().__init__()
        self._runner, self._local, self._clock, self._watch = runner, local, clock, watch
        self._lane: ThreadPoolExecutor | None = None
        self._closed = False
        self._was_there = True
        self._on_the_way: set[UUID] = set()  # versions that the office has, or is being given
        self._latest: dict[tuple[str, UUID], datetime] = {}  # moments of versions that are known
        self._read_here.connect(self._ask_office)
        if watch is not None:
            watch.changed.connect(self._standing_changed)

    def save(self, draft: Draft) -> None:
        """Keep it, in place of an older one."""
        self._keep(draft.kind, draft.record_id, body_of(draft))

    def discard(self, kind: str, record_id: UUID) -> None:
        """Forget it."""
        self._keep(kind, record_id, None)

    def load(self, then: Loaded) -> None:
        """Call `then` with every draft of this user, newest first, wherever it is kept."""
        self._here(lambda: self._read_here.emit(self._local.all(), then), lambda: ((), then))

    def settle(self) -> None:
        """Bring into the office what waits here."""
        self.load(lambda _: None)

    def wait(self, until: float) -> None:
        """Wait until what is to be kept is on this computer, no longer than `time.monotonic`."""
        if self._lane is not None and not self._closed:
            wait_for_lane(self._lane, until)

    def close(self) -> None:
        """Finish what is being written on this computer."""
        self._closed = True
        if self._lane is not None:
            self._lane.shutdown(wait=True)

    # ---- inside ----

    def _keep(self, form: str, record_id: UUID, body: dict[str, Any] | None) -> None:
        from db.office.kept_drafts import LocalDraft

        kept = LocalDraft(new_id(), form, record_id, body, self._later((form, record_id)))
        self._here(lambda: self._local.put(kept))
        self._to_office(kept)

    def _later(self, key: tuple[str, UUID]) -> datetime:
        """Now; where the clock was put back, later all the same than what is replaced."""
        now, latest = self._clock(), self._latest.get(key)
        if latest is not None and now <= latest:
            now = latest + timedelta(microseconds=1)
        self._latest[key] = now
        return now

    def _known(self, key: tuple[str, UUID], at: datetime) -> None:
        self._latest[key] = max(at, self._latest.get(key, at))

    def _to_office(self, kept: LocalDraft) -> None:
        def known(_: object) -> None:
            self._known(kept.key, self._clock())  # of which the office has it, or a little before
            self._here(lambda: self._local.forget([kept.stamp]))

        def missed(_: Exception) -> None:
            self._known(kept.key, self._clock())  # it may have it all the same
            self._on_the_way.discard(kept.stamp)

        self._on_the_way.add(kept.stamp)
        if kept.body is None:
            self._runner.write(drop_draft, *kept.key, then=known, failed=missed)
        else:
            self._runner.write(save_draft, *kept.key, kept.body, then=known, failed=missed)

    def _here(
        self, act: Callable[[], object], instead: Callable[[], tuple[object, Loaded]] | None = None
    ) -> None:
        """On this computer's thread; what is refused there is tried again with the next draft."""
        if self._closed:
            return
        if self._lane is None:
            from concurrent.futures import ThreadPoolExecutor  # not before the first paint

            self._lane = ThreadPoolExecutor(1, thread_name_prefix="drafts")

        def run() -> None:
            try:
                act()
            except Exception as error:
                words = str(error) if isinstance(error, Refused) else type(error).__name__
                _log.warning("drafts on this computer: %s", words)
                if instead is not None:
                    self._read_here.emit(*instead())

        self._lane.submit(run)

    def _ask_office(self, here: Sequence[LocalDraft], then: Loaded) -> None:
        for one in here:
            self._known(one.key, one.at)

        def merged(there: Sequence[DraftRow]) -> None:
            _tell(then, self._merged(here, there))

        def alone(_: Exception) -> None:
            _tell(then, _newest_first([_opened(one) for one in here if one.body is not None]))

        self._runner.read(my_drafts, then=merged, failed=alone)

    def _merged(self, here: Sequence[LocalDraft], there: Sequence[DraftRow]) -> list[Draft]:
        """The newest of each; what is newer here goes into the office, what is older is over."""
        drafts = {(row.form, row.record_id): draft_of(row) for row in there}
        saved = {(row.form, row.record_id): row.saved_at for row in there}
        for key, at in saved.items():
            self._known(key, at)
        over = []
        for one in here:
            if one.key in saved and saved[one.key] >= one.at:
                over.append(one.stamp)
                continue
            drafts.pop(one.key, None)
            if one.body is not None:
                drafts[one.key] = _opened(one)
            if one.stamp not in self._on_the_way:
                self._to_office(one)
        if over:
            self._here(lambda: self._local.forget(over))
        return _newest_first(list(drafts.values()))

    def _standing_changed(self) -> None:
        there = self._watch is None or self._watch.state.reachable
        if there and not self._was_there:
            self.settle()
        self._was_there = there


def _opened(one: LocalDraft) -> Draft:
    return opened_draft(one.form, one.record_id, one.body or {}, one.at)


def _newest_first(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda one: one.saved_at.timestamp() if one.saved_at else 0.0)[::-1]


def _tell(then: Loaded, drafts: Sequence[Draft]) -> None:
    """Call back, unless the widget that the callback belongs to is gone."""
    owner = getattr(then, "__self__", None)
    if not isinstance(owner, QObject) or shiboken6.isValid(owner):
        then(drafts)
