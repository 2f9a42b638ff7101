"""On a network mount of Linux or macOS an office is read, and not one byte of it is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.afterwards import Afterwards
from db.office.keeping import back_up
from db.office.looking_on import LookingOn
from db.office.members import change_password
from db.operations.clients.intake import add_client
from db.operations.disclosures import record_disclosure
from db.operations.views import record_view
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import place
from db.storage.place import PlaceKind
from db.texts import explain
from desktop.documents import OfficeDocuments
from tests.db.office.desk import CHEAP, OWN, Desk, new_desk

pytestmark = pytest.mark.only_in_folder("a network mount")


@dataclass
class Mounted:
    """Sam reads on Linux what Ana's Windows computer keeps on the share."""

    desk: Desk
    sam: Office
    ada: UUID


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mounted]:
    desk = new_desk(tmp_path / "Harbor House", shared=True)
    desk.hire_and_settle("sam").close()
    ada = add(desk.ana)
    mount(tmp_path, monkeypatch)
    yield Mounted(desk, desk.sit("sam", OWN), ada)
    desk.close()


def mount(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_mounts", lambda: [("/", "ext4"), (str(folder), "cifs")])


def add(office: Office) -> UUID:
    form = ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")
    office.write(add_client, form)
    return form.id


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def acts(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.action)))


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def printed(client_id: UUID) -> DisclosureForm:
    return DisclosureForm(
        new_id(), "client_sheet", LeftAs.PRINTED, DisclosurePurpose.COURT, "", client_id=client_id
    )


def test_who_signs_in_reads_and_sees_what_others_save_meanwhile(mounted: Mounted) -> None:
    assert mounted.sam.place.kind is PlaceKind.MOUNT
    assert mounted.sam.read(clients) == 1
    add(mounted.desk.ana)
    assert mounted.sam.read(clients) == 2


def test_nothing_of_the_office_is_changed_whatever_is_tried(mounted: Mounted) -> None:
    sam, before = mounted.sam, everything(mounted.desk.folder)
    letter = mounted.desk.folder.parent / "letter.txt"
    letter.write_text("Dear Sir")
    tries = (
        lambda: add(sam),
        lambda: change_password(sam, OWN, "copper meadow teapot 77", cost=CHEAP),
        lambda: OfficeDocuments(sam).put(letter),
        lambda: back_up(mounted.desk.sit("ana")),
    )
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.has("place.mount")
        assert "cifs" in explain(refused.value)
    mounted.desk.sit("sam", OWN).close()
    assert everything(mounted.desk.folder) == before


def test_a_look_waits_on_this_computer_and_is_on_record_after_the_next_sign_in_elsewhere(
    mounted: Mounted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = LookingOn(mounted.sam, Afterwards(mounted.sam, tmp_path / "later"))
    assert way.write(record_view, "client", mounted.ada).result
    assert "client.viewed" not in mounted.desk.ana.read(acts)
    monkeypatch.undo()
    again = mounted.desk.sit("sam", OWN)
    assert LookingOn(again, Afterwards(again, tmp_path / "later")).settle() == 1
    assert again.read(acts).count("client.viewed") == 1


def test_nothing_leaves_on_paper_that_cannot_be_put_on_record(
    mounted: Mounted, tmp_path: Path
) -> None:
    way = LookingOn(mounted.sam, Afterwards(mounted.sam, tmp_path / "later"))
    with pytest.raises(Refused) as refused:
        way.write(record_disclosure, printed(mounted.ada))
    assert refused.value.has("place.mount")


def test_an_office_that_is_kept_as_in_a_local_folder_cannot_be_read_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path / "Harbor House")
    mount(tmp_path, monkeypatch)
    with pytest.raises(Refused) as refused:
        desk.sit()
    assert refused.value.has("storage.not_readable_here")
    desk.close()


def test_no_office_is_made_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mount(tmp_path, monkeypatch)
    with pytest.raises(Refused) as refused:
        new_desk(tmp_path / "Harbor House")
    assert refused.value.has("storage.network_mount")
    assert not (tmp_path / "Harbor House" / "office.db").exists()
