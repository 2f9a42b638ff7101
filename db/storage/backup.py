"""Backups: one file that holds the whole office, verified before it counts.

The file is a zip without compression (everything in it is encrypted already): `contents.json`
with sizes and SHA-256 of every part, `office.db` as VACUUM INTO wrote it under the same key, the
`keys` folder, the attached files, and every sealed file as it is. It is written under a temporary
name, opened with the key, counted and compared with the office, and renamed only then.
"""

import hashlib
import io
import json
import os
import secrets
import shutil
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import sqlcipher3.dbapi2 as driver
from sqlalchemy.engine import Engine

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.backup_documents import behind_links, not_in
from db.storage.backup_inside import Heads, look_inside, marker_in
from db.storage.backup_keys import Held, keys_as_they_are, see_that_they_fit
from db.storage.engine import DATABASE
from db.storage.keys.encoding import Fields
from db.storage.plain_file import is_ours, is_strange
from db.storage.problems import StorageProblem, problem_of
from db.storage.sealed_copies import sealed_parts
from db.storage.shelf import FolderShelf

SUFFIX = ".caseroom-backup"
CONTENTS = "contents.json"
_FORMAT = "caseroom-backup"
_VERSION = 1
_PIECE = 1024 * 1024
_TRIES = 5
_A_DAY = 24 * 3600.0  # seconds
_MOST_PARTS = 1_000_000
_MOST_CONTENTS = 256 * 1024 * 1024  # bytes that say what is in it
# What zipfile raises where bytes were changed; a flag that was flipped asks for a password.
_NO_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, RuntimeError, OverflowError
)  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BackupContents:
    """What a backup says of itself. No client's name is in it."""

    office_id: str
    office_name: str
    made_at: datetime
    schema: str
    counts: dict[str, int]
    parts: dict[str, tuple[int, str]]  # size and SHA-256 by name in the archive
    heads: Heads = field(default_factory=dict)  # ends of the audit log's chains; none in 0.1.0
    unreadable: tuple[str, ...] = ()  # attached files that were damaged or gone in the office


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
                parts[name] = _pack(packed, name, source)
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
            packed.writestr(CONTENTS, _to_json(contents))
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


def read_contents(file: Path) -> BackupContents:
    """What a backup holds. Raises `Refused` with "backup.not_a_backup"."""
    if is_strange(file, links=True):
        raise Refused(hard("backup.not_a_backup", "file"))
    try:
        with zipfile.ZipFile(file) as packed:
            if len(packed.infolist()) > _MOST_PARTS:
                raise Refused(hard("backup.not_a_backup", "file"))
            if any(info.compress_type != zipfile.ZIP_STORED for info in packed.infolist()):
                raise Refused(hard("backup.not_a_backup", "file"))  # ours never unpack to more
            if packed.getinfo(CONTENTS).file_size > _MOST_CONTENTS:
                raise Refused(hard("backup.not_a_backup", "file"))
            return _from_json(packed.read(CONTENTS))
    except _NO_ARCHIVE:
        raise Refused(hard("backup.not_a_backup", "file")) from None
    except (StorageProblem, IsADirectoryError):
        raise Refused(hard("backup.not_a_backup", "file")) from None
    except FileNotFoundError:
        raise Refused(hard("backup.file_missing", "file")) from None
    except OSError as error:
        raise problem_with_file(error) from None


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
                if _digest(packed, name) != (size, sha256):
                    raise Refused(hard("backup.damaged", part=name))
    except _NO_ARCHIVE:
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
                if _laid_out(packed, name, path) != contents.parts[name]:
                    raise Refused(hard("backup.damaged", part=name))
        for part in ("documents", "backups"):
            (beside / part).mkdir(exist_ok=True)
        if stood:
            to.rmdir()
        os.replace(beside, to)
        placed = True
        sync_folder(to.parent)
        kept = True
    except _NO_ARCHIVE:
        raise Refused(hard("backup.damaged", part=file.suffix)) from None
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        shutil.rmtree(to if placed and not kept else beside, ignore_errors=True)
        if stood and not kept:
            with suppress(OSError):
                to.mkdir(exist_ok=True)
    return contents


def newest_first(folder: Path) -> list[Path]:
    """The backups in a folder. Another computer may remove some while they are looked at.

    Those of a day that has not come yet, made while a clock was wrong, are the last.
    """
    tomorrow = time.time() + _A_DAY
    found: list[tuple[bool, float, Path]] = []
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            if not is_strange(path, links=True):
                moment = path.stat().st_mtime
                found.append((moment < tomorrow, moment, path))
    return [path for *_, path in sorted(found, reverse=True)]


def remove_leftovers(folder: Path, before: float) -> None:
    """Take away what backups that were killed left in a folder before this moment (epoch)."""
    for path in folder.glob(f".*{SUFFIX}.*"):
        with suppress(OSError):
            if path.lstat().st_mtime >= before:
                continue
            if path.is_dir() and not path.is_symlink():  # copies of sealed files
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _stays_inside(name: str) -> bool:
    """Whether a part's name is one that lies in the office's folder, on every system."""
    pieces = name.split("/")
    strange = any(char in "\\:" or not char.isprintable() for char in name)
    return not strange and not any(piece.strip(". ") == "" for piece in pieces)


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


def _pack(packed: zipfile.ZipFile, name: str, source: Path | BinaryIO) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with (
        open(source, "rb") if isinstance(source, Path) else source as content,
        packed.open(name, "w", force_zip64=True) as out,
    ):
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return size, digest.hexdigest()


def _laid_out(packed: zipfile.ZipFile, name: str, path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with packed.open(name) as source, open(path, "xb") as out:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return size, digest.hexdigest()


def _digest(packed: zipfile.ZipFile, name: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with packed.open(name) as source:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _to_json(contents: BackupContents) -> bytes:
    values = {
        "format": _FORMAT,
        "version": _VERSION,
        "office": contents.office_id,
        "name": contents.office_name,
        "made_at": contents.made_at.isoformat(),
        "schema": contents.schema,
        "counts": contents.counts,
        "heads": {device: {"n": n, "hash": hash_} for device, (n, hash_) in contents.heads.items()},
        "unreadable": list(contents.unreadable),
        "parts": {
            name: {"size": size, "sha256": sha256}
            for name, (size, sha256) in contents.parts.items()
        },
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _from_json(content: bytes) -> BackupContents:
    fields = Fields.parse(content, "backup", largest=_MOST_CONTENTS)
    values = json.loads(content)
    if fields.text("format") != _FORMAT:
        raise StorageProblem("backup")
    if fields.whole("version") > _VERSION:
        raise StorageProblem("newer")
    counts, parts = fields.part("counts"), fields.part("parts")
    if not all(map(_stays_inside, parts)):
        raise StorageProblem("backup")
    return BackupContents(
        office_id=fields.text("office"),
        office_name=fields.text("name"),
        made_at=_moment(fields.text("made_at")),
        schema=fields.text("schema"),
        counts={name: counts.whole(name) for name in values["counts"]},
        parts={
            name: (parts.part(name).whole("size"), parts.part(name).text("sha256"))
            for name in values["parts"]
        },
        heads=_heads(fields.part("heads")) if "heads" in fields else {},
        unreadable=tuple(fields.texts("unreadable")) if "unreadable" in fields else (),
    )


def _moment(text: str) -> datetime:
    """A moment that can be compared and told in any zone. Raises `ValueError`."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not 1970 < found.year < 3000:
        raise ValueError("no moment at which a backup is made")
    return found


def _heads(fields: Fields) -> Heads:
    parts = {device: fields.part(device) for device in fields}
    return {device: (part.whole("n"), part.text("hash")) for device, part in parts.items()}
