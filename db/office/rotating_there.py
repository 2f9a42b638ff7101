"""Changing the key of an office on a server: one transaction gives every key file the new one.

No record is under the office's key there. It opens what programs tell each other of who is in,
and, once the office moves to a folder, its database.
"""

import os

from db.office.following import still_counts
from db.office.key_files import key_files, nobody_else, write_all
from db.office.signing import require_manager
from db.office.standing import Office
from db.operations.work import Work
from db.rules.findings import Stale
from db.storage.keys.key_file import read_key_file
from db.storage.table_shelf import hold_all


def rotate_there(office: Office) -> int:
    """The new key's number. See `db.office.rotating.rotate_data_key`."""
    require_manager(office)
    nobody_else(office)
    new, manifest, files = os.urandom(32), office.manifest, key_files(office)
    epoch = max(file.data_key_epoch for file in files) + 1
    changed = [file.with_data_key(new, epoch, None) for file in files]

    def operation(work: Work) -> None:
        keys = office.home.keys_in(work.session)
        hold_all(work.session)
        nobody_else(office)  # who was faster; who comes now waits until all is written
        still_counts(work, manifest)
        for file in files:
            if read_key_file(keys, file.user_name) != file:
                raise Stale("staff", file.user_id)  # who chose another password meanwhile
        write_all(keys, changed)
        work.record("office.key_changed", "office", None, key=epoch, backup="")
        work.changed("office")

    office.write(operation)
    office.data_key = new
    office.key_file = next(one for one in changed if one.user_id == office.user.id)
    return epoch
