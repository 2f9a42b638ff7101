"""Opening an office by a key that this computer keeps, instead of a password.

On a server the file that the key opens holds the password for the server as well, so it is void
as soon as the person has another password.

Where the 32 bytes of that key are kept (the operating system's keyring) is the caller's matter.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db.migrations.walls.names import login_of
from db.office.data_key import working_key
from db.office.entering import Where
from db.office.homes import Home
from db.office.layout import Folder
from db.office.on_server import way_to
from db.office.opening import open_with_identity
from db.office.record import now_utc
from db.office.signing_in import begin_in
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, write_whole
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.device_file import DeviceFile, bind_to_device
from db.storage.keys.encoding import LARGEST
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, read_key_file
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import read_manifest
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem
from db.storage.server import open_server

_VOID = ("unknown_user", "quick_unlock_void", "key_file_changed", "server_sign_in")


def keep_unlocked(office: Office, device_key: bytes, file: Path) -> None:
    """Write the file that lets this computer open the office as who is signed in.

    Raises `Refused`, also before a one-time password was replaced.
    """
    if office.must_change_password:
        raise Refused(hard("sign_in.must_change"))
    key_file = read_key_file(office.home.keys, office.user.user_name)
    login = office.engines.login
    at_server = () if login is None else (str(office.home.where), login.password)
    bound = bind_to_device(key_file, office.identity, device_key, *at_server)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise problem_with_file(error) from None
    write_whole(file, bound.to_json(), mode=0o600)


def unlocked_person(file: Path) -> DeviceFile | None:
    """For whom this computer keeps an office unlocked; None if it does not."""
    try:
        return DeviceFile.from_json(read_plain(file, LARGEST + 1))
    except (OSError, StorageProblem):
        return None


def open_unlocked(
    where: Where,
    file: Path,
    device_key: bytes,
    *,
    device: str,
    shared: bool = False,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Open the office as the person whom the file was written for.

    Raises `Refused`: "storage.quick_unlock_void" when the person has new keys or has left, or
    the key is another one; and whatever `enter` raises about the place.
    """
    if isinstance(where, Path) and not Folder(where).is_office:
        raise Refused(hard("office.not_here", "folder"))
    person = unlocked_person(file)
    if person is None or person.server != ("" if isinstance(where, Path) else str(where)):
        raise StorageProblem("quick_unlock_void")
    try:
        identity = person.open(device_key)
        if isinstance(where, Path):
            key_file, data_key = _keys(Folder(where), person, identity)
            return open_with_identity(
                where, key_file, identity, data_key, device=device, shared=shared, clock=clock
            )
        login = login_of(where.database, person.user_name)
        engines = open_server(where, login, person.server_password(device_key))
        way = way_to(where, engines, device=device, cost=cost, clock=clock)
        try:
            key_file, data_key = _keys(way.home, person, identity)
        except BaseException:
            way.give_up()
            raise
        return begin_in(way, key_file, identity, data_key)
    except StorageProblem as problem:
        if any(problem.has(f"storage.{code}") for code in _VOID):
            raise StorageProblem("quick_unlock_void") from None
        raise


def _keys(home: Home, person: DeviceFile, identity: Identity) -> tuple[KeyFile, bytes]:
    """The person's key file as it is now, and the data key."""
    key_file, _ = key_file_in_force(home.keys, read_manifest(home.keys), person.user_name)
    if (key_file.user_id, key_file.office_id) != (person.user_id, person.office_id):
        raise StorageProblem("quick_unlock_void")
    return key_file, working_key(home, key_file, identity)
