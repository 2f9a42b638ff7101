"""Which key file of a person counts while new keys are being given to them.

The new file waits beside the old one until the signed list of members names its keys, and takes
its place then. A computer that stops in between leaves one of the two in force, never neither.
"""

from contextlib import suppress

from db.storage.keys.encoding import LARGEST
from db.storage.keys.key_file import KeyFile, key_file_name, read_key_file
from db.storage.manifest import Manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem
from db.storage.shelf import Shelf

_WAITS = ".next"


def waiting_name(user_name: str) -> str:
    """Under which name a person's new key file waits; no user name begins with a dot."""
    return f".{key_file_name(user_name)}{_WAITS}"


def is_waiting(name: str) -> bool:
    """Whether a file of this name is somebody's new key file that waits."""
    return name.startswith(".") and name.endswith(_WAITS)


def key_file_in_force(keys: Shelf, manifest: Manifest, user_name: str) -> tuple[KeyFile, Member]:
    """The key file whose keys the list names, and whose it is, with the keys in it.

    Raises `StorageProblem` as `read_key_file` and `Manifest.check_key_file` do.
    """
    try:
        found = read_key_file(keys, user_name)
        return found, manifest.check_key_file(found)
    except StorageProblem:
        with suppress(StorageProblem, FileNotFoundError):
            waiting = _waiting(keys, user_name)
            return waiting, manifest.check_key_file(waiting)
        raise


def write_waiting(keys: Shelf, key_file: KeyFile) -> None:
    """Write a new key file beside the one until now, whole or not at all."""
    keys.write(waiting_name(key_file.user_name), key_file.to_json())


def put_in_place(keys: Shelf, user_name: str) -> None:
    """Let the file that waits take its place. Raises `StorageProblem`.

    Whoever signed in with it meanwhile may have done so already.
    """
    with suppress(FileNotFoundError):
        keys.rename(waiting_name(user_name), key_file_name(user_name))


def settle(keys: Shelf, key_file: KeyFile) -> None:
    """Put a file that was left waiting in its place, after it opened the office."""
    with suppress(StorageProblem, FileNotFoundError):
        if _waiting(keys, key_file.user_name) == key_file:
            put_in_place(keys, key_file.user_name)


def _waiting(keys: Shelf, user_name: str) -> KeyFile:
    found = KeyFile.from_json(keys.read(waiting_name(user_name), LARGEST + 1))
    if found.user_name != user_name:
        raise StorageProblem("key_file_changed")
    return found
