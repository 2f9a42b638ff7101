"""The looks at files that wait on this computer until they are put on record, all at once."""

import json
import threading
from datetime import datetime
from uuid import UUID

from db.office.standing import Office
from db.operations.looks import Look, record_looks
from db.operations.viewing import ONE_VIEW
from db.storage.local_store import LocalLog


class Looks:
    """Those of who is signed in. Used from several threads.

    A look is on this computer's disk before the file is shown. One that was written into the
    office before the program was killed is not written twice: it stands there with its moment.
    """

    def __init__(self, office: Office, log: LocalLog) -> None:
        self._office, self._log = office, log
        self._last: dict[tuple[str, UUID], datetime] = {}
        self._settling = threading.Lock()

    def keep(self, kind: str, record_id: UUID) -> bool:
        """Let a look wait; False where one in the last 15 minutes stands for it.

        Raises `Refused` where it cannot be kept: then it has to be put on record at once.
        """
        now, key = self._office.clock(), (kind, record_id)
        last = self._last.get(key)
        if last is not None and last <= now < last + ONE_VIEW:
            return False
        kept = {"kind": kind, "record": record_id.hex, "at": now.isoformat()}
        self._log.add(json.dumps(kept).encode())
        self._last[key] = now
        return True

    def settle(self) -> int:
        """Put on record what waits, in one transaction; how many lines that made.

        Raises `Refused`; then all of it waits on. What was damaged here is on record as lost.
        """
        with self._settling:
            kept = self._log.read()
            if not kept.contents and not kept.damaged:
                return 0
            looks = tuple(_look(content) for content in kept.contents)
            made = self._office.write(record_looks, looks, kept.damaged).result
            written = frozenset(kept.contents)
            # Others may have come since, and another program of theirs may have been at it too.
            self._log.change(lambda left: [one for one in left if one not in written])
            return made or 0


def _look(content: bytes) -> Look:
    kept = json.loads(content)
    return Look(kept["kind"], UUID(kept["record"]), datetime.fromisoformat(kept["at"]))
