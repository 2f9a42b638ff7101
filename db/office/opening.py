"""Opening an office: the password opens the key file, the key file the database."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.office import Office as OfficeRow
from db.models.staff import Staff
from db.office.blaming import blaming
from db.office.data_key import settled, working_key
from db.office.following import follow
from db.office.layout import Folder
from db.office.standing import Office, OfficeRecord, now_utc
from db.office.trust import anchor_of, check_trust, is_old, remember
from db.office.watching import Watching
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines, open_engines
from db.storage.key_in_force import key_file_in_force, settle
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, normal, write_if_unchanged
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.looking_twice import looking_twice
from db.storage.manifest import Manifest, read_manifest
from db.storage.member import Member
from db.storage.place import Place, classify
from db.storage.problems import StorageProblem
from db.storage.schema import needs_upgrade
from db.storage.staying import Hold, stay_in
from db.storage.swapping import say_if_broken_off


def open_office(
    folder: Path,
    user_name: str,
    password: str,
    *,
    device: str,
    cost: Argon2 | None = None,
    shared: bool = False,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Open an office with a user name and a password.

    Raises `Refused`: "sign_in.wrong" for either of the two, or what is wrong with the place.
    """
    where = office_in(folder)
    key_file, identity, data_key = unlock(where, user_name, password)
    office = open_with_identity(
        folder, key_file, identity, data_key, device=device, shared=shared, clock=clock
    )
    wanted = cost or Argon2()
    if key_file.private.cost.weaker_than(wanted) and not office.place.only_read:
        _keep_better(office, password, wanted)
    return office


def _keep_better(office: Office, password: str, cost: Argon2) -> None:
    """Make the password dearer to guess; where that cannot be written, at the next sign-in."""
    before = office.key_file
    if before is None:
        return
    after = before.with_password(office.identity, password, cost)
    with suppress(StorageProblem):
        if write_if_unchanged(office.folder.keys, before, after):
            office.key_file = after


NOT_THIS_PERSON = ("unknown_user", "wrong_password", "user_name")


def unlock(where: Folder, user_name: str, password: str) -> tuple[KeyFile, Identity, bytes]:
    """Somebody's key file, their private keys and the data key; the records are not asked yet.

    Raises `Refused`: "sign_in.wrong", or what is wrong with the files.
    """
    try:
        manifest = read_manifest(where.keys)
        key_file, _ = key_file_in_force(where.keys, manifest, clean_user_name(user_name))
        identity, _ = key_file.open(normal(password))
        return key_file, identity, working_key(where, key_file, identity)
    except StorageProblem as problem:
        if any(problem.has(f"storage.{code}") for code in NOT_THIS_PERSON):
            raise Refused(hard("sign_in.wrong", "password")) from None
        raise


def open_with_identity(
    folder: Path,
    key_file: KeyFile,
    identity: Identity,
    data_key: bytes,
    *,
    device: str,
    shared: bool = False,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Open an office with private keys that were unlocked before. Raises `Refused`."""
    where = office_in(folder)
    place = classify(folder.absolute(), shared=shared, reading=True)
    # Before anything is read: of one office, and not a part of it of the one that follows.
    hold = Hold() if place.only_read else stay_in(where.path)
    try:
        return _open(where, place, hold, key_file, identity, data_key, device, clock)
    except BaseException:
        hold.let_go()
        raise


def _open(
    where: Folder,
    place: Place,
    hold: Hold,
    key_file: KeyFile,
    identity: Identity,
    data_key: bytes,
    device: str,
    clock: Callable[[], datetime],
) -> Office:
    manifest = read_manifest(where.keys)
    member = manifest.check_key_file(key_file)
    engines = open_engines(
        where.database, data_key, place, must_exist=True, readonly=place.only_read
    )
    try:
        record, user = looking_twice(
            place,
            engines,
            lambda: look_inside(
                engines, member, lambda s: check_trust(s, manifest, member, key_file)
            ),
        )
    except BaseException:
        engines.dispose()
        raise
    office = Office(
        folder=where,
        place=place,
        engines=engines,
        record=record,
        user=user,
        identity=identity,
        data_key=data_key,
        manifest=manifest,
        key_file=key_file,
        device=device,
        must_change_password=member.must_change_password,
        hold=hold,
        clock=clock,
    )
    try:
        _record_sign_in(office, member, key_file)
    except BaseException:
        office.close()
        raise
    if office.place.only_read:
        office.watchers.append(OnlyReading(office))
    else:
        settle(where.keys, key_file)
        office.key_file = settled(where, key_file, identity, data_key)
    return office


def _record_sign_in(office: Office, member: Member, key_file: KeyFile) -> None:
    """Record it; where the folder cannot be written the office is opened for reading alone.

    Nobody is let in there whom the list of members does not name, but nothing can be kept of it.
    """
    if office.place.only_read:
        return
    try:
        office.write(_signed_in, office.manifest, member, key_file)
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


def office_in(folder: Path) -> Folder:
    """The folder, if an office is in it. Raises `Refused` with "office.not_here"."""
    where = Folder(folder)
    if not where.is_office:
        say_if_broken_off(folder.absolute())
        raise Refused(hard("office.not_here", "folder"))
    return where


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


def _signed_in(work: Work, manifest: Manifest, member: Member, key_file: KeyFile) -> None:
    ahead = manifest.counter > anchor_of(work.session).counter
    if is_old(work.session, key_file):  # since it was looked at
        raise StorageProblem("key_file_old")
    remember(work.session, manifest, member, key_file)
    if ahead:
        follow(work, manifest)
    work.record("signed_in", "staff", work.user.id)
