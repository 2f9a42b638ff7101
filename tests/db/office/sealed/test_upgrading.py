"""A sealed file follows the office to a newer schema when a member opens it."""

from pathlib import Path

import pytest

from db.office import open_office
from db.office.keeping import check
from db.office.sealed import open_sealed
from db.office.upgrading import look_ahead, upgrade_office
from db.queries.drafts import my_drafts
from db.rules.findings import Refused
from db.storage.backup_unpacking import verify_backup
from db.storage.schema import newest_schema, schema_in
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.secrets_in import enter
from tests.db.office.versions import Tomorrow

pytestmark = pytest.mark.only_in_folder("files of a sealed file")


def test_whoever_opens_it_first_brings_it_along(cabinet: Cabinet, tmp_path: Path) -> None:
    sealed_id = cabinet.seal()
    ids = enter(cabinet.open(sealed_id))
    cabinet.close()
    desk = cabinet.desk
    with Tomorrow(tmp_path).runs():
        ahead = look_ahead(desk.folder, "ana", PASSWORD)
        assert ahead is not None
        done = upgrade_office(ahead, device="desk-1", clock=lambda: desk.clock[0])
        assert f"sealed/{sealed_id}/office.db" in verify_backup(done.backup).parts
        maria = open_office(
            desk.folder, "maria", OWN, device="m", cost=CHEAP, clock=lambda: desk.clock[0]
        )
        inside = open_sealed(maria, sealed_id)
        assert schema_in(inside.engines.engine) == newest_schema() == "tomorrow"
        assert inside.read(my_drafts)[0].record_id == ids.note
        assert check(maria) == []
        inside.close()
        maria.close()


def test_a_step_that_fails_leaves_it_as_it_was(cabinet: Cabinet, tmp_path: Path) -> None:
    sealed_id = cabinet.seal()
    ids = enter(cabinet.open(sealed_id))
    with (
        Tomorrow(tmp_path, more="op.execute('DELETE FROM draft')").runs(),
        pytest.raises(Refused, match="migration_failed"),
    ):
        open_sealed(cabinet.maria, sealed_id)
    assert cabinet.open(sealed_id).read(my_drafts)[0].record_id == ids.note
