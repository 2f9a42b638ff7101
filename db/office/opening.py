"""Opening an office: the password opens the key file, the key file the database."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db.office.data_key import working_key
from db.office.homes import Home
from db.office.layout import Folder
from db.office.record import now_utc
from db.office.signing_in import begin_in
from db.office.standing import Office
from db.office.way_in import WayIn
from db.rules.findings import Refused, hard
from db.storage.engine import open_engines
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, normal, write_if_unchanged
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import read_manifest
from db.storage.place import classify
from db.storage.problems import StorageProblem
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
    keep_better(office, password, cost or Argon2())
    return office


def keep_better(office: Office, password: str, cost: Argon2) -> None:
    """Make a password dearer to guess whose key file is cheaper than `cost`; where that cannot be
    written, at the next sign-in."""
    before = office.key_file
    if before is None or office.place.only_read or not before.private.cost.weaker_than(cost):
        return
    after = before.with_password(office.identity, password, cost)
    with suppress(StorageProblem):
        if write_if_unchanged(office.home.keys, before, after):
            office.key_file = after


NOT_THIS_PERSON = ("unknown_user", "wrong_password", "user_name")


def unlock(where: Home, user_name: str, password: str) -> tuple[KeyFile, Identity, bytes]:
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
        engines = open_engines(
            where.database, data_key, place, must_exist=True, readonly=place.only_read
        )
        way = WayIn(where, place, engines, device, clock, hold)
        return begin_in(way, key_file, identity, data_key)
    except BaseException:
        hold.let_go()
        raise


def office_in(folder: Path) -> Folder:
    """The folder, if an office is in it. Raises `Refused` with "office.not_here"."""
    where = Folder(folder)
    if not where.is_office:
        say_if_broken_off(folder.absolute())
        raise Refused(hard("office.not_here", "folder"))
    return where
