"""A sealed file that somebody has put in another's place is told from the one opened before."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from db.office import Office
from db.office.layout import Folder
from db.office.sealed import SealedOffice, open_sealed
from db.office.sealed.making import _fill
from db.office.sealed.trust import Chosen, seal_members
from db.operations.clients.intake import add_client
from db.rules.findings import Refused
from db.storage.seal import SealForm, Secrets
from db.storage.seal_file import signed_seal, write_seal
from desktop.known_sealed import see_that_it_is_known
from tests.db.office.desk import Ready
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.people_on_file import client_form


@pytest.fixture
def cabinet(staffed: Ready, tmp_path: Path) -> Iterator[Cabinet]:
    made = Cabinet(staffed.copied(tmp_path / "Harbor House"), hired=True)
    yield made
    made.close()


class Computer:
    """Where Maria sits."""

    def __init__(self, cabinet: Cabinet, folder: Path) -> None:
        self._cabinet, self._folder = cabinet, folder

    def open(self, sealed_id: UUID) -> SealedOffice:
        return open_sealed(
            self._cabinet.maria, sealed_id, lambda one: see_that_it_is_known(one, self._folder)
        )


@pytest.fixture
def computer(cabinet: Cabinet, tmp_path: Path) -> Computer:
    return Computer(cabinet, tmp_path / "config")


def put_another_in_its_place(forger: Office, victim: Office, sealed_id: UUID) -> None:
    """One of the forger's making, sealed to the same member under the same name."""
    folder = forger.folder.path / "sealed" / str(sealed_id)
    shutil.rmtree(folder)
    officer = victim.user.id
    secrets, members = (
        Secrets.new(),
        seal_members(forger, Chosen(officer, frozenset({officer}), False)),
    )
    form = SealForm(forger.record.id, sealed_id, "Aldous-label", officer, members)
    seal, content = signed_seal(form, secrets, forger.user.id, forger.identity)
    made = Folder(folder)
    made.path.mkdir()
    made.documents.mkdir()
    write_seal(made.path, content)
    _fill(forger, made, seal, secrets)


def test_another_one_in_its_place_is_refused_and_nothing_is_written_into_it(
    cabinet: Cabinet, computer: Computer
) -> None:
    sealed_id = cabinet.seal()
    computer.open(sealed_id).close()
    put_another_in_its_place(cabinet.omar, cabinet.maria, sealed_id)
    before = (cabinet.desk.folder / "sealed" / str(sealed_id) / "office.db").read_bytes()
    with pytest.raises(Refused, match=r"sealed\.replaced"):
        computer.open(sealed_id)
    assert (cabinet.desk.folder / "sealed" / str(sealed_id) / "office.db").read_bytes() == before


def test_it_stays_known_while_it_is_worked_on_and_where_an_older_copy_was_put_back(
    cabinet: Cabinet, computer: Computer, tmp_path: Path
) -> None:
    sealed_id = cabinet.seal()
    folder = cabinet.desk.folder / "sealed" / str(sealed_id)
    computer.open(sealed_id).close()
    shutil.copytree(folder, tmp_path / "older")
    cabinet.desk.pass_time(days=-3)  # a clock that is behind
    inside = computer.open(sealed_id)
    inside.write(add_client, client_form("Zephyrine Q"))
    inside.close()
    computer.open(sealed_id).close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    computer.open(sealed_id).close()


def test_what_is_kept_names_nobody(cabinet: Cabinet, computer: Computer, tmp_path: Path) -> None:
    sealed_id = cabinet.seal()
    computer.open(sealed_id).close()
    (kept,) = (tmp_path / "config").rglob("*.sealed")
    assert len(kept.read_text()) == 64
    kept.write_text("not a hash")  # damaged: it is known anew
    computer.open(sealed_id).close()
