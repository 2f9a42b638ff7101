"""On a shared drive that caches, damage that is none may be seen: it is looked at twice."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.office import NewOffice, Office, create_office
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.timing import Timing
from tests.db.office.desk import CHEAP, PASSWORD

pytestmark = pytest.mark.only_in_folder("a drive that caches")

FORM = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD, shared=True)


def made(folder: Path, form: NewOffice, pauses: list[float]) -> Office:
    office = create_office(folder, form, device="x", cost=CHEAP).office
    office.engines = replace(office.engines, timing=Timing(lambda: 0.0, pauses.append))
    return office


def malformed(times: int) -> Callable[[object], str]:
    """Something that sees a damaged page so many times, and then none."""
    left = [times]

    def ask(_: object) -> str:
        if left[0]:
            left[0] -= 1
            raise driver.DatabaseError("database disk image is malformed")
        return "sound"

    return ask


def refusal(call: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as caught:
        call()
    return {finding.code for finding in caught.value.findings}


def test_what_only_seemed_damaged_on_a_shared_drive_is_read_again(tmp_path: Path) -> None:
    pauses: list[float] = []
    office = made(tmp_path / "o", FORM, pauses)
    assert office.read(malformed(1)) == "sound"
    assert len(pauses) == 1
    assert pauses[0] > 10
    office.close()


def test_a_write_that_met_such_a_page_saved_nothing_and_can_be_tried_again(tmp_path: Path) -> None:
    pauses: list[float] = []
    office = made(tmp_path / "o", FORM, pauses)
    broken = malformed(1)
    assert refusal(lambda: office.write(broken)) == {"storage.input_output"}
    assert office.write(broken).result == "sound"
    office.close()


def test_damage_that_is_seen_again_is_damage(tmp_path: Path) -> None:
    pauses: list[float] = []
    office = made(tmp_path / "o", FORM, pauses)
    assert refusal(lambda: office.read(malformed(2))) == {"storage.damaged"}
    office.close()


def test_a_file_that_is_really_damaged_is_said_to_be(tmp_path: Path) -> None:
    pauses: list[float] = []
    office = made(tmp_path / "o", FORM, pauses)
    for number in range(30):
        office.write(add_client, ClientForm(new_id(), first_name=f"Name {number}"))
    office.engines.dispose()
    database = tmp_path / "o" / "office.db"
    content = bytearray(database.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start + 100 : start + 110] = bytes(10)
    database.write_bytes(content)
    found = refusal(lambda: office.read(malformed(1)))
    assert found <= {"storage.damaged", "storage.wrong_key_or_damaged"}
    office.close()


def test_on_a_local_disk_damage_is_said_at_once(tmp_path: Path) -> None:
    pauses: list[float] = []
    office = made(tmp_path / "o", replace(FORM, shared=False), pauses)
    assert refusal(lambda: office.read(malformed(1))) == {"storage.damaged"}
    assert pauses == []
    office.close()


def test_a_sound_answer_costs_nothing(tmp_path: Path) -> None:
    pauses: list[float] = []
    office = made(tmp_path / "o", FORM, pauses)

    def name(reading: Reading) -> str:
        return reading.user.user_name

    assert office.read(name) == "ana"
    assert pauses == []
    office.close()
