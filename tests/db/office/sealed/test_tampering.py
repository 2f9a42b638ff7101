"""A seal that was edited, mixed, put back or left half-changed is refused, or finished."""

import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from db.office.keeping import check
from db.office.sealed import open_sealed
from db.office.sealed.resealing import change_sealed
from db.operations.work import Work
from db.queries.drafts import my_drafts
from db.rules.findings import Refused
from db.rules.sealed import SealedForm
from db.storage.keys.identity import Identity
from db.storage.problems import StorageProblem
from db.storage.seal import SealForm
from db.storage.seal_file import FILE, open_seal, read_seal, signed_seal
from development.environment import ROOT
from tests.db.office.desk import OWN
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.secrets_in import enter

pytestmark = pytest.mark.only_in_folder("files of a sealed file")


def folder_of(cabinet: Cabinet, sealed_id: UUID) -> Path:
    return cabinet.desk.folder / "sealed" / str(sealed_id)


def test_every_changed_byte_of_a_seal_is_a_refusal(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    file = folder_of(cabinet, sealed_id) / FILE
    content = file.read_bytes()
    for place in range(0, len(content), 97):
        flipped = bytearray(content)
        flipped[place] ^= 0x04
        file.write_bytes(flipped)
        try:
            seal, _ = open_seal(
                bytes(flipped), cabinet.maria.identity, cabinet.ana.record.id, sealed_id
            )
        except StorageProblem:
            continue
        # White space, or the letter case of nothing that counts: the list itself is whole.
        assert seal.label == "Aldous-label"
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(Refused, match="seal_changed"):
        open_sealed(cabinet.maria, sealed_id)


def test_a_member_who_may_not_cannot_make_a_list_of_their_own(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    folder = folder_of(cabinet, sealed_id)
    before, secrets = open_seal(
        read_seal(folder), cabinet.omar.identity, cabinet.ana.record.id, sealed_id
    )
    for signer in (cabinet.omar.identity, Identity.generate()):
        form = SealForm(before.office_id, sealed_id, "Mine", cabinet.omar.user.id, before.members)
        _, content = signed_seal(form, secrets, cabinet.omar.user.id, signer, before)
        (folder / FILE).write_bytes(content)
        with pytest.raises(Refused, match="seal_changed"):
            open_sealed(cabinet.maria, sealed_id)


def test_a_seal_put_back_from_before_is_refused(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    file = folder_of(cabinet, sealed_id) / FILE
    old = file.read_bytes()
    inside = cabinet.open(sealed_id)
    both = frozenset({cabinet.maria.user.id, cabinet.omar.user.id})
    change_sealed(inside, SealedForm("Aldous", cabinet.maria.user.id, both))
    file.write_bytes(old)
    with pytest.raises(Refused, match="seal_old"):
        open_sealed(cabinet.maria, sealed_id)


def test_slots_of_another_list_are_refused(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    file = folder_of(cabinet, sealed_id) / FILE
    old = json.loads(file.read_bytes())
    inside = cabinet.open(sealed_id)
    change_sealed(inside, SealedForm("New", cabinet.maria.user.id, _members(cabinet)))
    new = json.loads(file.read_bytes())
    new["slots"] = old["slots"]  # the same secret, but not the slots that were signed
    file.write_text(json.dumps(new))
    with pytest.raises(Refused, match="seal_changed"):
        open_sealed(cabinet.maria, sealed_id)


def _members(cabinet: Cabinet) -> frozenset[UUID]:
    return frozenset({cabinet.maria.user.id, cabinet.omar.user.id})


STOP = """
import os, sys
from pathlib import Path
from uuid import UUID
import db.office.sealed.resealing as resealing
from db.office import open_office
from db.office.sealed import open_sealed
from tests.db.office.desk import CHEAP
folder, password, sealed_id, officer, where = sys.argv[1:]
office = open_office(Path(folder), "maria", password, device="killed", cost=CHEAP)
inside = open_sealed(office, UUID(sealed_id))
def stop(*args, **kwargs):
    os.kill(os.getpid(), 9)
def stop_after(function):
    def both(*args, **kwargs):
        function(*args, **kwargs)
        stop()
    return both
if where == "before the seal":
    resealing.write_seal = stop
elif where == "before the key":
    resealing.rekey = stop
elif where == "before the anchor":
    resealing.rekey = stop_after(resealing.rekey)
elif where == "at the end":
    type(inside).write_held = stop_after(type(inside).write_held)
members = frozenset({UUID(officer)})
resealing.change_sealed(inside, resealing.SealedForm("Alone", UUID(officer), members))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize(
    ("where", "gone"),
    [
        ("before the seal", False),
        ("before the key", True),
        ("before the anchor", True),
        ("at the end", True),
    ],
)
def test_killed_at_any_step_of_a_removal_the_file_opens_and_is_whole(
    cabinet: Cabinet, where: str, gone: bool
) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    inside = cabinet.open(sealed_id)
    ids = enter(inside)
    inside.engines.dispose()
    arguments = [str(cabinet.desk.folder), OWN, str(sealed_id), str(cabinet.maria.user.id), where]
    done = subprocess.run([sys.executable, "-c", STOP, *arguments], cwd=ROOT, check=False)
    assert done.returncode == -9
    if gone:
        with pytest.raises(Refused, match="seal_not_yours"):
            open_sealed(cabinet.omar, sealed_id)
    else:
        cabinet.open(sealed_id, cabinet.omar)
    again = cabinet.open(sealed_id)
    assert again.read(my_drafts)[0].record_id == ids.note
    assert again.seal.label == ("Alone" if gone else "Aldous-label")
    assert check(cabinet.maria) == []
    both = _members(cabinet)
    change_sealed(again, SealedForm("Both", cabinet.maria.user.id, both))  # and it can go on
    cabinet.open(sealed_id, cabinet.omar)


REKEY = """
import sys
from pathlib import Path
from db.office.sealed.layout import SealedPlace
from db.storage.rekeying import rekey
from db.storage.place import PlaceKind
database, old, new = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3])
rekey(database, old, new, SealedPlace(database.parent, PlaceKind.LOCAL))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_while_the_database_is_encrypted_anew_it_opens_as_before(cabinet: Cabinet) -> None:
    """The change of key is one transaction: the journal that is left is played back."""
    sealed_id = cabinet.seal(cabinet.omar)
    inside = cabinet.open(sealed_id)
    ids = enter(inside)
    inside.write(_grow)
    inside.engines.dispose()
    database = folder_of(cabinet, sealed_id) / "office.db"
    key = inside.secrets.database_key
    before = database.stat().st_mtime_ns
    arguments = [str(database), key.hex(), bytes(32).hex()]
    process = subprocess.Popen([sys.executable, "-c", REKEY, *arguments], cwd=ROOT)
    while process.poll() is None and database.stat().st_mtime_ns == before:
        pass  # until the first pages have been overwritten
    process.kill()
    process.wait()
    assert database.with_name("office.db-journal").stat().st_size, "it had ended already"
    again = cabinet.open(sealed_id)
    assert again.read(my_drafts)[0].record_id == ids.note
    assert check(cabinet.maria) == []


def _grow(work: Work) -> None:
    """So large that the change of key does not fit into memory at once."""
    work.session.execute(text("CREATE TABLE ballast AS SELECT randomblob(3000) AS x FROM staff"))
    for _ in range(11):
        work.session.execute(text("INSERT INTO ballast SELECT randomblob(3000) FROM ballast"))
