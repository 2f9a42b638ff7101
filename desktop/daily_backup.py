"""Whether the office wants a backup when somebody leaves."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.office import Office

# A day, less what somebody may leave earlier than the day before.
_A_DAY = timedelta(hours=20)


def backup_due(office: Office) -> bool:
    """Whether the last backup is older than a day, and who is signed in may make one.

    A folder that cannot be read wants none: the person who leaves cannot mend it.
    """
    from db.office.keeping import last_backup
    from db.rules.permissions import Action, allowed

    if office.on_server or office.place.only_read or not allowed(office.user.role, Action.BACK_UP):
        return False
    try:
        newest = last_backup(office.folder)
        if newest is None:
            return office.folder.is_office
        made = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    except OSError:
        return False
    return abs(office.clock() - made) > _A_DAY  # also where a clock was far ahead
