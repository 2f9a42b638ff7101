"""The upgrade itself: a backup, and one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.office.blaming import blaming
from db.office.keeping import file_name
from db.office.layout import Folder
from db.office.record import now_utc
from db.office.upgrading.ahead import Ahead
from db.operations import audit
from db.operations.work import Work
from db.rules.findings import Finding, Refused, hard
from db.rules.ids import new_id
from db.storage.backup import Progress, make_backup
from db.storage.backup_folder import SUFFIX
from db.storage.presence_file import Person, names_of
from db.storage.schema import has_other_walls, needs_upgrade, newest_schema, renew_walls, upgrade
from db.storage.timing import Timing


@dataclass(frozen=True)
class Upgraded:
    """From which schema to which, and the backup that was made before; none on a server.

    Where both are the same, the walls of a server alone were made anew.
    """

    found: str
    now: str
    backup: Path | None


def upgrade_office(
    ahead: Ahead,
    *,
    device: str,
    clock: Callable[[], datetime] = now_utc,
    progress: Progress | None = None,
) -> Upgraded:
    """Back the office up, and bring it to today's schema. A server is backed up by who keeps it.

    Raises `Refused`: "upgrade.somebody_is_in" with who it is, what is wrong with the place or the
    backup, or with "upgrade.undone" the backup's name; the office is as it was then. Only after
    "upgrade.unsure" it may be either: a server went before it said that all was kept.
    """
    _nobody(ahead.people)
    hold = ahead.outside.stay_in()
    try:
        return _upgraded(ahead, device, clock, progress)
    finally:
        hold.let_go()
        ahead.outside.leave()


def _upgraded(
    ahead: Ahead, device: str, clock: Callable[[], datetime], progress: Progress | None
) -> Upgraded:
    backup = _back_up(ahead, clock(), progress)

    def look() -> None:
        _nobody(ahead.outside.home.others(ahead.data_key, ahead.office.id, Timing()))

    whole = False
    try:
        with blaming(), ahead.outside.alone(ahead.data_key, look) as connection:
            if needs_upgrade(connection):  # or another administrator was faster
                upgrade(connection)
                _record(connection, ahead, device, clock(), backup)
            elif has_other_walls(connection):
                renew_walls(connection)
                _record(connection, ahead, device, clock(), backup)
            whole = True
    except Refused as refused:
        if whole and refused.has("storage.server_gone"):  # it may have been kept all the same
            raise Refused(*refused.findings, hard("upgrade.unsure")) from refused
        raise Refused(*refused.findings, _undone(backup)) from refused
    except Exception as error:  # ours; it is for the log, and the person must know the backup
        failed = hard("storage.migration_failed", what=type(error).__name__)
        raise Refused(failed, _undone(backup)) from error
    return Upgraded(ahead.found, newest_schema(), backup)


def _nobody(people: tuple[Person, ...]) -> None:
    if people:
        raise Refused(hard("upgrade.somebody_is_in", people=", ".join(names_of(people))))


def _undone(backup: Path | None) -> Finding:
    if backup is None:
        return hard("upgrade.undone_there")
    return hard("upgrade.undone", backup=backup.name)


def _back_up(ahead: Ahead, now: datetime, progress: Progress | None) -> Path | None:
    where = ahead.outside.home
    if not isinstance(where, Folder):
        return None
    local = now.astimezone(ahead.zone)
    name = f"{file_name(ahead.office.name)} {local:%Y-%m-%d %H%M%S} {ahead.found}{SUFFIX}"
    target = where.backups / name
    engines = ahead.outside.engines(ahead.data_key)
    try:
        make_backup(
            engine=engines.engine,
            data_key=ahead.data_key,
            folder=where.path,
            target=target,
            office_id=str(ahead.office.id),
            office_name=ahead.office.name,
            schema=ahead.found,
            made_at=now,
            progress=progress,
        )
    finally:
        engines.dispose()
    return target


def _record(
    connection: Connection, ahead: Ahead, device: str, now: datetime, backup: Path | None
) -> None:
    """The audit log's line, in the same transaction."""
    with Session(connection, expire_on_commit=False) as session:
        work = Work(session, ahead.user, now, ahead.zone, new_id(), ahead.identity, device)
        before = backup.name if backup is not None else ""
        work.record(
            "office.upgraded", "office", None, found=ahead.found, now=newest_schema(),
            backup=before,
        )  # fmt: skip
        audit.append(work)
        session.commit()
