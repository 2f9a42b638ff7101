"""A key file from before one's own change of password, put back: it opens nothing any more."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from db.models.office import Fact
from db.office import members, signing_in
from db.office.keeping import check
from db.office.rotating import rotate_data_key
from db.office.unlocking import check_password
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused, Stale
from db.storage.keys.key_file import KeyFile, read_key_file, write_key_file
from tests.db.office.desk import CHEAP, OWN, PASSWORD, People

OLD = {"storage.key_file_old"}
THIRD = "lantern orchard velvet 47"


def refused(call: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in caught.value.findings}


def from_before(desk: People) -> bytes:
    """Ana's key file as it was before she chose the password `OWN`."""
    kept = desk.shelf.read("ana.json")
    members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)
    return kept


def put_back(desk: People, content: bytes, password: str = PASSWORD) -> None:
    """With the password that opens it, which a server knows as well."""
    desk.shelf.write("ana.json", content)
    desk.give_login("ana", password)


def remembered(reading: Reading) -> list[str]:
    found = reading.session.scalars(select(Fact).where(Fact.key.startswith("password.")))
    return [fact.value for fact in found]


def keep_weakly(desk: People, password: str) -> KeyFile:
    """Ana's key file as a program kept it for which a password cost less."""
    now = read_key_file(desk.shelf, "ana")
    weak = now.with_password(desk.ana.identity, password, replace(CHEAP, memory=32))
    write_key_file(desk.shelf, weak)
    return weak


def test_an_older_key_file_is_refused_by_name_with_its_old_password_and_the_check_tells_of_it(
    desk: People,
) -> None:
    kept = from_before(desk)
    again = desk.sit("ana", OWN)
    put_back(desk, kept)
    assert refused(desk.sit, "ana", PASSWORD) == OLD
    assert refused(desk.sit, "ana", OWN) == {"sign_in.wrong"}
    assert {finding.code for finding in check(again)} == {"check.key_file"}


def test_each_change_makes_void_what_was_before_it(desk: People) -> None:
    from_before(desk)
    kept = desk.shelf.read("ana.json")
    members.change_password(desk.ana, OWN, THIRD, cost=CHEAP)
    put_back(desk, kept, OWN)
    assert refused(desk.sit, "ana", OWN) == OLD
    assert desk.ana.read(remembered) == ["1 2"]


def test_the_number_in_an_older_file_cannot_be_raised_by_hand(desk: People) -> None:
    from_before(desk)
    kept = json.loads(desk.shelf.read("ana.json"))
    members.change_password(desk.ana, OWN, THIRD, cost=CHEAP)
    kept["private"]["generation"] = 2
    put_back(desk, json.dumps(kept).encode(), OWN)
    assert refused(desk.sit, "ana", OWN) == {"sign_in.wrong"}


def test_a_locked_window_opens_with_no_older_file_either(desk: People) -> None:
    elsewhere = desk.sit()
    kept = from_before(desk)
    check_password(elsewhere, OWN)
    put_back(desk, kept)
    assert refused(check_password, elsewhere, PASSWORD) == OLD
    elsewhere.is_away = True  # the drive is gone: what was known at the sign-in counts
    check_password(elsewhere, PASSWORD)
    elsewhere.is_away = False


def test_no_new_password_is_made_of_an_older_file(desk: People) -> None:
    kept = from_before(desk)
    put_back(desk, kept)
    assert refused(members.change_password, desk.ana, PASSWORD, THIRD, cost=CHEAP) == OLD
    assert desk.shelf.read("ana.json") == kept


def test_the_offices_new_key_is_put_into_no_older_file(desk: People) -> None:
    eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    kept = from_before(desk)
    put_back(desk, kept)
    desk.ana.close()
    assert refused(rotate_data_key, eva) == {"check.key_file"}
    assert desk.shelf.read("ana.json") == kept


def test_an_administrator_lets_the_person_in_again_and_so_does_the_code(desk: People) -> None:
    eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    kept = from_before(desk)
    put_back(desk, kept)
    given = members.reset_password(eva, desk.ana.user.id, cost=CHEAP)
    assert desk.sit("ana", given).must_change_password
    assert eva.read(remembered) == []  # of keys that are void
    put_back(desk, kept)
    assert refused(desk.sit, "ana", PASSWORD) == {"storage.key_file_changed"}
    desk.recover(THIRD)
    assert desk.sit("ana", THIRD)


def test_a_file_whose_record_was_lost_counts_and_is_remembered_at_the_next_sign_in(
    desk: People,
) -> None:
    kept = from_before(desk)
    desk.tamper("DELETE FROM fact WHERE key LIKE 'password.%'")
    desk.sit("ana", OWN)
    assert desk.ana.read(remembered) == ["1 1"]
    put_back(desk, kept)
    assert refused(desk.sit, "ana", PASSWORD) == OLD


def test_a_file_that_is_kept_better_at_the_sign_in_stays_as_new_as_it_was(desk: People) -> None:
    kept = from_before(desk)
    keep_weakly(desk, OWN)
    desk.sit("ana", OWN)
    found = read_key_file(desk.shelf, "ana")
    assert (found.private.cost, found.generation) == (CHEAP, 1)
    put_back(desk, kept)
    void = keep_weakly(desk, PASSWORD)
    assert refused(desk.sit, "ana", PASSWORD) == OLD
    assert desk.shelf.read("ana.json") == void.to_json()  # nothing is made of one that is void


def test_of_two_new_passwords_at_once_one_is_refused(
    desk: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both computers read the file before either wrote it."""
    elsewhere, both = desk.sit(), read_key_file(desk.shelf, "ana")
    with_new = KeyFile.with_new_password

    def meanwhile(*args: object, **kwargs: object) -> KeyFile:
        monkeypatch.undo()
        members.change_password(elsewhere, PASSWORD, OWN, cost=CHEAP)
        return with_new(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(KeyFile, "with_new_password", meanwhile)
    with pytest.raises(Stale):
        members.change_password(desk.ana, PASSWORD, THIRD, cost=CHEAP)
    assert both.generation == 0
    assert refused(desk.sit, "ana", THIRD) == {"sign_in.wrong"}
    assert desk.sit("ana", OWN)


def test_a_sign_in_undoes_no_change_of_password_that_another_computer_makes_meanwhile(
    desk: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_weakly(desk, PASSWORD)
    same = KeyFile.with_password

    def meanwhile(*args: object, **kwargs: object) -> KeyFile:
        monkeypatch.undo()
        members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)
        return same(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(KeyFile, "with_password", meanwhile)
    desk.sit("ana", PASSWORD)
    assert refused(desk.sit, "ana", PASSWORD) == {"sign_in.wrong"}
    assert desk.sit("ana", OWN)


def test_a_password_that_is_changed_in_the_middle_of_a_sign_in_keeps_the_old_file_out(
    desk: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records were looked at, and the sign-in is not in the log yet."""
    record = signing_in._record_sign_in

    def meanwhile(*args: object) -> None:
        monkeypatch.undo()
        members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)
        record(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(signing_in, "_record_sign_in", meanwhile)
    assert refused(desk.sit, "ana", PASSWORD) == OLD
    assert desk.ana.read(remembered) == ["1 1"]


def test_a_file_of_an_earlier_program_is_as_new_as_any_until_its_password_is_changed(
    desk: People,
) -> None:
    first = read_key_file(desk.shelf, "ana")
    assert (first.generation, json.loads(first.to_json())["version"]) == (0, 1)
    write_key_file(desk.shelf, first)
    assert desk.sit()
    assert desk.ana.read(remembered) == []
