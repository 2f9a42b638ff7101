"""Whole files, from which the damaged ones are made."""

import io
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from openpyxl import Workbook

from db.office.saves.entry import Saved
from db.office.saves.plain import to_json
from db.rules.codes import Role
from db.storage.engine import open_engines
from db.storage.keys.key_file import new_key_file
from db.storage.keys.wrapping import Argon2
from db.storage.local_store import LocalLog
from db.storage.manifest import first_manifest
from db.storage.member import Member
from db.storage.place import Place, PlaceKind
from db.storage.presence_file import Person
from db.storage.schema import upgrade_engine
from db.storage.seal import SealForm, SealMember, Secrets
from db.storage.seal_file import signed_seal

DEVICE = bytes(range(32))
KEY, OFFICE, USER = bytes(range(32)), UUID(int=1), UUID(int=2)
KEY_FILE, ANA = new_key_file(
    user_name="ana", user_id=USER, office_id=OFFICE, password="a", data_key=KEY,
    cost=Argon2(64, 1, 1),
)  # fmt: skip


def workbook() -> bytes:
    book = Workbook()
    book.active.append(("Name", "Born", "Amount"))
    book.active.append(("Ada", datetime(1990, 1, 2), 3.5))
    book.active.append(("Ben", None, "=A1"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def journal() -> bytes:
    with TemporaryDirectory() as folder:
        log = LocalLog(Path(folder), ANA, OFFICE, "desk-1", "saves")
        log.add(b"first", b"second", b"third")
        return log.file.read_bytes()


def empty_database() -> bytes:
    with TemporaryDirectory() as folder:
        place = Place(Path(folder), PlaceKind.SHARE)
        engines = open_engines(Path(folder) / "office.db", KEY, place)
        upgrade_engine(engines.engine)
        with engines.engine.begin() as connection:
            facts = [("backup_marker", "m"), ("manifest_anchor", MANIFEST.anchor.to_text())]
            connection.exec_driver_sql("INSERT INTO fact VALUES (?, ?)", facts)
        engines.dispose()
        return (Path(folder) / "office.db").read_bytes()


MANIFEST = first_manifest(
    OFFICE, (Member(USER, "ana", Role.ADMINISTRATOR, 1, ANA.public),), USER, ANA
)
PERSON = Person(USER, "Ana Ruiz", "FRONT-PC", datetime(2026, 3, 2, 15, tzinfo=UTC))
POINTER = b'{"caseroom": 1, "office": "Harbor House"}'
SETTINGS = b"""{"scheme": "dark", "text_percent": 120, "recent_offices": [{"place": "/o",
 "name": "Harbor House", "where": "local", "user_name": "ana"}], "layouts": {"ana": {"a": 1}}}"""
ATTEMPTS = b"""{"k": {"failed": 3, "first": "2026-03-02T10:00:00+00:00",
 "last": "2026-03-02T10:00:00+00:00", "elapsed": 3.5}}"""
CSV = 'Name;Born\n"Lovelace; Ada";10.12.1815\nÉtienne;\n'.encode("cp1252")
XLSX = workbook()

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
SEALED, SECRET = UUID(int=3), Secrets(bytes(range(32)))
SEAL, SEAL_FILE = signed_seal(
    SealForm(OFFICE, SEALED, "A", USER, (SealMember(USER, ANA.public, manages=True),)),
    SECRET, USER, ANA,
)  # fmt: skip
SAVE = Saved(
    UUID(int=4), AT, "/o", "db.operations.drafts:drop_draft", "draft.dropped", "draft", None,
    to_json((("note", UUID(int=5)), {})),
).to_bytes()  # fmt: skip
DRAFT = b"""{"stamp": "00000000000000000000000000000007", "form": "note", "body": {"text": "x"},
 "record": "00000000000000000000000000000008", "at": "2026-03-02T15:00:00+00:00"}"""
SEEN = b"""{"at": "2026-03-02T15:00:00+00:00", "ends": {"desk-1": [3, "00ff"]}}"""
