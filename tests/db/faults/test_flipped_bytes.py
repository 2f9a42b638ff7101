"""One byte is flipped in each file of an office, and its database cut by one page.

Whatever it is, it is found and named, or does no harm; never a traceback, never a wrong word.
"""

import random
import shutil
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office import open_office
from db.office.keeping import back_up, check
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Finding, Refused
from db.rules.ids import new_id
from db.storage.backup_contents import read_contents
from db.storage.backup_unpacking import verify_backup
from db.storage.documents import DocumentStore
from db.texts import sentence
from db.texts.sentences import known_sentences
from tests.db.office.desk import CHEAP, OWN, PASSWORD, new_desk

pytestmark = pytest.mark.only_in_folder("damaged files")

PAGE = 4096
LETTER = b"Dear all, the hearing is at nine." * 50


class Sound:
    """An office that is sound and closed; each test takes a copy of it."""

    def __init__(self, folder: Path) -> None:
        desk = new_desk(folder / "sound")
        for number in range(25):
            form = ClientForm(id=new_id(), first_name="Ada", last_name=f"Lovelace {number}")
            desk.ana.write(add_client, form)
        desk.hire_and_settle("ben")
        self.folder = desk.folder
        self.document = DocumentStore(desk.folder / "documents").put(BytesIO(LETTER), new_id())
        self.backup = back_up(desk.ana, folder / "office.caseroom-backup")
        self.names = desk.ana.read(names)
        desk.close()
        DocumentStore(desk.folder / "documents").path_of(self.document.stored_as).rename(
            folder / "letter"
        )
        self.letter = folder / "letter"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return Sound(tmp_path_factory.mktemp("office"))


@pytest.fixture
def folder(sound: Sound, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound.folder, tmp_path / "copy"))


def names(reading: Reading) -> list[str]:
    found = reading.session.scalars(select(Client))
    return sorted(f"{one.first_name} {one.last_name}" for one in found)


def offsets(size: int, many: int) -> list[int]:
    """The first and the last byte, and so many by lot, always the same ones."""
    return sorted({0, size - 1, *random.Random(size).sample(range(size), min(many, size))})


def flipped(file: Path, at: int) -> bytes:
    """Flip one bit in a file; what it was before is given back."""
    before = file.read_bytes()
    content = bytearray(before)
    content[at] ^= 1 << at % 7
    file.write_bytes(content)
    return before


def looked_at(
    folder: Path, user: str = "ana", password: str = PASSWORD
) -> tuple[set[str], list[str] | None]:
    """Sign in, look for damage, read every name: the codes of what was said, and the names."""
    try:
        office = open_office(folder, user, password, device="x", cost=CHEAP)
    except Refused as refused:
        return said(refused.findings), None
    try:
        found = said(check(office)) if user == "ana" else set()
        try:
            return found, office.read(names)
        except Refused as refused:
            return found | said(refused.findings), None
    finally:
        office.close()


def said(findings: Iterable[Finding]) -> set[str]:
    """The codes, each of which has a sentence."""
    codes = {finding.code for finding in findings if sentence(finding)}
    assert codes <= known_sentences().keys()
    return codes


def test_in_the_database_it_is_found_and_named_and_nobody_reads_a_wrong_name(
    sound: Sound, folder: Path
) -> None:
    file = folder / "office.db"
    whole = file.read_bytes()
    pages = offsets(len(whole) // PAGE, 28)
    named = 0
    for page in pages:
        flipped(file, page * PAGE + 31 * page % PAGE)
        codes, read = looked_at(folder)
        assert read is None or read == sound.names
        named += bool(codes)
        for extra in folder.glob("office.db-*"):
            extra.unlink()
        file.write_bytes(whole)
    assert named >= len(pages) - 3  # a page that holds nothing harms nobody
    assert looked_at(folder) == (set(), sound.names)


@pytest.mark.parametrize("pages", [1, 5])
def test_a_database_that_was_cut_is_found_damaged(folder: Path, pages: int) -> None:
    file = folder / "office.db"
    file.write_bytes(file.read_bytes()[: -pages * PAGE])
    codes, _ = looked_at(folder)
    assert codes & {"storage.damaged", "storage.wrong_key_or_damaged", "check.database"}


def test_in_the_list_of_members_it_is_refused_by_name(sound: Sound, folder: Path) -> None:
    file = folder / "keys" / "manifest.json"
    for at in offsets(file.stat().st_size, 60):
        whole = flipped(file, at)
        codes, _ = looked_at(folder)
        assert codes, f"byte {at} of the list of members changes nothing that anybody sees"
        file.write_bytes(whole)
    assert looked_at(folder) == (set(), sound.names)


def test_in_a_key_file_it_is_refused_by_name_and_the_administrator_finds_it(
    sound: Sound, folder: Path
) -> None:
    file = folder / "keys" / "ben.json"
    for at in offsets(file.stat().st_size, 40):
        whole = flipped(file, at)
        codes, _ = looked_at(folder, "ben", OWN)
        found, _ = looked_at(folder)
        assert codes | found, f"byte {at} of a key file changes nothing that anybody sees"
        file.write_bytes(whole)
    assert looked_at(folder, "ben", OWN) == (set(), sound.names)


def test_in_an_attached_file_it_is_found_wherever_it_is(sound: Sound, tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    path = store.path_of(sound.document.stored_as)
    path.parent.mkdir()
    shutil.copy(sound.letter, path)
    assert store.read(sound.document) == LETTER
    for at in offsets(path.stat().st_size, 200):
        whole = flipped(path, at)
        with pytest.raises(Refused, match=r"storage\.document_changed"):
            store.read(sound.document)
        path.write_bytes(whole)


def test_in_a_backup_it_is_named_or_all_of_it_is_there_all_the_same(
    sound: Sound, tmp_path: Path
) -> None:
    file = Path(shutil.copy(sound.backup, tmp_path / sound.backup.name))
    contents = read_contents(file)
    size = file.stat().st_size
    directory = range(size - 1500, size)  # where the archive lists its parts
    for at in {*offsets(size, 40), *directory[::7]}:
        whole = flipped(file, at)
        try:
            assert verify_backup(file).parts == contents.parts
        except Refused as refused:
            assert said(refused.findings) <= {"backup.damaged", "backup.not_a_backup"}
        file.write_bytes(whole)
    verify_backup(file)
