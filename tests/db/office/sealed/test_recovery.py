"""Whether the recovery code opens sealed files is the office's choice, and each file keeps its."""

from pathlib import Path

import pytest

from db.office import NewOffice, Office, create_office
from db.office.keeping import check
from db.office.recovery import recover
from db.office.sealed import open_sealed, sealed_files
from db.office.sealed.setting import choose_recovery, recovery_opens_sealed
from db.queries.drafts import my_drafts
from db.rules.findings import Refused
from tests.db.office.desk import CHEAP, PASSWORD, Desk
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.secrets_in import enter
from tests.db.on_server.desk import MAKER, ServerDesk

NEW = "lantern pebble saffron 71"


def get_back_in(cabinet: Cabinet) -> Office:
    desk: Desk | ServerDesk = cabinet.desk
    on_server = isinstance(desk, ServerDesk)
    office = recover(
        desk.address if isinstance(desk, ServerDesk) else desk.folder,
        desk.recovery_code,
        "ana",
        NEW,
        maker=MAKER if on_server else None,
        device="desk-9",
        cost=CHEAP,
        clock=lambda: desk.clock[0],
    )
    desk.opened.append(office)
    return office


def test_unless_chosen_the_code_opens_none(cabinet: Cabinet) -> None:
    assert cabinet.ana.read(recovery_opens_sealed) is False
    sealed_id = cabinet.seal()
    office = get_back_in(cabinet)
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(office, sealed_id)
    assert not sealed_files(cabinet.maria).files[0].recovery


def test_where_chosen_the_code_makes_the_administrator_a_member(cabinet: Cabinet) -> None:
    cabinet.ana.write(choose_recovery, True)
    sealed_id = cabinet.seal()
    enter(cabinet.open(sealed_id))
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(cabinet.ana, sealed_id)  # the choice alone opens nothing
    office = get_back_in(cabinet)
    assert cabinet.open(sealed_id, office).manages
    shown = sealed_files(cabinet.maria).files[0]
    assert shown.recovery and "Ana Ruiz" in {one.name for one in shown.members}
    assert cabinet.open(sealed_id).read(my_drafts)
    assert check(cabinet.maria) == []


def test_a_later_choice_leaves_the_files_that_are_there(cabinet: Cabinet) -> None:
    closed = cabinet.seal(label="closed")
    cabinet.ana.write(choose_recovery, True)
    opened = cabinet.seal(label="opened")
    office = get_back_in(cabinet)
    cabinet.open(opened, office)
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(office, closed)


def test_who_manages_the_office_chooses(cabinet: Cabinet) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        cabinet.sue.write(choose_recovery, True)


def test_a_new_office_says_no_unless_it_is_made_with_yes(tmp_path: Path) -> None:
    for opens in (False, True):
        form = NewOffice("H", "UTC", "ana", "Ana", PASSWORD, recovery_opens_sealed=opens)
        office = create_office(tmp_path / str(opens), form, device="x", cost=CHEAP).office
        assert office.read(recovery_opens_sealed) is opens
        office.close()
