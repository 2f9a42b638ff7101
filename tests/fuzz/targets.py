"""What reads files, and the whole ones that the damaged ones are made from."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st
from openpyxl import Workbook

from db.rules.codes import Role
from db.rules.findings import Refused
from db.sheets import read_table
from db.storage.backup import unpack_backup
from db.storage.keys.device_file import DeviceFile, bind_to_device
from db.storage.keys.key_file import KeyFile, new_key_file
from db.storage.keys.wrapping import Argon2
from db.storage.later import Later
from db.storage.manifest import Manifest, first_manifest
from db.storage.member import Member
from db.storage.presence_file import Beat, Person, from_bytes, to_bytes
from desktop.attempts import counted
from desktop.settings import Settings
from tests.fuzz.archives import backups, workbooks
from tests.fuzz.damage import damaged

_DEVICE = bytes(range(32))
_KEY, _OFFICE, _USER = bytes(range(32)), UUID(int=1), UUID(int=2)
_KEY_FILE, ANA = new_key_file(
    user_name="ana", user_id=_USER, office_id=_OFFICE, password="a", data_key=_KEY,
    cost=Argon2(64, 1, 1),
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """Something that reads a file. `feed(content, folder)` may raise `Refused`, and nothing else.

    `folder` is empty; nothing beside it may be touched.
    """

    name: str
    content: st.SearchStrategy[bytes]
    feed: Callable[[bytes, Path], object]
    sound: bytes | None = None  # that one is read


def _key_file(content: bytes, folder: Path) -> None:
    found = KeyFile.from_json(content)
    if found.private.cost.memory <= 1024 and found.private.cost.time <= 4:
        found.open("a")
    found.data_key_for(ANA)
    assert KeyFile.from_json(found.to_json()) == found


def _manifest(content: bytes, folder: Path) -> None:
    found = Manifest.from_json(content)
    found.check_key_file(_KEY_FILE)
    found.check_trusted(_MANIFEST.anchor)


def _device_file(content: bytes, folder: Path) -> None:
    DeviceFile.from_json(content).open(_DEVICE)


def _presence(content: bytes, folder: Path) -> None:
    from_bytes(content, "me", _KEY)


def _later(content: bytes, folder: Path) -> None:
    (folder / "later").write_bytes(content)
    waiting = Later(folder / "later", ANA)
    waiting.all()
    waiting.add(b"one more")
    assert waiting.all()[-1] == b"one more"


def _settings(content: bytes, folder: Path) -> None:
    (folder / "settings.json").write_bytes(content)
    settings = Settings(folder / "settings.json")
    said = (settings.scheme, settings.text_percent, settings.lock_minutes, settings.language)
    assert said and isinstance(settings.get("recent_offices"), list)
    settings.set("text_percent", 110)
    settings.save()
    assert Settings(folder / "settings.json").text_percent == 110


def _attempts(content: bytes, folder: Path) -> None:
    (folder / "attempts.json").write_bytes(content)
    with counted(folder, "ana", file=folder / "attempts.json"):
        pass


def _backup(content: bytes, folder: Path) -> None:
    file = folder / "a.caseroom-backup"
    file.write_bytes(content)
    to = folder / "to"
    try:
        unpack_backup(file, to)
    except Refused:
        assert [path.name for path in folder.iterdir()] == [file.name]
        raise


def _table(suffix: str) -> Callable[[bytes, Path], object]:
    def feed(content: bytes, folder: Path) -> None:
        file = folder / f"people{suffix}"
        file.write_bytes(content)
        read_table(file)

    return feed


def _workbook() -> bytes:
    book = Workbook()
    book.active.append(("Name", "Born", "Amount"))
    book.active.append(("Ada", datetime(1990, 1, 2), 3.5))
    book.active.append(("Ben", None, "=A1"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as(name: str, sound: bytes, feed: Callable[[bytes, Path], object], as_json: bool) -> Target:
    return Target(name, damaged(sound, as_json=as_json), feed, sound)


_MANIFEST = first_manifest(
    _OFFICE, (Member(_USER, "ana", Role.ADMINISTRATOR, 1, ANA.public),), _USER, ANA
)
_PERSON = Person(_USER, "Ana Ruiz", "FRONT-PC", datetime(2026, 3, 2, 15, tzinfo=UTC))
_SETTINGS = b"""{"scheme": "dark", "text_percent": 120, "recent_offices": [{"place": "/o",
 "name": "Harbor House", "where": "local", "user_name": "ana"}], "layouts": {"ana": {"a": 1}}}"""
_ATTEMPTS = b"""{"k": {"failed": 3, "first": "2026-03-02T10:00:00+00:00",
 "last": "2026-03-02T10:00:00+00:00", "elapsed": 3.5}}"""
_CSV = 'Name;Born\n"Lovelace; Ada";10.12.1815\nÉtienne;\n'.encode("cp1252")
_XLSX = _workbook()

TARGETS = (
    _as("key_file", _KEY_FILE.to_json(), _key_file, True),
    _as("manifest", _MANIFEST.to_json(), _manifest, True),
    _as("device_file", bind_to_device(_KEY_FILE, ANA, _DEVICE).to_json(), _device_file, True),
    _as("presence", to_bytes(Beat(3, _PERSON), "me", _KEY), _presence, True),
    _as("later", b"c29tZXRoaW5n\n" * 3, _later, False),
    _as("settings", _SETTINGS, _settings, True),
    _as("attempts", _ATTEMPTS, _attempts, True),
    Target("backup", backups(), _backup),
    _as("csv", _CSV, _table(".csv"), False),
    _as("xlsx", _XLSX, _table(".xlsx"), False),
    Target("xlsx_parts", workbooks(_XLSX), _table(".xlsx")),
)
