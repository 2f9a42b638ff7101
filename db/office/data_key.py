"""Which of two data keys counts, while the office's key is being changed or that was broken off."""

from contextlib import suppress

from db.office.homes import Home
from db.office.layout import Folder
from db.rules.findings import Refused
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, write_if_unchanged
from db.storage.place import Place, PlaceKind
from db.storage.rekeying import opens


def working_key(where: Home, key_file: KeyFile, identity: Identity) -> bytes:
    """The data key that the database is under. Raises `StorageProblem`."""
    keys = key_file.data_keys_for(identity)
    if len(keys) > 1 and isinstance(where, Folder):
        place = Place(where.path, PlaceKind.SHARE)
        for key in keys:
            if opens(where.database, key, place):
                return key
    return keys[0]


def settled(where: Home, key_file: KeyFile, identity: Identity, data_key: bytes) -> KeyFile:
    """Let go of an old key that a change which was broken off has left in one's own key file.

    One that still counts is kept, and so is the file where it cannot be written just now.
    """
    if key_file.data_key_before is None or key_file.data_key_for(identity) != data_key:
        return key_file
    changed = key_file.with_data_key(data_key, key_file.data_key_epoch, None)
    with suppress(Refused):
        if write_if_unchanged(where.keys, key_file, changed):
            return changed
    return key_file
