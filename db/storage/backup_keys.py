"""The key files for a backup: such that whoever belongs opens the copy of the database with them.

An administrator may sign one list of members after the other while a large database is copied.
One list ahead of the records counts, two do not: the backup would open for nobody.
"""

from contextlib import suppress

from db.rules.findings import Refused, hard
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.encoding import LARGEST
from db.storage.keys.key_file import key_file_name
from db.storage.manifest import FILE, Anchor, Manifest, read_manifest
from db.storage.problems import StorageProblem
from db.storage.shelf import Shelf

Held = dict[str, bytes]


def keys_as_they_are(keys: Shelf) -> Held:
    """What is on a shelf of key files, by name; of each member the file that is in force.

    Behind a link only what the list of members vouches for is taken: a link may lead to a private
    file of whoever makes the backup. Raises `Refused`, with "backup.opens_for_nobody" where no
    file of anybody who may sign fits the list.
    """
    manifest = read_manifest(keys)
    held: Held = {FILE: manifest.to_json()}
    signs = False
    for member in manifest.members:
        if member.active:
            with suppress(StorageProblem):  # the check tells of it; the others still get in
                file, _ = key_file_in_force(keys, manifest, member.user_name)
                held[key_file_name(member.user_name)] = file.to_json()
                signs = signs or member.may_sign
    if not signs:
        raise Refused(hard("backup.opens_for_nobody"))
    for name in keys.names():
        if name not in held and not name.startswith("."):
            with suppress(FileNotFoundError):  # somebody left meanwhile
                content = keys.read(name, LARGEST + 1)
                if len(content) <= LARGEST:  # or it is no key file
                    held[name] = content
    return held


def see_that_they_fit(held: Held, anchor: Anchor) -> None:
    """Whether the copy's records know the list of members, or the one before it.

    Raises `StorageProblem` "manifest_old" or "manifest_changed".
    """
    manifest = Manifest.from_json(held[FILE])
    if manifest.hash == anchor.hash:
        return
    if manifest.counter < anchor.counter:
        raise StorageProblem("manifest_old")
    if (manifest.counter, manifest.previous) != (anchor.counter + 1, anchor.hash):
        raise StorageProblem("manifest_changed")


def somebody_gets_in(keys: Shelf, anchor: Anchor) -> bool:
    """Whether the keys that were laid out from a backup fit the records that are in it."""
    try:
        see_that_they_fit(keys_as_they_are(keys), anchor)
    except Refused:
        return False
    return True
