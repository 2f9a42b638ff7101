"""A whole office in which something else lies in a file's place, and what people then do in it.

Everything that reads files there is asked: signing in, looking for damage, a backup, sealed files,
who is here, the recovery code.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from db.office import Office, open_office
from db.office.keeping import back_up, check
from db.office.recovery import recover
from db.office.regular_backups import backup_is_due
from db.office.sealed import open_sealed
from db.office.sealed.listing import sealed_files
from db.operations.clients.intake import add_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import looking_twice
from db.storage.key_in_force import waiting_name
from db.storage.presence import Presence
from db.storage.presence_file import Person
from db.storage.swapping import staged_beside
from db.texts import explain
from tests.db.office.desk import CHEAP, OWN, PASSWORD, new_desk
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.secrets_in import enter
from tests.fuzz.sound import AT

UNTOUCHED = b"untouched"
_NAME = "Harbor House"


@dataclass(frozen=True)
class WholeOffice:
    """An office that is closed, in a folder with nothing else: what lies in it, and its code."""

    folder: Path
    shared: bool
    sealed_id: UUID
    recovery_code: str

    def files(self) -> list[str]:
        """Every file that is there, and those that may be there, relative to the folder."""
        there = {p.relative_to(self.folder) for p in self.folder.rglob("*") if p.is_file()}
        inside = Path("sealed") / str(self.sealed_id)
        journals = {Path(f"office.db{end}") for end in ("-journal", "-wal", "-shm")}
        may_be = {inside / "office.db-journal", Path("..") / staged_beside(self.folder).name}
        return sorted(path.as_posix() for path in there | journals | may_be)


def whole_office(beside: Path, *, shared: bool) -> WholeOffice:
    """Make an office with all that there can be in one."""
    desk = new_desk(beside / _NAME, shared=shared)
    cabinet = Cabinet(desk)
    enter(desk.ana)
    sealed_id = cabinet.seal()
    enter(cabinet.open(sealed_id))
    back_up(desk.ana)
    shutil.copy(desk.keys / "omar.json", desk.keys / waiting_name("omar"))
    Presence(desk.folder / "presence", desk.ana.data_key, desk.ana.record.id, _person()).beat()
    cabinet.close()
    return WholeOffice(desk.folder, shared, sealed_id, desk.recovery_code)


def _person() -> Person:
    return Person(UUID(int=9), "Eva Ortiz", "FRONT-PC", AT)


def _folder(path: Path, outside: Path) -> None:
    path.mkdir()
    (path / "x").write_bytes(b"x")


STRANGE: dict[str, Callable[[Path, Path], object]] = {
    "folder": _folder,
    "pipe": lambda path, outside: os.mkfifo(path),
    "device": lambda path, outside: path.symlink_to("/dev/zero"),
    "link to itself": lambda path, outside: path.symlink_to(path.name),
    "link outside": lambda path, outside: path.symlink_to(outside),
    "nothing": lambda path, outside: None,
}


def used_with(office: WholeOffice, file: str, what: str | bytes) -> None:
    """Let a thing of this kind, or these bytes, lie in a file's place, and use the office.

    In a process of its own (`apart`): it changes how long the program waits.
    """
    # What looks damaged on a share is looked at twice; nobody's caches must expire here.
    looking_twice.CACHES_EXPIRE = 0.0
    with TemporaryDirectory(prefix="caseroom-fuzz-") as around:
        outside = Path(around) / "outside"
        outside.write_bytes(UNTOUCHED)
        folder = Path(around) / "a" / "b" / office.folder.name
        shutil.copytree(office.folder, folder)
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if isinstance(what, bytes):
            path.write_bytes(what)
        else:
            STRANGE[what](path, outside)
        for act in _acts(office, folder):
            try:
                act()
            except Refused as refused:
                words = explain(refused)
                assert words and "Traceback" not in words
        assert outside.read_bytes() == UNTOUCHED
        assert sorted(os.listdir(around)) == ["a", "outside"]
        assert os.listdir(Path(around) / "a") == ["b"]


def _acts(office: WholeOffice, folder: Path) -> Iterator[Callable[[], object]]:
    def sign_in(user: str, password: str) -> Office:
        return open_office(
            folder, user, password, device="x", cost=CHEAP, shared=office.shared, clock=lambda: AT
        )

    def at_work(user: str, password: str, *steps: Callable[[Office], object]) -> None:
        own = sign_in(user, password)
        try:
            for step in steps:
                try:
                    step(own)
                except Refused as refused:
                    assert explain(refused)
        finally:
            own.close()

    def add(own: Office) -> None:
        own.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace"))

    def seen(own: Office) -> None:
        presence = Presence(own.folder.presence, own.data_key, own.record.id, _person())
        presence.beat()
        presence.look()
        presence.end()

    def unseal(own: Office) -> None:
        inside = open_sealed(own, office.sealed_id)
        try:
            add(inside)
        finally:
            inside.close()

    yield lambda: at_work("ana", PASSWORD, check, add, seen, backup_is_due, back_up, sealed_files)
    yield lambda: at_work("maria", OWN, sealed_files, unseal)
    yield lambda: at_work("omar", OWN, add)
    yield lambda: recover(
        folder, office.recovery_code, "ana", "lantern orchard velvet 47", device="x", cost=CHEAP,
        shared=office.shared,
    ).close()  # fmt: skip
