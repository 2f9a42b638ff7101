"""What a backup says of itself: whose it is, when it was made, and what must be in it."""

import json
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file
from db.storage.backup_inside import Heads
from db.storage.keys.encoding import Fields
from db.storage.plain_file import is_strange
from db.storage.problems import StorageProblem

CONTENTS = "contents.json"
_FORMAT = "caseroom-backup"
_VERSION = 1
_MOST_PARTS = 1_000_000
_MOST_CONTENTS = 256 * 1024 * 1024  # bytes that say what is in it
# What zipfile raises where bytes were changed; a flag that was flipped asks for a password.
NO_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, RuntimeError, OverflowError
)  # fmt: skip


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
    except NO_ARCHIVE:
        raise Refused(hard("backup.not_a_backup", "file")) from None
    except (StorageProblem, IsADirectoryError):
        raise Refused(hard("backup.not_a_backup", "file")) from None
    except FileNotFoundError:
        raise Refused(hard("backup.file_missing", "file")) from None
    except OSError as error:
        raise problem_with_file(error) from None


def contents_as_json(contents: BackupContents) -> bytes:
    """What `read_contents` reads again."""
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


def _stays_inside(name: str) -> bool:
    """Whether a part's name is one that lies in the office's folder, on every system."""
    pieces = name.split("/")
    strange = any(char in "\\:" or not char.isprintable() for char in name)
    return not strange and not any(piece.strip(". ") == "" for piece in pieces)
