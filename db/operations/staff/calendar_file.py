"""A worker's own choice whether a calendar file of theirs is kept in the office's folder."""

from db.models.office import Fact
from db.operations.work import Work
from db.rules.calendar_folder import choice_key
from db.rules.permissions import Action


def keep_calendar_file(work: Work, kept: bool) -> None:
    """Keep one from now on, or no more. It is for oneself only, and put on record, because the
    file leaves the office again with each change."""
    work.require(Action.FIND_CLIENTS)
    key = choice_key(work.user.id)
    found = work.session.get(Fact, key)
    if (found is not None) is kept:
        return
    if found is None:
        work.session.add(Fact(key=key, value="kept"))
    else:
        work.session.delete(found)
    work.session.flush()
    if kept:
        work.record("staff.calendar_kept", "staff", work.user.id)
    else:
        work.record("staff.calendar_not_kept", "staff", work.user.id)
    work.changed("staff", work.user.id)
