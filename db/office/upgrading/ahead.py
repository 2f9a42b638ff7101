"""What an upgrade would meet."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.office import Office as OfficeRow
from db.models.staff import Staff
from db.office.blaming import blaming
from db.office.entering import Where
from db.office.moved_mark import see_that_it_stays
from db.office.on_server import Maker
from db.office.opening import unlock
from db.office.outside import Outside, outside_of
from db.office.trust import check_trust
from db.rules.codes import Role
from db.rules.permissions import CurrentUser
from db.storage.keys.identity import Identity
from db.storage.manifest import read_manifest
from db.storage.presence_file import Person
from db.storage.problems import StorageProblem
from db.storage.schema import has_other_walls, needs_upgrade, schema_of
from db.storage.timing import Timing


@dataclass(frozen=True)
class Ahead:
    """An office that waits for its upgrade, unlocked by an administrator.

    `people` have it open at this moment.
    """

    outside: Outside
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


def look_ahead(
    where: Where,
    user_name: str,
    password: str,
    *,
    maker: Maker | None = None,
    shared: bool = False,
) -> Ahead | None:
    """What an upgrade would meet; None where none is needed. Nothing is changed.

    On a server its `maker` looks, who owns the tables. Raises `Refused`: "storage.older" to one
    who is no administrator, or as opening does.
    """
    outside = outside_of(where, maker, shared=shared)
    try:
        return _looked_ahead(outside, user_name, password)
    finally:
        outside.leave()


def _looked_ahead(outside: Outside, user_name: str, password: str) -> Ahead | None:
    keys = outside.home.keys
    key_file, identity, data_key = unlock(outside.home, user_name, password)
    see_that_it_stays(keys)
    manifest = read_manifest(keys)
    member = manifest.check_key_file(key_file)
    engines = outside.engines(data_key)
    try:
        with blaming(), engines.read() as session:
            connection = session.connection()
            if not (needs_upgrade(connection) or has_other_walls(connection)):
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
    people = outside.home.others(data_key, office.id, Timing())
    return Ahead(outside, user, identity, data_key, office, found, people)


def _office(session: Session) -> OfficeRow:
    """What is known of the office, read without columns that it may not have yet."""
    names = ("id", "name", "time_zone", "language", "paper")
    row = session.execute(select(*(getattr(OfficeRow, name) for name in names))).one()
    return OfficeRow(**dict(zip(names, row, strict=True)))
