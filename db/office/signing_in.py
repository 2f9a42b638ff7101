"""Signing in: whoever's key file is unlocked gets an open office, and that is put on record."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.office import Office as OfficeRow
from db.models.staff import Staff
from db.office.accounts import Accounts
from db.office.blaming import blaming
from db.office.data_key import settled
from db.office.following import follow
from db.office.moved_mark import see_that_it_stays
from db.office.record import OfficeRecord
from db.office.standing import Office
from db.office.trust import anchor_of, check_trust, is_old, remember
from db.office.watching import Watching
from db.office.way_in import WayIn
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines
from db.storage.key_in_force import settle
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile
from db.storage.looking_twice import looking_twice
from db.storage.manifest import Manifest, read_manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem
from db.storage.schema import needs_upgrade


def begin_in(way: WayIn, key_file: KeyFile, identity: Identity, data_key: bytes) -> Office:
    """An office whose key file is unlocked and whose records can be asked; the sign-in is put on
    record. Raises `Refused`; then nothing of the way in is held any more."""
    keys, engines = way.home.keys, way.engines
    try:
        see_that_it_stays(keys)
        manifest = read_manifest(keys)
        member = manifest.check_key_file(key_file)
        record, user = looking_twice(
            way.place,
            engines,
            lambda: look_inside(
                engines, member, lambda s: check_trust(s, manifest, member, key_file)
            ),
        )
    except BaseException:
        way.give_up()
        raise
    office = way.office(
        record,
        user,
        manifest,
        key_file,
        identity,
        data_key,
        must_change_password=member.must_change_password,
    )
    try:
        _record_sign_in(office, member, key_file)
    except BaseException:
        office.close()
        raise
    if office.place.only_read:
        office.watchers.append(OnlyReading(office))
    else:
        settle(keys, key_file)
        office.key_file = settled(way.home, key_file, identity, data_key)
    return office


def _record_sign_in(office: Office, member: Member, key_file: KeyFile) -> None:
    """Record it; where the folder cannot be written the office is opened for reading alone.

    Nobody is let in there whom the list of members does not name, but nothing can be kept of it.
    """
    if office.place.only_read:
        return
    try:
        office.write(_signed_in, office.manifest, member, key_file, office.accounts)
    except StorageProblem as problem:
        if not problem.has("storage.readonly"):
            raise
        office.place = replace(office.place, why_only_read=hard("place.readonly"))


class OnlyReading(Watching):
    """Refuses to write where the office was opened for reading alone, and says why."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def before_write(self) -> None:
        """Nothing is written."""
        why = self._office.place.why_only_read
        if why is not None:
            raise Refused(why)


def look_inside(
    engines: Engines, member: Member, check: Callable[[Session], None]
) -> tuple[OfficeRecord, CurrentUser]:
    """The office and the user. `check` looks whether the records know the list of members.

    Raises `Refused`.
    """
    with blaming(), engines.read() as session:
        if needs_upgrade(session.connection()):
            raise StorageProblem("older")
        check(session)
        row = session.scalars(select(OfficeRow)).one()
        staff = session.get(Staff, member.user_id)
        if staff is None or not staff.active:
            raise Refused(hard("sign_in.wrong", "password"))
        record = OfficeRecord(row.id, row.name, ZoneInfo(row.time_zone), row.language, row.paper)
        # The signed manifest rules, not the row: a role edited in the database gives nothing.
        user = CurrentUser(staff.id, staff.user_name, staff.display_name, member.role)
        return record, user


def _signed_in(
    work: Work, manifest: Manifest, member: Member, key_file: KeyFile, accounts: Accounts
) -> None:
    ahead = manifest.counter > anchor_of(work.session).counter
    if is_old(work.session, key_file):  # since it was looked at
        raise StorageProblem("key_file_old")
    remember(work.session, manifest, member, key_file)
    if ahead:
        follow(work, manifest, accounts)
    work.record("signed_in", "staff", work.user.id)
