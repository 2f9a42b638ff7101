"""An office of each release opens, is sound, and still says what was signed in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.note import ContactNote
from db.office import keeping, open_office
from db.office.upgrading import look_ahead, upgrade_office
from db.queries.clients.client_list import client_list, client_rows
from db.queries.notes.note import note_is_as_signed
from db.queries.reading import Reading
from db.rules.codes import NoteStatus
from desktop.sample.staff import COLLEAGUES
from tests.db.office.desk import CHEAP

pytestmark = pytest.mark.only_in_folder("folders of a release")

TODAY = datetime(2026, 11, 27, 15, tzinfo=UTC)
OFFICES = Path(__file__).parents[2] / "fixtures" / "offices"


def _signed_notes_as_signed(reading: Reading) -> list[bool]:
    signed = select(ContactNote.id).where(ContactNote.status == NoteStatus.SIGNED).limit(20)
    return [note_is_as_signed(reading, one) for one in reading.session.scalars(signed)]


@pytest.mark.parametrize("file", sorted(OFFICES.glob("*.caseroom-backup")), ids=lambda f: f.stem)
def test_an_office_of_a_release_is_restored_opened_and_sound(file: Path, tmp_path: Path) -> None:
    contents = keeping.restore(file, tmp_path / "office")
    person = next(one for one in COLLEAGUES if one.role.value == "administrator")
    ahead = look_ahead(tmp_path / "office", person.user_name, person.password)
    if ahead is not None:
        upgrade_office(ahead, device="today", clock=lambda: TODAY)
    office = open_office(
        tmp_path / "office",
        person.user_name,
        person.password,
        device="today",
        cost=CHEAP,
        clock=lambda: TODAY,
    )
    try:
        assert keeping.check(office) == []
        clients = office.read(client_list)
        assert len(clients) == contents.counts["client"] >= 6
        assert all(row.name.last for row in office.read(client_rows, list(clients)))
        signed = office.read(_signed_notes_as_signed)
        assert signed and all(signed)
    finally:
        office.close()
