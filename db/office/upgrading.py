"""Bringing an office of an older version to today's: an administrator's act, with everybody out.

A verified backup is made and named first; then one exclusive transaction changes the schema,
verifies it and records it. Whatever happens in it, the office is the old one or the new one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from db.models.office import Office as OfficeRow
from db.models.staff import Staff
from db.office.blaming import blaming
from db.office.keeping import file_name
from db.office.layout import Folder
from db.office.opening import office_in, unlock
from db.office.standing import now_utc
from db.office.trust import check_trust
from db.operations import audit
from db.operations.work import Work
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.storage.backup import SUFFIX, Progress, make_backup
from db.storage.engine import Engines, open_engines
from db.storage.keys.identity import Identity
from db.storage.manifest import read_manifest
from db.storage.place import Place, classify
from db.storage.presence import Presence
from db.storage.presence_file import Person
from db.storage.problems import StorageProblem
from db.storage.schema import needs_upgrade, newest_schema, schema_of, upgrade
from db.storage.staying import stay_in


@dataclass(frozen=True)
class Ahead:
    """An office that waits for its upgrade, unlocked by an administrator.

    `people` have it open at this moment.
    """

    where: Folder
    place: Place
    user: CurrentUser
    identity: Identity = field(repr=False)
    data_key: bytes = field(repr=False)
    office: OfficeRow
    found: str
    people: tuple[Person, ...]

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.office.time_zone)


@dataclass(frozen=True)
class Upgraded:
    """From which schema to which, and the backup that was made before."""

    found: str
    now: str
    backup: Path


def look_ahead(
    folder: Path, user_name: str, password: str, *, shared: bool = False
) -> Ahead | None:
    """What an upgrade would meet; None where none is needed. Nothing is changed.

    Raises `Refused`: "storage.older" to one who is no administrator, or as opening does.
    """
    where = office_in(folder)
    key_file, identity, data_key = unlock(where, user_name, password)
    manifest = read_manifest(where.keys)
    member = manifest.check_key_file(key_file)
    place = classify(folder.absolute(), shared=shared)
    engines = open_engines(where.database, data_key, place, must_exist=True)
    try:
        with blaming(), engines.read() as session:
            connection = session.connection()
            if not needs_upgrade(connection):
                return None
            check_trust(session, manifest, member, key_file)
            if member.role is not Role.ADMINISTRATOR:
                raise StorageProblem("older")
            office = _office(session)
            names = select(Staff.display_name).where(Staff.id == member.user_id)
            name = session.scalars(names).one()
            found = schema_of(connection) or ""
    finally:
        engines.dispose()
    user = CurrentUser(member.user_id, member.user_name, name, member.role)
    me = Person(user.id, user.display_name, "", now_utc())
    seen = Presence(where.presence, data_key, office.id, me).look()
    people = tuple(beat.person for beat in seen.people)
    return Ahead(where, place, user, identity, data_key, office, found, people)


def upgrade_office(
    ahead: Ahead,
    *,
    device: str,
    clock: Callable[[], datetime] = now_utc,
    progress: Progress | None = None,
) -> Upgraded:
    """Back the office up, and bring it to today's schema.

    Raises `Refused`: "upgrade.somebody_is_in" with who it is, what is wrong with the place or the
    backup, or with "upgrade.undone" the backup's name; the office is as it was then.
    """
    if ahead.people:
        people = ", ".join(sorted({f"{one.name} ({one.computer})" for one in ahead.people}))
        raise Refused(hard("upgrade.somebody_is_in", people=people))
    hold = stay_in(ahead.where.path)
    try:
        return _upgraded(ahead, device, clock, progress)
    finally:
        hold.let_go()


def _upgraded(
    ahead: Ahead, device: str, clock: Callable[[], datetime], progress: Progress | None
) -> Upgraded:
    backup = _back_up(ahead, clock(), progress)
    engines = open_engines(
        ahead.where.database, ahead.data_key, ahead.place, foreign_keys=False, must_exist=True
    )
    try:
        with (
            blaming(),
            engines.engine.execution_options(immediate=True, exclusive=True).begin() as connection,
        ):
            if needs_upgrade(connection):  # or another administrator was faster
                upgrade(connection)
                _record(connection, ahead, device, clock(), backup)
    except Refused as refused:
        raise Refused(*refused.findings, hard("upgrade.undone", backup=backup.name)) from refused
    except Exception as error:  # ours; it is for the log, and the person must know the backup
        failed = hard("storage.migration_failed", what=type(error).__name__)
        raise Refused(failed, hard("upgrade.undone", backup=backup.name)) from error
    finally:
        engines.dispose()
    return Upgraded(ahead.found, newest_schema(), backup)


def _office(session: Session) -> OfficeRow:
    """What is known of the office, read without columns that it may not have yet."""
    names = ("id", "name", "time_zone", "language", "paper")
    row = session.execute(select(*(getattr(OfficeRow, name) for name in names))).one()
    return OfficeRow(**dict(zip(names, row, strict=True)))


def _back_up(ahead: Ahead, now: datetime, progress: Progress | None) -> Path:
    local = now.astimezone(ahead.zone)
    name = f"{file_name(ahead.office.name)} {local:%Y-%m-%d %H%M%S} {ahead.found}{SUFFIX}"
    target = ahead.where.backups / name
    engines: Engines = open_engines(
        ahead.where.database, ahead.data_key, ahead.place, must_exist=True
    )
    try:
        make_backup(
            engine=engines.engine,
            data_key=ahead.data_key,
            folder=ahead.where.path,
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


def _record(connection: Connection, ahead: Ahead, device: str, now: datetime, backup: Path) -> None:
    """The audit log's line, in the same transaction."""
    with Session(connection, expire_on_commit=False) as session:
        work = Work(session, ahead.user, now, ahead.zone, new_id(), ahead.identity, device)
        work.record(
            "office.upgraded", "office", None, found=ahead.found, now=newest_schema(),
            backup=backup.name,
        )  # fmt: skip
        audit.append(work)
        session.commit()
