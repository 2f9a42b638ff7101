"""Something else lies where this computer keeps a file of its own, or where people point at one."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from db.office.kept_drafts import LocalDrafts
from db.office.quick_unlock import unlocked_person
from db.rules.findings import Refused
from db.sheets import read_table
from db.storage.documents import DocumentStore
from db.storage.later import Later
from db.storage.local_store import LocalLog
from db.storage.snapshot import Copies
from desktop.attempts import counted
from desktop.device import device_name
from desktop.seen_history import SeenHistory
from desktop.settings import Settings
from tests.crash_points import needs_fork
from tests.fuzz.apart import apart
from tests.fuzz.sound import ANA, OFFICE
from tests.fuzz.whole_office import STRANGE

pytestmark = needs_fork
_HIS = UUID(int=7)


def log_of(folder: Path) -> LocalLog:
    return LocalLog(folder, ANA, OFFICE, "desk-1", "drafts")


def attempts(path: Path) -> None:
    with counted(path.parent, "ana", file=path):
        pass


def settings(path: Path) -> None:
    found = Settings(path)
    found.set("text_percent", 110)
    found.save()


def journal(path: Path) -> None:
    log_of(path.parent).add(b"x")


def later(path: Path) -> None:
    assert Later(path, ANA).all() == []
    Later(path, ANA).add(b"x")


def device(path: Path) -> None:
    assert UUID(device_name(path.parent))


def seen(path: Path) -> None:
    assert SeenHistory(_HIS, path.parent.parent).load() is None


def copy(path: Path) -> None:
    assert Copies(path.parent.parent, _HIS).newest() is None


def stored(path: Path) -> None:
    stored_as = UUID(path.name)
    store = DocumentStore(path.parent.parent)
    path.rename(path.with_name("beside"))
    document = store.put(BytesIO(b"letter"), stored_as)
    path.unlink()
    path.with_name("beside").rename(path)
    store.read(document)


READERS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    # where it lies, what reads it, and what that may say
    "attempts": ("attempts.json", attempts, ""),
    "settings": ("settings.json", settings, ""),
    "device": ("device", device, ""),
    "seen": (f"seen/{_HIS.hex}.json", seen, ""),
    "quick unlock": ("unlock.json", unlocked_person, ""),
    "journal": (log_of(Path()).file.name, journal, "storage.not_plain"),
    "drafts": (log_of(Path()).file.name, lambda p: LocalDrafts(log_of(p.parent)).all(), "storage."),
    "later": ("later", later, "storage.not_plain"),
    "copy": (f"{_HIS.hex}/20260302T100000000000.copy", copy, ""),
    "attached file": (f"documents/07/{_HIS.hex}", stored, "storage.document_changed"),
    "table": ("people.csv", read_table, "import.file_unreadable"),
    "workbook": ("people.xlsx", read_table, "import.file_unreadable"),
}


@pytest.mark.parametrize("what", ["folder", "pipe", "device"])
@pytest.mark.parametrize("reader", READERS)
def test_it_is_left_alone_or_refused_by_name(reader: str, what: str, tmp_path: Path) -> None:
    name, read, code = READERS[reader]
    path = tmp_path / "a" / "b" / name
    path.parent.mkdir(parents=True)
    STRANGE[what](path, tmp_path)

    def act() -> None:
        try:
            read(path)
        except Refused as refused:
            assert code, f"{refused} where nobody asked for it"
            assert str(refused).startswith(code)
        else:
            assert not code, "it was taken"

    apart(act, seconds=10)
