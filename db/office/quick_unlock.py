"""Opening an office by a key that this computer keeps, instead of a password.

Where the 32 bytes of that key are kept (the operating system's keyring) is the caller's matter.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db.office.data_key import working_key
from db.office.layout import Folder
from db.office.opening import open_with_identity
from db.office.standing import Office, now_utc
from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, write_whole
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.device_file import DeviceFile, bind_to_device
from db.storage.keys.encoding import LARGEST
from db.storage.keys.key_file import read_key_file
from db.storage.manifest import read_manifest
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem

_VOID = ("unknown_user", "quick_unlock_void", "key_file_changed")


def keep_unlocked(office: Office, device_key: bytes, file: Path) -> None:
    """Write the file that lets this computer open the office as who is signed in.

    Raises `Refused`, also before a one-time password was replaced.
    """
    if office.must_change_password:
        raise Refused(hard("sign_in.must_change"))
    key_file = read_key_file(office.home.keys, office.user.user_name)
    bound = bind_to_device(key_file, office.identity, device_key)
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
    folder: Path,
    file: Path,
    device_key: bytes,
    *,
    device: str,
    shared: bool = False,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Open the office as the person whom the file was written for.

    Raises `Refused`: "storage.quick_unlock_void" when the person has new keys or has left, or
    the key is another one; and whatever `open_office` raises about the place.
    """
    where = Folder(folder)
    if not where.is_office:
        raise Refused(hard("office.not_here", "folder"))
    person = unlocked_person(file)
    if person is None:
        raise StorageProblem("quick_unlock_void")
    manifest = read_manifest(where.keys)
    try:
        identity = person.open(device_key)
        key_file, _ = key_file_in_force(where.keys, manifest, person.user_name)
        data_key = working_key(where, key_file, identity)
    except StorageProblem as problem:
        if any(problem.has(f"storage.{code}") for code in _VOID):
            raise StorageProblem("quick_unlock_void") from None
        raise
    if (key_file.user_id, key_file.office_id) != (person.user_id, person.office_id):
        raise StorageProblem("quick_unlock_void")
    return open_with_identity(
        folder, key_file, identity, data_key, device=device, shared=shared, clock=clock
    )
