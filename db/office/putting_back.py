"""Putting back an office that a restored backup took the place of: it was kept whole beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from db.models.audit import AuditEvent
from db.office.blaming import blaming
from db.office.changing_places import (
    SET_ASIDE,
    change_places,
    record_there,
    see_that_it_may_be,
)
from db.office.drill import key_of_then
from db.office.layout import Folder
from db.office.replacing import what_stands_today
from db.office.standing import Office
from db.operations.work import Work
from db.queries.audit_log.history import RESTORED
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.rules.permissions import Action
from db.storage.backup_inside import look_inside, marker_in
from db.storage.presence_file import Person
from db.storage.swapping import marked_beside, set_aside


@dataclass(frozen=True)
class Earlier:
    """An office beside this one that stood in its place, until then (aware)."""

    folder: Path
    until: datetime


@dataclass(frozen=True)
class HeldAside:
    """What an earlier office holds beside what the office holds today, by table.

    `since` is how many entries the log of today's office has gained since it took the place.
    """

    earlier: Earlier
    counts: dict[str, int]
    today: dict[str, int]
    since: int
    people: tuple[Person, ...]


@dataclass(frozen=True)
class PutBack:
    """Where the office as it was until now is, and whether the log of the other could say so."""

    aside: Path
    recorded: bool


def earlier_offices(office: Office) -> tuple[Earlier, ...]:
    """Those beside the office, the latest first."""
    zone = office.record.zone
    found = set_aside(office.folder.path.absolute())
    return tuple(
        Earlier(path, until.replace(tzinfo=zone)) for path, until in found if Folder(path).is_office
    )


def look_at_earlier(office: Office, folder: Path) -> HeldAside:
    """What would come back and what would be set aside; nothing is changed.

    Raises `Refused`: "permission.denied", "replace.not_set_aside", "replace.another_office", or
    that the earlier office cannot be opened by who asks.
    """
    office.require(Action.BACK_UP, look_at_earlier)
    found = [one for one in earlier_offices(office) if one.folder == folder.absolute()]
    if not found:
        raise Refused(hard("replace.not_set_aside", name=folder.name))
    there = Folder(found[0].folder)
    try:
        with blaming():
            inside = look_inside(there.database, key_of_then(office, there))
    except Refused as refused:
        if refused.has("storage.wrong_key_or_damaged") or refused.has("backup.verify_failed"):
            raise Refused(hard("replace.does_not_open", name=folder.name)) from None
        raise
    if inside.marker != marker_in(office.engines.engine):
        raise Refused(hard("replace.another_office", name=folder.name))
    today, _ = office.read(what_stands_today)
    since = office.read(_entries_since, found[0].until)
    return HeldAside(found[0], inside.counts, today, since, office.others())


def put_back(office: Office, folder: Path, typed: str) -> PutBack:
    """Let an earlier office take its place again; the one of today is set aside, whole.

    `typed` is the office's name, as an administrator typed it to confirm; everybody else must be
    out. `office` is closed when this returns, and may be when it raises. Raises `Refused`; the
    office is that of today then (see `swap`).
    """
    held = look_at_earlier(office, folder)
    see_that_it_may_be(office, typed, held.people)
    here, came = office.folder, held.earlier.folder.name

    def leaving(work: Work, aside: str) -> None:
        work.record(SET_ASIDE, "office", None, put_back=came, now=aside)
        work.changed("office")

    def back(work: Work) -> None:
        # As for a backup: other computers must not repeat here what was saved in between.
        work.record(RESTORED, "office", None, put_back=came)
        work.changed("office")

    with marked_beside(here.path.absolute()):
        aside = change_places(office, held.earlier.folder, leaving)
    return PutBack(aside, record_there(office, here, back))


def _entries_since(reading: Reading, moment: datetime) -> int:
    asked = select(func.count()).select_from(AuditEvent).where(AuditEvent.at >= moment)
    return reading.session.scalar(asked) or 0
