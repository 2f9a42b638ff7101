"""What reads files, and the whole ones that the damaged ones are made from."""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from db.office.blaming import blaming
from db.office.kept_drafts import LocalDraft, LocalDrafts
from db.office.saves.entry import Saved
from db.office.saves.plain import NotKeepable
from db.queries.audit_log.history import Seen
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.sheets import read_table
from db.storage.backup_inside import look_inside
from db.storage.backup_unpacking import unpack_backup
from db.storage.key_in_force import key_file_in_force, settle, waiting_name
from db.storage.keys.device_file import DeviceFile, bind_to_device
from db.storage.keys.key_file import KeyFile
from db.storage.later import Later
from db.storage.local_store import LocalLog
from db.storage.manifest import Manifest
from db.storage.presence_file import Beat, from_bytes, to_bytes
from db.storage.seal_file import open_seal
from db.storage.shelf import FolderShelf
from desktop.attempts import counted
from desktop.pointers import read_pointer, write_pointer
from desktop.seen_history import SeenHistory
from desktop.settings import Settings
from tests.fuzz import sound as whole
from tests.fuzz.archives import backups, workbooks
from tests.fuzz.damage import damaged
from tests.fuzz.feeding import Target
from tests.fuzz.whole_target import WHOLE


def _key_file(content: bytes, folder: Path) -> None:
    found = KeyFile.from_json(content)
    if found.private.cost.memory <= 1024 and found.private.cost.time <= 4:
        found.open("a")
    found.data_key_for(whole.ANA)
    assert KeyFile.from_json(found.to_json()) == found


def _manifest(content: bytes, folder: Path) -> None:
    found = Manifest.from_json(content)
    found.check_key_file(whole.KEY_FILE)
    found.check_trusted(whole.MANIFEST.anchor)


def _device_file(content: bytes, folder: Path) -> None:
    DeviceFile.from_json(content).open(whole.DEVICE)


def _presence(content: bytes, folder: Path) -> None:
    from_bytes(content, "me", whole.KEY)


def _later(content: bytes, folder: Path) -> None:
    (folder / "later").write_bytes(content)
    waiting = Later(folder / "later", whole.ANA)
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


def _waiting_key_file(content: bytes, folder: Path) -> None:
    """The one until now is torn, and one waits to take its place."""
    (folder / "ana.json").write_bytes(b"{")
    (folder / waiting_name("ana")).write_bytes(content)
    keys = FolderShelf(folder)
    found, member = key_file_in_force(keys, whole.MANIFEST, "ana")
    assert (found.user_id, member.role) == (whole.USER, Role.ADMINISTRATOR)
    settle(keys, found)


def _seal(content: bytes, folder: Path) -> None:
    found, secret = open_seal(content, whole.ANA, whole.OFFICE, whole.SEALED)
    found.check_trusted(whole.SEAL.anchor)
    assert secret.database_key == whole.SECRET.database_key


def _log(content: bytes, folder: Path) -> None:
    """The journals of this computer: saves, drafts, looks."""
    log = LocalLog(folder, whole.ANA, whole.OFFICE, "desk-1", "saves")
    log.file.write_bytes(content)
    before = log.read()
    log.add(b"one more")
    assert log.read().contents[-1] == b"one more"
    assert log.change(lambda contents: contents).contents[:-1] == before.contents
    assert not log.read().damaged


def _save(content: bytes, folder: Path) -> None:
    """One line of the journal of saves, of whatever version of the program."""
    try:
        Saved.from_bytes(content).again()
    except NotKeepable:
        raise Refused(hard("saves.cannot_repeat")) from None


def _draft(content: bytes, folder: Path) -> None:
    log = LocalLog(folder, whole.ANA, whole.OFFICE, "desk-1", "drafts")
    log.add(content)
    drafts = LocalDrafts(log)
    one = LocalDraft(UUID(int=5), "note", UUID(int=6), {"text": "x"}, whole.AT)
    drafts.put(one)
    assert one in drafts.all()


def _seen(content: bytes, folder: Path) -> None:
    history = SeenHistory(whole.OFFICE, folder)
    history.path.parent.mkdir()
    history.path.write_bytes(content)
    history.load()
    history.keep(Seen(whole.AT, {"desk-1": (3, "00")}))
    assert history.load() is not None


def _pointer(content: bytes, folder: Path) -> None:
    file = folder / "office.caseroom"
    file.write_bytes(content)
    place = read_pointer(file)
    assert read_pointer(write_pointer(folder / "again", place)) == place


def _database(content: bytes, folder: Path) -> None:
    (folder / "office.db").write_bytes(content)
    with blaming():
        found = look_inside(folder / "office.db", whole.KEY)
    assert found.counts["client"] == 0


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


def _as(name: str, sound: bytes, feed: Callable[[bytes, Path], object], as_json: bool) -> Target:
    return Target(name, damaged(sound, as_json=as_json), feed, sound)


TARGETS = (
    _as("waiting_key_file", whole.KEY_FILE.to_json(), _waiting_key_file, True),
    _as("seal", whole.SEAL_FILE, _seal, True),
    _as("journal", whole.journal(), _log, False),
    _as("save", whole.SAVE, _save, True),
    _as("draft", whole.DRAFT, _draft, True),
    _as("seen", whole.SEEN, _seen, True),
    _as("pointer", whole.POINTER, _pointer, True),
    _as("database", whole.empty_database(), _database, False),
    _as("key_file", whole.KEY_FILE.to_json(), _key_file, True),
    _as("manifest", whole.MANIFEST.to_json(), _manifest, True),
    _as(
        "device_file",
        bind_to_device(whole.KEY_FILE, whole.ANA, whole.DEVICE).to_json(),
        _device_file,
        True,
    ),
    _as("presence", to_bytes(Beat(3, whole.PERSON), "me", whole.KEY), _presence, True),
    _as("later", b"c29tZXRoaW5n\n" * 3, _later, False),
    _as("settings", whole.SETTINGS, _settings, True),
    _as("attempts", whole.ATTEMPTS, _attempts, True),
    Target("backup", backups(), _backup),
    _as("csv", whole.CSV, _table(".csv"), False),
    _as("xlsx", whole.XLSX, _table(".xlsx"), False),
    Target("xlsx_parts", workbooks(whole.XLSX), _table(".xlsx")),
    *([WHOLE] if hasattr(os, "fork") else []),  # it runs in processes of its own
)
