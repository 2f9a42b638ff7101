"""A backup that is there: compared with what it says of itself, and laid out as a folder."""

import os
import secrets
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.backup_contents import CONTENTS, NO_ARCHIVE, BackupContents, read_contents
from db.storage.backup_parts import digest, lay_out


def verify_backup(file: Path) -> BackupContents:
    """Compare every part with its hash. Raises `Refused` with "backup.damaged" and the part."""
    contents = read_contents(file)
    try:
        with zipfile.ZipFile(file) as packed:
            if set(packed.namelist()) != {*contents.parts, CONTENTS}:
                raise Refused(hard("backup.damaged", part=CONTENTS))
            # Parts that lie within each other would unpack to more than any disk holds.
            if sum(size for size, _ in contents.parts.values()) > file.stat().st_size:
                raise Refused(hard("backup.damaged", part=CONTENTS))
            for name, (size, sha256) in contents.parts.items():
                if digest(packed, name) != (size, sha256):
                    raise Refused(hard("backup.damaged", part=name))
    except NO_ARCHIVE:
        raise Refused(hard("backup.damaged", part=file.suffix)) from None
    return contents


def unpack_backup(file: Path, to: Path) -> BackupContents:
    """Verify a backup and lay its parts out in a new or empty folder.

    Raises `Refused`; then the folder is as it was. That the database opens is for the caller to
    see, who has the password.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Refused(hard("office.folder_not_empty", "to"))
    contents = verify_backup(file)
    beside = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    stood = to.exists()
    placed = kept = False
    try:
        with zipfile.ZipFile(file) as packed:
            for name in contents.parts:
                path = beside / name
                if not path.resolve().is_relative_to(beside.resolve()):
                    raise Refused(hard("backup.damaged", part="…"))
                path.parent.mkdir(parents=True, exist_ok=True)
                # Hashed once more: a stick may read another time what it read before.
                if lay_out(packed, name, path) != contents.parts[name]:
                    raise Refused(hard("backup.damaged", part=name))
        for part in ("documents", "backups"):
            (beside / part).mkdir(exist_ok=True)
        if stood:
            to.rmdir()
        os.replace(beside, to)
        placed = True
        sync_folder(to.parent)
        kept = True
    except NO_ARCHIVE:
        raise Refused(hard("backup.damaged", part=file.suffix)) from None
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        shutil.rmtree(to if placed and not kept else beside, ignore_errors=True)
        if stood and not kept:
            with suppress(OSError):
                to.mkdir(exist_ok=True)
    return contents
