"""What waits for the drive is sealed to a public key, so others can have written it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent, Disclosure
from db.office.afterwards import Afterwards
from db.operations.disclosures import record_disclosure
from db.queries.reading import Reading
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.ids import new_id
from db.storage.later import Later
from tests.db.office.desk import Desk, new_desk

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")

FORM = DisclosureForm(
    id=new_id(),
    document="court",
    left_as=LeftAs.PRINTED,
    purpose=DisclosurePurpose.COURT,
    recipient="Judge Okafor",
    rows=1,
    sha256="ab" * 32,
)
ID, AT = "00000000000000000000000000000001", "2026-03-02T15:00:00+00:00"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=True)
    yield made
    made.close()


def lost(reading: Reading) -> list[str]:
    asked = select(AuditEvent.action).where(AuditEvent.action == "office.records_lost")
    return list(reading.session.scalars(asked))


def recipients(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(Disclosure.recipient)))


@pytest.mark.parametrize(
    "content",
    [
        "", "x", "[]", "null", "[" * 200_000, '{"id": 1}',
        f'{{"id": "{ID}", "at": "2026-03-02", "kind": "case view", "case": "{ID}"}}',
        f'{{"id": "{ID}", "at": "{AT}", "kind": "case view", "case": []}}',
        f'{{"id": "{ID}", "at": "{AT}", "kind": "another"}}',
        f'{{"id": "{ID}", "at": "{AT}", "kind": "disclosure", "form": {{"id": 7}}}}',
    ],
)  # fmt: skip
def test_what_is_no_record_counts_as_lost_and_the_others_are_written(
    desk: Desk, tmp_path: Path, content: str
) -> None:
    afterwards = Afterwards(desk.ana, tmp_path / "later")
    afterwards.keep(record_disclosure, FORM)
    (file,) = (tmp_path / "later").glob("*.later")
    Later(file, desk.ana.identity).add(content.encode())
    assert afterwards.settle() == 1
    assert desk.ana.read(recipients) == ["Judge Okafor"]
    assert desk.ana.read(lost) == ["office.records_lost"]
    assert afterwards.settle() == 0


def test_a_recipient_with_half_a_letter_is_kept(desk: Desk, tmp_path: Path) -> None:
    afterwards = Afterwards(desk.ana, tmp_path / "later")
    afterwards.keep(record_disclosure, replace(FORM, recipient="Judge \ud83d"))
    assert afterwards.settle() == 1
    assert desk.ana.read(recipients) == ["Judge \ufffd"]
