"""The way into an office on this computer, with real offices and cheap passwords."""

from pathlib import Path

import pytest

from db.office.members import NewMember, add_member
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor, office_info
from ui.door import NewOfficeForm, SignIn

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "violet kettle mountain 52"


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OfficeDoor:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    return OfficeDoor(Settings(), CHEAP)


@pytest.fixture
def place(door: OfficeDoor, tmp_path: Path) -> str:
    folder = tmp_path / "Harbor House"
    form = NewOfficeForm(
        str(folder), "Harbor House", "America/New_York", "Dana Whitfield", "dana", PASSWORD
    )
    assert len(door.create(form).split("-")) == 9
    return str(folder)


def test_who_made_the_office_signs_in_and_the_office_is_known_next_time(
    door: OfficeDoor, place: str
) -> None:
    signed_in = door.sign_in(SignIn(place, "dana", PASSWORD))
    assert not signed_in.must_change_password
    assert office_info(signed_in.office).place == "on this computer"
    signed_in.office.close()
    assert [(kept.place, kept.name, kept.user_name) for kept in door.known()] == [
        (place, "Harbor House", "dana")
    ]


def test_a_wrong_password_is_refused_in_words_that_do_not_say_which_was_wrong(
    door: OfficeDoor, place: str
) -> None:
    for user, password in (("dana", "not the password"), ("nobody", PASSWORD)):
        with pytest.raises(Refused) as refused:
            door.sign_in(SignIn(place, user, password))
        assert [finding.code for finding in refused.value.findings] == ["sign_in.wrong"]


def test_a_folder_without_an_office_is_no_office(door: OfficeDoor, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        door.examine(str(tmp_path))
    assert refused.value.has("office.not_here")
    assert door.known() == []


def test_after_a_lock_only_the_right_password_unlocks(door: OfficeDoor, place: str) -> None:
    signed_in = door.sign_in(SignIn(place, "dana", PASSWORD))
    door.unlock(signed_in, PASSWORD)
    with pytest.raises(Refused) as refused:
        door.unlock(signed_in, "something else entirely")
    assert refused.value.has("storage.wrong_password")
    signed_in.office.close()


def test_a_one_time_password_must_be_replaced_and_then_opens_nothing(
    door: OfficeDoor, place: str
) -> None:
    office = door.sign_in(SignIn(place, "dana", PASSWORD)).office
    once = add_member(office, NewMember(new_id(), "rita", "Rita D.", Role.RECEPTIONIST), cost=CHEAP)
    office.close()
    first = door.sign_in(SignIn(place, "rita", once))
    assert first.must_change_password
    door.change_password(first, once, "seven quiet harbors 15")
    first.office.close()
    again = door.sign_in(SignIn(place, "rita", "seven quiet harbors 15"))
    assert not again.must_change_password
    again.office.close()
    with pytest.raises(Refused):
        door.sign_in(SignIn(place, "rita", once))


def test_without_a_key_on_this_computer_the_password_is_asked_for(
    door: OfficeDoor, place: str
) -> None:
    door.sign_in(SignIn(place, "dana", PASSWORD)).office.close()
    assert door.unlocked_user(place) == ""
    with pytest.raises(Refused) as refused:
        door.sign_in(SignIn(place, "dana", None))
    assert refused.value.has("sign_in.type_password")
