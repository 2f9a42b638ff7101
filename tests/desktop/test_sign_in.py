"""The way into an office: what the sign-in window and the wizard get from the program."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import desktop.sign_in
from db.office import NewMember, Office, open_office
from db.office.members import add_member, reset_password
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from db.texts import explain
from desktop import quick_unlock
from desktop.credentials import Credentials
from desktop.office_info import office_info
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from development.environment import ROOT
from ui.door import NewOfficeForm, Recovery, SignedIn, SignIn

PASSWORD = "copper meadow harbor 19"
CHEAP = Argon2(memory=64, time=1, lanes=1)
OWN = "granite willow teapot 82"


class PretendKeyring:
    """A keyring that keeps everything, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture(autouse=True)
def _settings_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> PretendKeyring:
    made = PretendKeyring()
    monkeypatch.setattr(Credentials, "_backend", lambda _: made)
    return made


@pytest.fixture
def door(tmp_path: Path) -> OfficeDoor:
    return OfficeDoor(Settings(tmp_path / "settings.json"), CHEAP)


@pytest.fixture
def form(tmp_path: Path) -> NewOfficeForm:
    folder = str(tmp_path / "Harbor House")
    return NewOfficeForm(folder, "Harbor House", "America/New_York", "Ana Ruiz", "ana", PASSWORD)


@pytest.fixture
def opened(door: OfficeDoor, form: NewOfficeForm) -> Iterator[SignedIn]:
    door.create(form)
    signed_in = door.sign_in(SignIn(form.folder, "ana", PASSWORD))
    yield signed_in
    signed_in.office.close()


def test_a_new_office_is_known_here_and_its_administrator_gets_in(
    door: OfficeDoor, form: NewOfficeForm
) -> None:
    code = door.create(form)
    assert len(code.split("-")) == 9
    (known,) = door.known()
    assert (known.name, known.where, known.user_name) == ("Harbor House", "on this computer", "ana")
    signed_in = door.sign_in(SignIn(known.place, "ana", PASSWORD))
    assert signed_in.office.user.role is Role.ADMINISTRATOR
    assert not signed_in.must_change_password
    info = office_info(signed_in.office)
    assert (info.name, info.place, info.last_backup) == ("Harbor House", "on this computer", None)
    door.leave(signed_in)


def test_a_wrong_user_and_a_wrong_password_are_refused_alike(
    door: OfficeDoor, form: NewOfficeForm
) -> None:
    door.create(form)
    for user, password in (("ana", OWN), ("nobody", PASSWORD), ("../ana", PASSWORD), ("ana", "")):
        with pytest.raises(Refused) as refused:
            door.sign_in(SignIn(form.folder, user, password))
        assert explain(refused.value) == "The user name or the password is wrong."


def test_a_refusal_stands_beside_the_wizards_own_fields(
    door: OfficeDoor, form: NewOfficeForm
) -> None:
    with pytest.raises(Refused) as refused:
        door.create(replace(form, user_name="?", display_name=" "))
    assert {finding.field for finding in refused.value.findings} == {"user_name", "display_name"}


def test_a_folder_without_an_office_is_refused_and_not_remembered(
    door: OfficeDoor, tmp_path: Path
) -> None:
    for place in (str(tmp_path), str(tmp_path / "no such"), "postgresql://server"):
        with pytest.raises(Refused):
            door.examine(place)
    assert door.known() == []


def test_an_office_of_another_computer_is_found_by_its_folder_and_can_be_forgotten(
    door: OfficeDoor, form: NewOfficeForm, tmp_path: Path
) -> None:
    door.create(form)
    elsewhere = OfficeDoor(Settings(tmp_path / "elsewhere.json"))
    found = elsewhere.examine(form.folder)
    assert (found.name, found.user_name) == ("Harbor House", "")
    assert [office.place for office in elsewhere.known()] == [form.folder]
    elsewhere.forget(form.folder)
    assert elsewhere.known() == []


def test_after_a_lock_the_password_is_asked_again(door: OfficeDoor, opened: SignedIn) -> None:
    door.unlock(opened, PASSWORD)
    with pytest.raises(Refused) as refused:
        door.unlock(opened, OWN)
    assert explain(refused.value) == "The password is wrong."


def test_a_changed_password_counts_at_once(door: OfficeDoor, opened: SignedIn) -> None:
    door.change_password(opened, PASSWORD, OWN)
    door.unlock(opened, OWN)
    with pytest.raises(Refused):
        door.unlock(opened, PASSWORD)


def test_a_new_password_is_judged_while_it_is_typed(door: OfficeDoor) -> None:
    (short,) = door.password_findings("short", "ana")
    assert short.code == "password.too_short"
    assert door.password_findings(OWN, "ana") == []


def with_ben(office: Office) -> str:
    """Give Ben an account; returns his one-time password."""
    return add_member(
        office, NewMember(new_id(), "ben", "Ben Castellano", Role.CASEWORKER), cost=CHEAP
    )


def test_a_one_time_password_must_be_changed_and_what_was_asked_is_kept_then(
    door: OfficeDoor, opened: SignedIn, keyring: PretendKeyring
) -> None:
    given = with_ben(opened.office)
    place = str(opened.office.folder.path)
    his = door.sign_in(SignIn(place, "ben", given, stay_unlocked=True))
    assert his.must_change_password
    assert door.unlocked_user(place) == ""
    door.change_password(his, given, OWN)
    door.leave(his)
    assert door.unlocked_user(place) == "ben"
    again = door.sign_in(SignIn(place, "ben", None))
    assert not again.must_change_password
    door.leave(again)


def test_staying_unlocked_opens_without_a_password_until_somebody_does_not_want_it(
    door: OfficeDoor, opened: SignedIn, keyring: PretendKeyring
) -> None:
    place = str(opened.office.folder.path)
    assert door.can_stay_unlocked()
    door.leave(door.sign_in(SignIn(place, "ana", PASSWORD, stay_unlocked=True)))
    assert door.unlocked_user(place) == "ana"
    quick = door.sign_in(SignIn(place, "ana", None))
    assert quick.office.user.user_name == "ana"
    door.leave(quick)
    door.leave(door.sign_in(SignIn(place, "ana", PASSWORD)))
    assert door.unlocked_user(place) == ""
    with pytest.raises(Refused) as refused:
        door.sign_in(SignIn(place, "ana", None))
    assert "password" in explain(refused.value)


def test_staying_unlocked_ends_when_the_password_is_reset(
    door: OfficeDoor, opened: SignedIn, keyring: PretendKeyring
) -> None:
    place = str(opened.office.folder.path)
    given = with_ben(opened.office)
    his = door.sign_in(SignIn(place, "ben", given, stay_unlocked=True))
    door.change_password(his, given, OWN)
    reset_password(opened.office, his.office.user.id, cost=CHEAP)
    door.leave(his)
    with pytest.raises(Refused):
        door.sign_in(SignIn(place, "ben", None))
    assert door.unlocked_user(place) == ""


def test_without_a_keyring_one_gets_in_and_is_asked_again_next_time(
    door: OfficeDoor, opened: SignedIn
) -> None:
    assert not door.can_stay_unlocked()
    place = str(opened.office.folder.path)
    door.leave(door.sign_in(SignIn(place, "ana", PASSWORD, stay_unlocked=True)))
    assert door.unlocked_user(place) == ""


def test_the_recovery_code_opens_the_office_for_an_administrator(
    door: OfficeDoor, form: NewOfficeForm
) -> None:
    code = door.create(form)
    with pytest.raises(Refused) as refused:
        door.recover(Recovery(form.folder, "ana", code[:-1], OWN))
    assert [finding.field for finding in refused.value.findings] == ["code"]
    opened = door.recover(Recovery(form.folder, "ana", code.lower(), OWN))
    assert opened.office.user.user_name == "ana"
    door.leave(opened)
    door.leave(door.sign_in(SignIn(form.folder, "ana", OWN)))
    assert code not in repr(Recovery(form.folder, "ana", code, OWN))


def test_a_sample_office_is_made_and_its_people_can_sign_in(
    door: OfficeDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop.sign_in, "SAMPLE_CLIENTS", 3)
    steps: list[tuple[int, int]] = []
    place = str(tmp_path / "sample")
    users = door.make_sample(place, lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1]
    assert {user.role for user in users} >= {"Administrator", "Caseworker", "Receptionist"}
    for user in users[:2]:
        door.leave(door.sign_in(SignIn(place, user.user_name, user.password)))


def test_a_sample_that_is_given_up_leaves_nothing(
    door: OfficeDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop.sign_in, "SAMPLE_CLIENTS", 3)

    def give_up(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        door.make_sample(str(tmp_path / "sample"), give_up)
    assert not (tmp_path / "sample").exists()
    assert door.known() == []


def test_the_office_list_shows_when_the_last_backup_was_made(opened: SignedIn) -> None:
    from db.office.keeping import back_up

    back_up(opened.office)
    made = office_info(opened.office).last_backup
    assert made is not None
    assert made.tzinfo is not None


def test_a_device_key_of_another_computer_opens_nothing(
    door: OfficeDoor, opened: SignedIn, keyring: PretendKeyring
) -> None:
    place = str(opened.office.folder.path)
    door.leave(door.sign_in(SignIn(place, "ana", PASSWORD, stay_unlocked=True)))
    for name in list(keyring.kept):
        keyring.kept[name] = "00" * 32
    assert quick_unlock.unlocked_here(Path(place), "ana") is None
    office = open_office(Path(place), "ana", PASSWORD, device="x", cost=CHEAP)
    office.close()


def test_an_office_is_looked_at_while_the_rest_of_the_program_is_still_being_imported(
    opened: SignedIn, form: NewOfficeForm, tmp_path: Path
) -> None:
    code = """
import sys, threading
from pathlib import Path
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor

door = OfficeDoor(Settings(Path(sys.argv[1])))
failed = []


def run(what, *given):
    try:
        what(*given)
    except BaseException as error:
        failed.append(repr(error))


asked = [(door.warm,), (door.examine, sys.argv[2]), (door.unlocked_user, sys.argv[2])]
threads = [threading.Thread(target=run, args=words) for words in asked]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit("\\n".join(failed) or 0)
"""
    words = [sys.executable, "-c", code, str(tmp_path / "other.json"), form.folder]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
