"""Backups: one file that holds the whole office, verified before it counts.

The file is a zip without compression (everything in it is encrypted already): `contents.json`
with sizes and SHA-256 of every part, `office.db` as VACUUM INTO wrote it under the same key, the
`keys` folder, the attached files, and every sealed file as it is. It is written under a temporary
name, opened with the key, counted and compared with the office, and renamed only then.
"""

import io
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import sqlcipher3.dbapi2 as driver
from sqlalchemy.engine import Engine

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.backup_contents import CONTENTS, BackupContents, contents_as_json
from db.storage.backup_documents import behind_links, not_in
from db.storage.backup_inside import look_inside, marker_in
from db.storage.backup_keys import Held, keys_as_they_are, see_that_they_fit
from db.storage.backup_parts import pack
from db.storage.backup_unpacking import verify_backup
from db.storage.engine import DATABASE
from db.storage.plain_file import is_ours
from db.storage.problems import StorageProblem, problem_of
from db.storage.sealed_copies import sealed_parts
from db.storage.shelf import FolderShelf

_TRIES = 5

Progress = Callable[[int, int], None]


def make_backup(
    *,
    engine: Engine,
    data_key: bytes,
    folder: Path,
    target: Path,
    office_id: str,
    office_name: str,
    schema: str,
    made_at: datetime,
    progress: Progress | None = None,
) -> BackupContents:
    """Write a backup of the office in `folder` to the file `target`, which must be new.

    The copy must have the office's own marker, and the keys beside it must open it for somebody.
    Attached files that are damaged or gone already do not stand in the way of all others, and are
    named in what is returned. Raises `Refused`; then no file is left. Others may go on working
    meanwhile.
    """
    if not (folder / DATABASE).exists():  # or an empty folder would be left where it stood
        raise StorageProblem("gone")
    if target.exists():
        raise Refused(hard("backup.exists", "to"))
    mark = secrets.token_hex(4)
    copy = target.with_name(f".{target.name}.{mark}.db")
    archive = target.with_name(f".{target.name}.{mark}.part")
    placed = kept = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        keys = _copied_with_keys(engine, folder, copy)
        inside = look_inside(copy, data_key)
        if inside.marker != marker_in(engine):
            raise Refused(hard("backup.verify_failed", what="marker"))
        see_that_they_fit(keys, inside.anchor)
        parts: dict[str, tuple[int, str]] = {}
        with (
            sealed_parts(folder, archive.with_suffix(".sealed")) as sealed,
            zipfile.ZipFile(archive, "x", zipfile.ZIP_STORED, allowZip64=True) as packed,
        ):
            documents = dict(_files(folder, "documents"))
            documents.update(behind_links(folder, documents.keys(), inside.documents))
            held = [(f"keys/{name}", io.BytesIO(content)) for name, content in keys.items()]
            sources: list[tuple[str, Path | BinaryIO]]
            sources = [(DATABASE, copy), *held, *documents.items(), *sealed]
            for number, (name, source) in enumerate(sources):
                parts[name] = pack(packed, name, source)
                if progress:
                    progress(number + 1, len(sources))
            missing = tuple(not_in(packed, inside.documents))
            contents = BackupContents(
                office_id,
                office_name,
                made_at,
                schema,
                inside.counts,
                parts,
                inside.heads,
                missing,
            )
            packed.writestr(CONTENTS, contents_as_json(contents))
        with open(archive, "r+b") as written:
            os.fsync(written.fileno())
        verify_backup(archive)
        if target.exists():  # somebody has put a file there meanwhile
            raise Refused(hard("backup.exists", "to"))
        os.replace(archive, target)
        placed = True
        sync_folder(target.parent)
        kept = True
    except driver.Error as error:
        raise problem_of(error) or StorageProblem("input_output") from None
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        # A name that did not reach the disk may be gone tomorrow: who is refused counts on none.
        for left in (copy, archive, *([target] if placed and not kept else ())):
            with suppress(OSError):  # the place may be gone; what is wrong is said already
                left.unlink(missing_ok=True)
    return contents


def _vacuum_into(engine: Engine, copy: Path) -> None:
    raw = engine.raw_connection()
    try:
        connection = raw.driver_connection
        assert connection is not None
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        raw.close()


def _copied_with_keys(engine: Engine, folder: Path, copy: Path) -> Held:
    """Copy the database, and give the key files that were the same before and afterwards."""
    keys = FolderShelf(folder / "keys")
    for _ in range(_TRIES):
        held = keys_as_they_are(keys)
        copy.touch(exist_ok=False)  # SQLite would not say why it cannot
        _vacuum_into(engine, copy)
        if keys_as_they_are(keys) == held:
            return held
        copy.unlink()
    raise StorageProblem("locked")


def _files(folder: Path, part: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((folder / part).rglob("*")):
        if is_ours(path) and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path
