"""What this computer has seen of the office's notices: nobody leads it back to an older one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from db.rules.findings import Refused, hard
from desktop.settings import Settings
from desktop.updates.notice import Notice
from desktop.updates.versions import Version, version_of

SEEN = "update_seen"
_Kept = Mapping[str, object]
_CLOCKS = timedelta(days=2)  # that a clock may be behind, zones counted


@dataclass(frozen=True)
class Seen:
    """The newest notice that was genuine, kept among this person's settings here."""

    settings: Settings

    def look(self, notice: Notice, today: date) -> None:
        """Remember a genuine notice. Raises `Refused`: "update.rolled_back" for one that is older
        than the newest seen, by whichever program of this person; "update.from_the_future" for one
        of a day that is still to come.
        """
        if notice.day > today + _CLOCKS:
            raise Refused(hard("update.from_the_future", day=notice.day))
        known = self.settings.get(SEEN)
        self.settings.reread()
        newest = _newer(known, self.settings.get(SEEN))
        if _age(newest) > (notice.numbers, notice.day.isoformat()):
            seen = newest["version"]
            raise Refused(hard("update.rolled_back", found=notice.version, seen=seen))
        found = {"version": notice.version, "day": notice.day.isoformat()}
        self.settings.change(SEEN, lambda kept: _newer(kept, found))


def _newer(one: _Kept, other: _Kept) -> _Kept:
    return one if _age(one) > _age(other) else other


def _age(kept: _Kept) -> tuple[Version, str]:
    """What is compared; nothing yet, or what was edited by hand, is older than any."""
    version, day = str(kept.get("version", "")), str(kept.get("day", ""))
    try:
        date.fromisoformat(day)
        return version_of(version), day
    except ValueError:
        return (-1, -1, -1), ""
