"""What this computer has seen of the office's notices: nobody leads it back to an older one."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.rules.findings import Refused, hard
from desktop.settings import Settings
from desktop.updates.notice import Notice
from desktop.updates.versions import version_of

SEEN = "update_seen"
_CLOCKS = timedelta(days=2)  # that a clock may be behind, zones counted


@dataclass(frozen=True)
class Seen:
    """The newest notice that was genuine, kept among this person's settings here."""

    settings: Settings

    def look(self, notice: Notice, today: date) -> None:
        """Remember a genuine notice. Raises `Refused`: "update.rolled_back" for one that is older
        than the newest seen, "update.from_the_future" for one of a day that is still to come.
        """
        if notice.day > today + _CLOCKS:
            raise Refused(hard("update.from_the_future", day=notice.day))
        version, day = self._newest()
        if version and (version_of(version), day) > (notice.numbers, notice.day.isoformat()):
            raise Refused(hard("update.rolled_back", found=notice.version, seen=version))
        self.settings.set(SEEN, {"version": notice.version, "day": notice.day.isoformat()})

    def _newest(self) -> tuple[str, str]:
        kept = self.settings.get(SEEN)
        version, day = str(kept.get("version", "")), str(kept.get("day", ""))
        try:
            version_of(version)
            date.fromisoformat(day)
        except ValueError:  # nothing yet, or edited by hand
            return "", ""
        return version, day
