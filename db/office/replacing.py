"""Putting a backup in the place of the office: looked at first, and the old one is kept whole.

The backup is laid out beside the office, opened and counted there; then the office's folder gets
another name and the backup's its own. Wherever it stops, the old or the new office is there, or
opening says under which name the old one is.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import select

from db.models.audit import AuditHead
from db.office.blaming import blaming
from db.office.changing_places import (
    SET_ASIDE,
    begin_history,
    change_places,
    record_there,
    see_that_it_may_be,
)
from db.office.drill import key_of_then, not_of_this_history
from db.office.layout import Folder
from db.office.standing import Office
from db.operations.work import Work
from db.queries.audit_log.history import RESTORED
from db.queries.reading import Reading
from db.rules.findings import Finding, Refused, hard
from db.rules.permissions import Action
from db.storage.backup_contents import CONTENTS, BackupContents, read_contents
from db.storage.backup_inside import Heads, look_inside, marker_in
from db.storage.backup_keys import somebody_gets_in
from db.storage.backup_unpacking import unpack_backup
from db.storage.counting import rows_by_table
from db.storage.presence_file import Person
from db.storage.swapping import staged_beside, tidy_beside

_NO_PERSON = {"manifest", "recovery"}


@dataclass(frozen=True)
class Held:
    """What a backup holds, beside what the office holds today.

    `since` is how many entries the audit log has gained since, None where the backup does not
    say (0.1.0). `warnings` name an audit log that is not of this office's history.
    """

    contents: BackupContents
    today: dict[str, int]
    since: int | None
    warnings: tuple[Finding, ...]
    people: tuple[Person, ...]  # who has the office open, besides this program

    @property
    def users(self) -> tuple[str, ...]:
        """The user names that could sign in then."""
        return users_in(self.contents)


@dataclass(frozen=True)
class Replaced:
    """Where the office as it was is now, and whether the restored one's log could say so too."""

    contents: BackupContents
    aside: Path
    recorded: bool


def users_in(contents: BackupContents) -> tuple[str, ...]:
    """The user names of a backup's accounts, by its key files."""
    names = (Path(part).stem for part in contents.parts if part.startswith("keys/"))
    return tuple(sorted(name for name in names if name not in _NO_PERSON))


def look_at(office: Office, file: Path) -> Held:
    """What would come and what would be lost; nothing is changed. Raises `Refused`."""
    office.require(Action.BACK_UP, look_at)
    contents = read_contents(file)
    if contents.office_id != str(office.record.id):
        raise Refused(hard("replace.another_office", name=contents.office_name))
    today, entries = office.read(what_stands_today)
    then = contents.heads
    since = entries_since(entries, then) if then else None
    warnings = office.read(not_of_this_history, then)
    return Held(contents, today, since, tuple(warnings), office.others())


def put_in_place(office: Office, file: Path, typed: str) -> Replaced:
    """Let a backup take the office's place. `typed` is the office's name, as an administrator
    typed it to confirm; everybody else must be out.

    `office` is closed when this returns, and may be when it raises. Raises `Refused`; the office
    is the old one then (see `swap`).
    """
    held = look_at(office, file)
    see_that_it_may_be(office, typed, held.people)
    folder = office.folder.path.absolute()
    staged = Folder(staged_beside(folder))
    tidy_beside(folder)
    try:
        with blaming():
            contents = unpack_backup(file, staged.path)
            _see_that_it_is_whole(office, staged, contents)
            recorded = record_there(office, staged, lambda work: _restored(work, contents))
        aside = change_places(office, staged.path, partial(_replaced, contents))
    except BaseException:
        if folder.exists():
            tidy_beside(folder)
        raise
    return Replaced(contents, aside, recorded)


def _see_that_it_is_whole(office: Office, staged: Folder, contents: BackupContents) -> None:
    """Open it as it will be opened; what cannot be opened does not take an office's place.

    Then its history begins anew.
    """
    key = key_of_then(office, staged)
    inside = look_inside(staged.database, key)
    if inside.counts != contents.counts or inside.heads != (contents.heads or inside.heads):
        raise Refused(hard("backup.damaged", part=CONTENTS))
    if inside.marker != marker_in(office.engines.engine):
        raise Refused(hard("replace.another_office", name=contents.office_name))
    if not somebody_gets_in(staged.keys, inside.anchor):
        raise Refused(hard("backup.keys_do_not_fit"))
    begin_history(staged, key)


def entries_since(now: dict[str, int], then: Heads) -> int:
    """How many entries the audit log has gained."""
    return sum(n - then.get(device, (0, ""))[0] for device, n in now.items())


def what_stands_today(reading: Reading) -> tuple[dict[str, int], dict[str, int]]:
    """Rows by table, and the audit log's last entry by device."""
    rows = rows_by_table(reading.session.connection())
    heads = reading.session.execute(select(AuditHead.device, AuditHead.n)).all()
    return rows, {device: n for device, n in heads}  # noqa: C416 - rows are no pairs to mypy


def _replaced(contents: BackupContents, work: Work, aside: str) -> None:
    work.record(SET_ASIDE, "office", None, backup_of=_moment(work, contents), now=aside)
    work.changed("office")


def _restored(work: Work, contents: BackupContents) -> None:
    work.record(RESTORED, "office", None, backup_of=_moment(work, contents))
    work.changed("office")


def _moment(work: Work, contents: BackupContents) -> str:
    return contents.made_at.astimezone(work.zone).isoformat(timespec="minutes")
