"""Refusals wait on this computer, a minute at most, until they are put on record.

Whoever is refused has no transaction in which that could stand. The same refusal counts once in a
quarter of an hour, and of many different ones an hour tells thirty and the number of the rest: a
program in a loop fills neither the log nor the disk. That number is kept whenever it has doubled,
so who has their program killed takes away less than half of it.
"""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from db.office.standing import Office
from db.office.watching import Watching
from db.operations.refusals import Refusal, record_refusals
from db.rules.findings import Refused
from db.storage.local_store import LocalLog

TOLD = ("permission.denied", "case.restricted")
SAME = timedelta(minutes=15)
MOST = 30  # an hour
_log = logging.getLogger(__name__)


class Refusals(Watching):
    """Those of who is signed in. Used from several threads."""

    def __init__(self, office: Office, log: LocalLog) -> None:
        self._office, self._log = office, log
        self._last: dict[tuple[str, str, UUID | None], datetime] = {}
        self._began, self._count = office.clock(), 0
        self._above, self._more = 0, 0  # those above the limit, and of them those not told of yet
        self._rest: Refusal | None = None  # the latest of those that are only counted
        self._lock, self._settling = threading.Lock(), threading.Lock()

    def refused(
        self, refused: Refused, asked: Callable[..., Any], args: tuple[object, ...]
    ) -> None:
        """Keep it, if it is one to be told of. Raises nothing."""
        code = next((one.code for one in refused.findings if one.code in TOLD), None)
        if code is None:
            return
        record_id = next((one for one in args if isinstance(one, UUID)), None)
        refusal = self._counted(code, asked.__name__, record_id)
        if refusal is None:
            return
        try:
            self._log.add(_written(refusal))
        except Refused as problem:  # this computer's own disk
            _log.warning("a refusal is not on record: %s", problem)

    def settle(self) -> int:
        """Put on record what waits; how many. Raises `Refused`, and then all of it waits on."""
        with self._settling:
            kept = self._log.read().contents
            if kept:
                self._office.write(record_refusals, tuple(_read(content) for content in kept))
            # By what they are: another program of theirs may have been at it too.
            self._log.change(lambda left: [one for one in left if one not in kept])
            return len(kept)

    def end(self) -> int:
        """Settle for the last time, with the number of those that were too many. Raises `Refused`,
        and then all of it waits on."""
        with self._lock:
            rest, more = self._rest, self._more
            self._rest, self._more = None, 0
        if rest is not None:
            self._log.add(_written(replace(rest, more=more - 1)))
        return self.settle()

    def _counted(self, code: str, asked: str, record_id: UUID | None) -> Refusal | None:
        now, key = self._office.clock(), (code, asked, record_id)
        with self._lock:
            last = self._last.get(key)
            if last is not None and last <= now < last + SAME:
                return None
            if not self._began <= now < self._began + timedelta(hours=1):
                self._began, self._count, self._above = now, 0, 0
                self._last.clear()
            if self._count >= MOST:
                self._above += 1
                if self._above.bit_count() > 1:
                    self._more += 1
                    self._rest = Refusal(code, asked, record_id, now)
                    return None
            else:
                self._last[key] = now
                self._count += 1
            more, self._more, self._rest = self._more, 0, None
            return Refusal(code, asked, record_id, now, more)


def _written(one: Refusal) -> bytes:
    record = one.record_id.hex if one.record_id else None
    return json.dumps([one.code, one.asked, record, one.at.isoformat(), one.more]).encode()


def _read(content: bytes) -> Refusal:
    code, asked, record, at, more = json.loads(content)
    return Refusal(code, asked, UUID(record) if record else None, datetime.fromisoformat(at), more)
