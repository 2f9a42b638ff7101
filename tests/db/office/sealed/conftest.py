"""Fixtures for sealed files: an office with people, one of whom keeps a sealed file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.office.sealed import SealedOffice
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.sign import sign_note
from db.rules.codes import NoteKind, Topic
from db.rules.ids import new_id
from db.rules.notes import PersonPresent
from tests.db.office.desk import Ready
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.secrets_in import WORDS, Entered


@pytest.fixture
def cabinet(staffed: Ready, tmp_path: Path) -> Iterator[Cabinet]:
    """Ana administers, Sue supervises, Maria and Omar do casework; nothing is sealed yet."""
    made = Cabinet(staffed.copied(tmp_path / "Harbor House"), hired=True)
    yield made
    made.close()


@pytest.fixture
def entered(cabinet: Cabinet) -> Entered:
    """Sue's matter in the office, with everything that a matter can have, one note signed."""
    ids = enter_matter(cabinet.sue)
    note = NoteForm(
        id=new_id(),
        case_id=ids.case,
        started_at=datetime(2026, 3, 2, 13, tzinfo=UTC),
        kind=NoteKind.HOME_VISIT,
        topic=Topic.SAFETY,
        minutes=30,
        text=f"{WORDS[0]} and the {WORDS[3]}.",
        people=(PersonPresent(name=WORDS[0], client_id=ids.client),),
    )
    version = cabinet.sue.write(save_draft_note, note).result
    cabinet.sue.write(sign_note, note.id, version)
    ids = replace(ids, note=note.id)
    return ids


@pytest.fixture
def inside(cabinet: Cabinet) -> SealedOffice:
    """An empty sealed file that Sue, Maria and Omar can open."""
    return cabinet.open(cabinet.seal(cabinet.sue, cabinet.omar), cabinet.sue)
