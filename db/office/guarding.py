"""Nothing is written where two computers can hold the same lock."""

from datetime import datetime

from db.office.standing import Office
from db.office.watching import Watching
from db.operations.work import Work
from db.storage.presence import Seen
from db.storage.problems import StorageProblem

LOCKS_UNREAL = "locks_unreal"


class Guard(Watching):
    """Refuses writes from the moment when the locks of the place are found not to be real.

    Told by whoever looks at the presence files, on any thread.
    """

    def __init__(self) -> None:
        self.unreal_since: datetime | None = None

    def before_write(self) -> None:
        """Raise `StorageProblem` "locks_unreal" while two may hold one lock."""
        if self.unreal_since is not None:
            raise StorageProblem(LOCKS_UNREAL)

    def heed(self, seen: Seen, now: datetime) -> datetime | None:
        """Take over what a look has shown. Once writing is safe again, returns since when it was
        not, so that it can be recorded."""
        before = self.unreal_since
        if not seen.locks_are_real:
            self.unreal_since = before or now
            return None
        self.unreal_since = None
        return before


def record_pause(office: Office, since: datetime) -> None:
    """Write into the audit log that the office was read-only since then. Raises `Refused`."""
    office.write(_paused, since)


def _paused(work: Work, since: datetime) -> None:
    minutes = max(1, round((work.now - since).total_seconds() / 60))
    work.record("office.locks_unreal", "office", None, minutes=minutes)
    work.changed("office")
