"""Every file of an office in turn: bytes flipped in it, and cut by one page.

Whoever it concerns is told by name, and what anybody reads is what was written. The files are
those that lie in a whole office, so that a new kind of file cannot be forgotten here.
"""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.client import Client
from db.office import Office, open_office
from db.office.keeping import check
from db.office.recovery import try_recovery_code
from db.office.sealed import open_sealed
from db.office.sealed.checking import check_sealed
from db.office.sealed.listing import sealed_files
from db.queries.drafts import my_drafts
from db.queries.reading import Reading
from db.rules.findings import Finding, Refused
from db.storage.backup_unpacking import verify_backup
from db.storage.key_in_force import waiting_name
from db.storage.presence import others_here
from db.texts import sentence
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.office.secrets_in import WORDS
from tests.fuzz.whole_office import WholeOffice, whole_office

pytestmark = pytest.mark.only_in_folder("damaged files")

PAGE = 4096
Codes = set[str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> WholeOffice:
    return whole_office(tmp_path_factory.mktemp("whole"), shared=False)


@pytest.fixture
def folder(sound: WholeOffice, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound.folder, tmp_path / "copy"))


# ---- who looks at what; each gives the codes of what they were told ----


def said(findings: Iterable[Finding]) -> Codes:
    return {finding.code for finding in findings if sentence(finding)}


@contextmanager
def told(codes: Codes) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        codes |= said(refused.findings)


@contextmanager
def signed_in(folder: Path, user: str) -> Iterator[Office]:
    password = PASSWORD if user == "ana" else OWN
    office = open_office(folder, user, password, device="x", cost=CHEAP)
    try:
        yield office
    finally:
        office.close()


def names(reading: Reading) -> list[str]:
    return sorted(client.first_name for client in reading.session.scalars(select(Client)))


def ana_looks(folder: Path, sound: WholeOffice) -> Codes:
    codes: Codes = set()
    with told(codes), signed_in(folder, "ana") as ana:
        found = said(check(ana))
        codes |= found - {"check.temporary", "check.sealed_closed"}  # of a sound one as well
        assert ana.read(names) == [WORDS[0]]
    return codes


def maria_looks(folder: Path, sound: WholeOffice) -> Codes:
    """At the sealed file: in the list, for damage, and in it."""
    codes: Codes = set()
    with told(codes), signed_in(folder, "maria") as maria:
        codes |= said(check_sealed(maria))
        if not sealed_files(maria).files:
            codes.add("not listed")
        with told(codes):
            inside = open_sealed(maria, sound.sealed_id)
            try:
                assert inside.read(names) == [WORDS[0]]
                assert inside.read(my_drafts)[0].body == {"text": WORDS[3]}
            finally:
                inside.close()
    return codes


def omar_looks(folder: Path, sound: WholeOffice) -> Codes:
    """With the keys that he has, and no new ones that wait."""
    (folder / "keys" / waiting_name("omar")).unlink(missing_ok=True)
    return omar_signs_in(folder) | ana_looks(folder, sound)


def omar_signs_in(folder: Path) -> Codes:
    codes: Codes = set()
    with told(codes), signed_in(folder, "omar") as omar:
        assert omar.user.user_name == "omar"
    return codes


def omar_looks_with_the_new_keys_alone(folder: Path, sound: WholeOffice) -> Codes:
    (folder / "keys" / "omar.json").unlink(missing_ok=True)
    return omar_signs_in(folder) | ana_looks(folder, sound)


def sue_looks(folder: Path, sound: WholeOffice) -> Codes:
    codes: Codes = set()
    with told(codes), signed_in(folder, "sue"):
        pass
    return codes | ana_looks(folder, sound)


def the_code_is_tried(folder: Path, sound: WholeOffice) -> Codes:
    codes: Codes = set()
    with told(codes), signed_in(folder, "ana") as ana:
        try_recovery_code(ana, sound.recovery_code)
    return codes


def the_backup_is_verified(folder: Path, sound: WholeOffice) -> Codes:
    codes: Codes = set()
    with told(codes):
        for file in (folder / "backups").iterdir():
            verify_backup(file)
    return codes


def who_is_here(folder: Path, sound: WholeOffice) -> Codes:
    with signed_in(folder, "ana") as ana:
        people = others_here(ana.folder.presence, ana.data_key, ana.record.id)
    assert {person.name for person in people} <= {"Eva Ortiz"}
    return {"nobody"} if not people else set()


Look = Callable[[Path, WholeOffice], Codes]
LOOKS: dict[str, Look] = {
    "office.db": ana_looks,
    "keys/manifest.json": ana_looks,
    "keys/ana.json": ana_looks,
    "keys/maria.json": lambda *at: maria_looks(*at) | ana_looks(*at),
    "keys/sue.json": sue_looks,
    "keys/omar.json": omar_looks,
    "keys/.omar.json.next": omar_looks_with_the_new_keys_alone,
    "keys/recovery.json": lambda *at: the_code_is_tried(*at) | ana_looks(*at),
    "documents/*/*": ana_looks,
    "backups/*.caseroom-backup": the_backup_is_verified,
    "presence/*.json": who_is_here,
    "sealed/*/seal.json": maria_looks,
    "sealed/*/office.db": maria_looks,
    "sealed/*/documents/*/*": maria_looks,
}
EMPTY = ("sealed/*/writing.lock", "*office.db-journal")  # what stands in it, nobody reads


def of(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_no_file_of_an_office_is_forgotten_here(sound: WholeOffice) -> None:
    files = [path for path in sound.folder.rglob("*") if path.is_file()]
    played = set()
    for path in files:
        file = path.relative_to(sound.folder).as_posix()
        if path.stat().st_size or not any(fnmatch(file, pattern) for pattern in EMPTY):
            patterns = [pattern for pattern in LOOKS if fnmatch(file, pattern)]
            assert patterns, f"{file} is damaged by no test"
            played.add(patterns[0])
    assert played == LOOKS.keys()


@pytest.mark.parametrize("pattern", [one for one in LOOKS if not one.startswith("presence")])
def test_of_a_sound_one_nobody_is_told_anything(
    sound: WholeOffice, folder: Path, pattern: str
) -> None:
    """Or what the damage is found by would say nothing."""
    assert LOOKS[pattern](folder, sound) <= {"check.sealed_closed"}


def matters(pattern: str, whole: bytes) -> int:
    """How many bytes from the first on. Whose keys the signed list has taken over meanwhile, for
    them nobody asks any more by which older keys they were vouched for."""
    taken_over = pattern in ("keys/maria.json", "keys/sue.json")
    return whole.index(b'"succeeds"') if taken_over else len(whole)


@pytest.mark.parametrize("pattern", LOOKS)
def test_a_flipped_byte_is_named_or_does_no_harm(
    sound: WholeOffice, folder: Path, pattern: str
) -> None:
    path = of(folder, pattern)
    whole = path.read_bytes()
    by_lot = random.Random(pattern)
    is_database = path.name == "office.db"
    size = matters(pattern, whole)
    places = [0, size - 1, *(by_lot.randrange(size) for _ in range(3))]
    named = 0
    for at in places:
        content = bytearray(whole)
        content[at] ^= 1 << at % 7
        path.write_bytes(content)
        named += bool(LOOKS[pattern](folder, sound))
        for extra in folder.rglob("office.db-*"):
            extra.unlink()
        path.write_bytes(whole)
    # A page of a database that holds nothing harms nobody, nor does a time stamp of an archive.
    harmless = 3 if is_database or pattern.startswith("backups") else 0
    assert named >= len(places) - harmless


@pytest.mark.parametrize("pattern", LOOKS)
def test_cut_by_one_page_it_is_named(sound: WholeOffice, folder: Path, pattern: str) -> None:
    path = of(folder, pattern)
    whole = path.read_bytes()
    path.write_bytes(whole[:-PAGE] if len(whole) > PAGE else b"")
    assert LOOKS[pattern](folder, sound)
