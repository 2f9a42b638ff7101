"""The journal of one's recent saves in an office on a shared drive.

A computer that sleeps in the middle of its write, and finishes it after waking, can undo what
others saved meanwhile; nothing in the database shows it. So each program keeps what it saved, on
its own computer and sealed to whoever saved it, looks minutes later (and at the next sign-in)
whether the audit log still knows it, and saves again what is gone: by the same operation under the
same id, so that permission, rules and versions are asked again and nothing is done twice.

A save is in the journal when it is acknowledged: after the commit, and before `Office.write`
returns. A program killed between the two has acknowledged nothing. Were it kept before the
commit, what was refused would be saved behind the back of whoever had read the refusal.
"""

import logging
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.office.saves.entry import Saved
from db.office.saves.plain import NotKeepable
from db.office.standing import Office
from db.office.watching import Done, Watching
from db.operations.cases.view import record_case_view
from db.operations.disclosures import record_disclosure
from db.operations.views import record_view
from db.operations.work import Work
from db.queries.audit_log.history import RESTORED, recorded
from db.queries.history_mark import history_mark
from db.rules.findings import Finding, Refused, hard
from db.storage.local_store import LocalLog

KEPT = timedelta(days=2)  # a computer may sleep through a night before it undoes anything
_STUCK_KEPT = timedelta(days=30)
_OF_THE_PLACE = ("storage.", "place.", "work.")
_AT_THEIR_MOMENT = (record_case_view, record_view, record_disclosure)
_SET_ASIDE = "office.set_aside"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """What a look brought out: saved again, and lost and not saved again (as far as now known)."""

    again: tuple[Saved, ...] = ()
    stuck: tuple[Saved, ...] = ()
    damaged: int = 0  # lines of the journal itself
    unkept: int = 0  # saves that this computer's disk did not take


class RecentSaves(Watching):
    """Keeps what is saved through this office, and saves again what is lost."""

    def __init__(self, office: Office, log: LocalLog) -> None:
        self._office, self._saves = office, log
        self._place = str(office.folder.path.absolute())
        self._history: str | None = None
        self.unkept = 0

    def after_write(self, done: Done) -> None:
        """Keep it, unless it leaves no line in the audit log by which it could be missed."""
        if not done.recorded or done.operation is _save_again:
            return
        if done.recorded[0].action == _SET_ASIDE:  # the last line of an office that goes
            return
        content = Saved.of(done, self._place, self._on_this_course()).to_bytes()
        try:
            try:
                self._saves.add(content)
            except Refused as refused:
                if not refused.has("storage.full"):
                    raise
                self._saves.change(self._only_recent)
                self._saves.add(content)
        except Refused as refused:
            self.unkept += 1
            _log.warning("a save is not in the journal: %s", refused)

    def look(self, older_than: timedelta = timedelta(0)) -> Found:
        """Look whether the saves older than this are still there, and save the lost ones again.

        Raises `Refused` where the office cannot be asked or written: then it is tried again.
        """
        kept = self._saves.read()
        found = [_read(content) for content in kept.contents]
        saves = [save for save in found if save is not None]
        now = self._office.clock()
        until = now - older_than
        of_here = [save for save in saves if save.place == self._place]
        # One of a moment that is still to come is of a clock that was put back since.
        here = [save for save in of_here if not save.why and not until < save.at <= now]
        asked = [save.operation_id for save in (*here, *(one for one in of_here if one.why))]
        there = self._office.read(recorded, asked)
        history = self._office.main.read(history_mark)
        again: list[Saved] = []
        stuck: dict[UUID, Saved] = {}
        try:
            for save in here:
                if save.operation_id in there:
                    continue
                why = self._why_not(save, history)
                if why is None:
                    again.append(save)
                else:
                    stuck[save.operation_id] = save.refused(why)
        finally:
            self._saves.change(lambda contents: self._only_recent(contents, stuck, there))
        waiting = [s for s in of_here if s.why and s.operation_id not in there]
        damaged = kept.damaged + len(found) - len(saves)
        return Found(tuple(again), (*waiting, *stuck.values()), damaged, self.unkept)

    def dismiss(self, operation_ids: Iterable[UUID]) -> None:
        """Whoever saved them has seen that they are lost, and done what was to be done."""
        gone = set(operation_ids)

        def without(contents: Sequence[bytes]) -> list[bytes]:
            saves = ((content, _read(content)) for content in contents)
            return [c for c, save in saves if save is None or save.operation_id not in gone]

        self._saves.change(without)

    def _on_this_course(self) -> str | None:
        """The office's mark, read once: it changes only while nobody has the office open."""
        if self._history is None:
            with suppress(Refused):
                self._history = self._office.main.read(history_mark)
        return self._history

    def _why_not(self, save: Saved, history: str) -> tuple[Finding, ...] | None:
        """Save it again; why that is not possible, or None. Raises `Refused` for the place's."""
        if save.history not in (None, history):  # somebody wanted it as it was before
            return (hard("saves.restored_since"),)
        try:
            operation, args, named = save.again()
            self._office.write(
                _save_again, operation, args, named, save.at, operation_id=save.operation_id
            )
        except Refused as refused:
            if any(finding.code.startswith(_OF_THE_PLACE) for finding in refused.findings):
                raise
            return refused.findings
        except (TypeError, ValueError, LookupError, AttributeError) as error:  # of another version
            _log.error("a lost save cannot be repeated: %s", type(error).__name__)
            return (hard("saves.cannot_repeat"),)
        return None

    def _only_recent(
        self,
        contents: Sequence[bytes],
        stuck: dict[UUID, Saved] | None = None,
        there: Collection[UUID] = (),
    ) -> list[bytes]:
        """Without what is too old to be undone; what is stuck waits for whoever saved it, unless
        it is there again with an earlier office that was put back."""
        now, left = self._office.clock(), []
        for content in contents:
            save = _read(content)
            if save is None:
                left.append(content)
                continue
            lost = (stuck or {}).get(save.operation_id)
            if lost is not None:
                left.append(lost.to_bytes())
            elif save.why and save.operation_id in there:
                continue
            elif now - save.at <= (_STUCK_KEPT if save.why else KEPT):
                left.append(content)
        return left


def _read(content: bytes) -> Saved | None:
    """None for what a newer version of the program kept: it waits for that one."""
    try:
        return Saved.from_bytes(content)
    except NotKeepable:
        return None


def _save_again(work: Work, operation: object, args: object, named: object, at: datetime) -> None:
    assert callable(operation) and isinstance(args, tuple) and isinstance(named, dict)
    restored = exists(AuditEvent.n).where(AuditEvent.action == RESTORED, AuditEvent.at > at)
    if work.session.scalar(select(restored)):  # for what was kept without the office's mark
        raise Refused(hard("saves.restored_since"))
    now = work.now
    if operation in _AT_THEIR_MOMENT:
        work.now = at
    operation(work, *args, **named)
    work.now = now
    work.record("save.repeated", "office", None, saved_at=at.isoformat())
