"""Who belongs to an office: accounts, passwords, roles, and what a file put back is worth."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.office import Fact
from db.models.staff import Staff
from db.office import members, open_office, signing
from db.office.keeping import check
from db.office.trust import anchor_of, remember
from db.office.unlocking import check_password
from db.queries.audit_log.last_saved import last_save
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.storage.keys.key_file import read_key_file, write_key_file
from db.storage.manifest import read_manifest
from db.storage.shelf import FolderShelf
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, People, new_desk


def refused(call: object, *args: object, **kwargs: object) -> set[str]:
    """The codes of the refusal that the call must end in."""
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in caught.value.findings}


def roles(reading: Reading) -> dict[str, Role]:
    return {staff.user_name: staff.role for staff in reading.session.scalars(select(Staff))}


def facts(reading: Reading) -> list[str]:
    return sorted(reading.session.scalars(select(Fact.key)))


def test_a_new_office_opens_with_its_administrators_password_alone(desk: People) -> None:
    office = desk.sit("  Ana ")
    assert office.user.role is Role.ADMINISTRATOR
    assert not office.must_change_password
    assert refused(desk.sit, "ana", OWN) == {"sign_in.wrong"}
    assert refused(desk.sit, "nobody") == {"sign_in.wrong"}
    assert refused(desk.sit, "recovery", desk.recovery_code) == {"sign_in.wrong"}


def test_one_who_is_hired_must_choose_a_password_and_makes_new_keys_with_it(desk: People) -> None:
    ben_id, given = desk.hire("ben")
    handed_over = read_key_file(desk.shelf, "ben")
    office = desk.sit("ben", given)
    assert office.must_change_password
    members.change_password(office, given, OWN, cost=CHEAP)
    own = read_key_file(desk.shelf, "ben")
    assert own.user_id == ben_id
    assert own.epoch == handed_over.epoch + 1
    assert own.public != handed_over.public
    assert office.identity.public == own.public
    assert not office.must_change_password
    assert refused(desk.sit, "ben", given) == {"sign_in.wrong"}
    again = desk.sit("ben", OWN)
    assert not again.must_change_password
    again.write(_note_something)
    assert list(check(desk.ana)) == []


def _note_something(work: object) -> None:
    work.record("thing.done", "thing", None)  # type: ignore[attr-defined]


def test_the_key_file_that_was_handed_over_is_refused_when_it_is_put_back(desk: People) -> None:
    _, given = desk.hire("ben")
    kept = desk.shelf.read("ben.json")
    office = desk.sit("ben", given)
    members.change_password(office, given, OWN, cost=CHEAP)
    desk.shelf.write("ben.json", kept)
    desk.give_login("ben", given)
    assert refused(desk.sit, "ben", given) == {"storage.key_file_changed"}
    found = {finding.code for finding in check(desk.ana)}
    assert found == {"check.key_file"}


def test_whoever_handed_the_keys_over_cannot_make_others_once_they_were_replaced(
    desk: People,
) -> None:
    _, given = desk.hire("ben")
    handed_over = read_key_file(desk.shelf, "ben")
    office = desk.sit("ben", given)
    members.change_password(office, given, OWN, cost=CHEAP)
    identity, _ = handed_over.open(given)
    forged, _ = handed_over.with_own_keys(identity, "known to another one 5", CHEAP)
    desk.shelf.write("ben.json", forged.to_json())
    desk.give_login("ben", "known to another one 5")
    assert refused(desk.sit, "ben", "known to another one 5") == {"storage.key_file_changed"}


def test_the_next_signed_list_takes_the_own_keys_over(desk: People) -> None:
    desk.hire_and_settle("ben")
    assert any(fact.startswith("own_keys.") for fact in desk.ana.read(facts))
    desk.hire("mei")
    listed = read_manifest(desk.shelf).member("ben")
    assert listed.keys == read_key_file(desk.shelf, "ben").public
    assert not listed.must_change_password
    assert not any(fact.startswith("own_keys.") for fact in desk.ana.read(facts))
    assert not desk.sit("ben", OWN).must_change_password


def test_own_keys_whose_record_was_lost_are_remembered_at_the_next_sign_in(desk: People) -> None:
    desk.hire_and_settle("ben")
    desk.tamper("DELETE FROM fact WHERE key LIKE 'own_keys.%'")
    desk.sit("ben", OWN)
    assert any(fact.startswith("own_keys.") for fact in desk.ana.read(facts))


def test_a_second_administrator_signs_with_keys_of_her_own_before_the_list_has_them(
    desk: People,
) -> None:
    eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    members.change_role(eva, desk.ana.user.id, Role.SUPERVISOR)
    assert eva.read(roles)["ana"] is Role.SUPERVISOR
    assert desk.sit("ana").user.role is Role.SUPERVISOR
    assert refused(desk.hire, "mei") == {"permission.denied"}


def test_a_password_is_changed_and_the_old_one_opens_nothing(desk: People) -> None:
    before = read_key_file(desk.shelf, "ana")
    members.change_password(desk.ana, PASSWORD, OWN, cost=CHEAP)
    assert read_key_file(desk.shelf, "ana").public == before.public
    assert refused(desk.sit, "ana", PASSWORD) == {"sign_in.wrong"}
    assert desk.sit("ana", OWN).user == desk.ana.user
    check_password(desk.ana, OWN)
    assert refused(check_password, desk.ana, PASSWORD) == {"storage.wrong_password"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (OWN, "lantern orchard velvet 47", "storage.wrong_password"),
        (PASSWORD, "too short", "password.too_short"),
        (PASSWORD, PASSWORD, "password.same"),
        (PASSWORD, "harborhouseharborhouse", "password.names"),
    ],
)
def test_a_bad_new_password_changes_nothing(desk: People, old: str, new: str, code: str) -> None:
    before = desk.shelf.read("ana.json")
    assert code in refused(members.change_password, desk.ana, old, new, cost=CHEAP)
    assert desk.shelf.read("ana.json") == before


def test_a_password_counts_in_whichever_way_its_accents_are_typed(desk: People) -> None:
    members.change_password(desk.ana, PASSWORD, "café résumé naïve 44", cost=CHEAP)
    assert desk.sit("ana", "café résumé naïve 44")


def test_a_reset_gives_new_keys_and_voids_the_password_and_whoever_is_signed_in(
    desk: People,
) -> None:
    ben = desk.hire_and_settle("ben")
    given = members.reset_password(desk.ana, ben.user.id, cost=CHEAP)
    assert refused(desk.sit, "ben", OWN) == {"sign_in.wrong"}
    assert refused(check_password, ben, given) == {"sign_in.wrong"}
    again = desk.sit("ben", given)
    assert again.must_change_password
    members.change_password(again, given, "lantern orchard velvet 47", cost=CHEAP)
    assert desk.sit("ben", "lantern orchard velvet 47")
    assert list(check(desk.ana)) == []


def test_keys_from_before_a_reset_are_refused_when_they_are_put_back(desk: People) -> None:
    ben = desk.hire_and_settle("ben")
    kept = desk.shelf.read("ben.json")
    members.reset_password(desk.ana, ben.user.id, cost=CHEAP)
    desk.shelf.write("ben.json", kept)
    desk.give_login("ben", OWN)
    assert refused(desk.sit, "ben", OWN) == {"storage.key_file_changed"}


def test_a_role_is_changed_in_the_signed_list_and_in_the_records(desk: People) -> None:
    ben = desk.hire_and_settle("ben")
    members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    assert desk.ana.read(roles)["ben"] is Role.SUPERVISOR
    assert desk.sit("ben", OWN).user.role is Role.SUPERVISOR


def test_a_role_that_was_edited_in_the_records_gives_nothing_and_is_found(desk: People) -> None:
    desk.hire_and_settle("ben")
    desk.tamper("UPDATE staff SET role = 'administrator' WHERE user_name = 'ben'")
    assert desk.sit("ben", OWN).user.role is Role.CASEWORKER
    assert "check.role" in {finding.code for finding in check(desk.ana)}


def test_one_who_left_gets_in_no_more_also_with_the_key_file_kept(desk: People) -> None:
    ben = desk.hire_and_settle("ben")
    kept = desk.shelf.read("ben.json")
    members.deactivate(desk.ana, ben.user.id)
    assert "ben.json" not in desk.shelf.names()
    assert refused(desk.sit, "ben", OWN) == {"sign_in.wrong"}
    desk.shelf.write("ben.json", kept)
    assert refused(desk.sit, "ben", OWN) == {"sign_in.wrong"}
    assert refused(members.reset_password, desk.ana, ben.user.id) == {"record.gone"}


def test_nobody_but_an_administrator_changes_members(desk: People) -> None:
    ben = desk.hire_and_settle("ben")
    mei, _ = desk.hire("mei")
    form = members.NewMember(new_id(), "tom", "Tom", Role.ADMINISTRATOR)
    denied = {"permission.denied"}
    assert refused(members.add_member, ben, form, cost=CHEAP) == denied
    assert refused(members.reset_password, ben, mei, cost=CHEAP) == denied
    assert refused(members.change_role, ben, mei, Role.AUDITOR) == denied
    assert refused(members.deactivate, ben, mei) == denied
    assert refused(members.renew_recovery_code, ben, cost=CHEAP) == denied


def test_a_list_that_was_read_before_a_newer_one_was_signed_takes_nothing_back(
    desk: People,
) -> None:
    """Somebody signs in while an administrator adds somebody: the records know the newer list."""
    before, member = desk.ana.manifest, desk.ana.manifest.members[0]
    key_file = read_key_file(desk.shelf, "ana")
    desk.hire("ben")
    anchor = desk.ana.read(lambda reading: anchor_of(reading.session))
    assert anchor.counter == before.counter + 1
    desk.ana.write(lambda work: remember(work.session, before, member, key_file))
    assert desk.ana.read(lambda reading: anchor_of(reading.session)) == anchor


def test_nobody_resets_demotes_or_removes_themselves(desk: People) -> None:
    own = desk.ana.user.id
    for call, args in (
        (members.reset_password, ()),
        (members.change_role, (Role.AUDITOR,)),
        (members.deactivate, ()),
    ):
        assert refused(call, desk.ana, own, *args) == {"staff.not_yourself"}


def test_a_user_name_is_given_once_and_never_again(desk: People) -> None:
    ben_id, _ = desk.hire("ben")
    assert refused(desk.hire, "Ben") == {"staff.user_name_taken"}
    members.deactivate(desk.ana, ben_id)
    assert refused(desk.hire, "ben") == {"staff.user_name_taken"}
    for odd in ("recovery", "a/b", "..", "con", "x", "manifest"):
        assert refused(desk.hire, odd) == {"storage.user_name"}


def test_two_administrators_who_change_at_once_are_told_and_nothing_is_lost(desk: People) -> None:
    eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    ben = desk.hire_and_settle("ben")
    stale = desk.ana.manifest
    members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    eva.manifest = stale  # as if she had read the list before, and signs now
    with pytest.raises(Stale):
        signing.sign_change(eva, signing.active_member(eva, ben.user.id), lambda work: None)
    assert desk.sit("ben", OWN).user.role is Role.SUPERVISOR


def test_a_role_is_not_given_over_one_that_another_administrator_gave_meanwhile(
    desk: People,
) -> None:
    eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    ben = desk.hire_and_settle("ben").user
    members.change_role(desk.ana, ben.id, Role.RECEPTIONIST, Role.CASEWORKER)
    with pytest.raises(Stale) as refused:
        members.change_role(eva, ben.id, Role.SUPERVISOR, Role.CASEWORKER)
    save = eva.read(last_save, ben.id, refused.value.action)
    assert save is not None
    assert save.who == desk.ana.user.display_name
    assert desk.sit("ben", OWN).user.role is Role.RECEPTIONIST


def test_a_change_that_fails_leaves_files_and_records_as_they_were(
    desk: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = desk.hire_and_settle("ben")
    before = desk.key_files()

    def fail(*_: object) -> None:
        raise OSError("the network is gone")

    monkeypatch.setattr(members, "_staff", fail)
    with pytest.raises(OSError, match="network"):
        members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    assert desk.key_files() == before
    assert desk.sit("ben", OWN).user.role is Role.CASEWORKER


def test_a_commit_that_was_kept_but_never_answered_counts_as_done(
    desk: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = desk.hire_and_settle("ben")
    write = desk.ana.write

    def write_and_fail(*args: object, **kwargs: object) -> object:
        write(*args, **kwargs)  # type: ignore[arg-type]
        raise Refused()

    monkeypatch.setattr(desk.ana, "write", write_and_fail)
    members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    monkeypatch.undo()
    assert desk.sit("ben", OWN).user.role is Role.SUPERVISOR
    assert list(check(desk.ana)) == []


@pytest.mark.only_in_folder("on a server the list is kept with the records")
def test_a_computer_that_stops_before_the_commit_leaves_a_list_one_step_ahead(
    desk: Desk, tmp_path: Path
) -> None:
    """The folder as it is when the new list is written, and the records are not yet."""
    ben = desk.hire_and_settle("ben")
    desk.ana.engines.dispose()
    stopped = tmp_path / "as it stopped"
    shutil.copytree(desk.folder, stopped)
    members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    shutil.copy(desk.keys / "manifest.json", stopped / "keys" / "manifest.json")
    office = open_office(stopped, "ben", OWN, device="x", cost=CHEAP)
    assert office.user.role is Role.SUPERVISOR
    office.close()
    ahead = read_manifest(FolderShelf(stopped / "keys"))
    shutil.copy(stopped / "keys" / "manifest.json", tmp_path / "kept.json")
    ana = open_office(stopped, "ana", PASSWORD, device="y", cost=CHEAP)
    members.change_role(ana, ben.user.id, Role.AUDITOR)
    assert read_manifest(FolderShelf(stopped / "keys")).counter == ahead.counter + 1
    shutil.copy(tmp_path / "kept.json", stopped / "keys" / "manifest.json")
    assert refused(open_office, stopped, "ana", PASSWORD, device="z") == {"storage.manifest_old"}
    ana.close()


def test_a_list_that_was_rolled_back_is_refused_by_everybody(desk: People) -> None:
    kept = desk.shelf.read("manifest.json")
    desk.hire_and_settle("ben")
    desk.shelf.write("manifest.json", kept)
    assert refused(desk.sit) == {"storage.manifest_old"}
    assert refused(desk.hire, "mei") == {"storage.manifest_old"}
    assert "storage.manifest_old" in {finding.code for finding in check(desk.ana)}


def test_a_list_that_was_edited_by_hand_is_refused(desk: People) -> None:
    desk.hire("ben")
    content = json.loads(desk.shelf.read("manifest.json"))
    content["payload"] = content["payload"].replace('"caseworker"', '"administrator"')
    desk.shelf.write("manifest.json", json.dumps(content).encode())
    assert refused(desk.sit) == {"storage.manifest_changed"}


def test_a_list_signed_by_one_who_is_no_administrator_is_refused(desk: People) -> None:
    ben = desk.hire_and_settle("ben")
    manifest = read_manifest(desk.shelf)
    mine = manifest.member("ben")
    promoted = replace(
        mine, role=Role.ADMINISTRATOR, keys=ben.identity.public, epoch=mine.epoch + 1
    )
    forged = manifest.next(manifest.with_member(promoted), ben.user.id, ben.identity)
    desk.shelf.write("manifest.json", forged.to_json())
    assert refused(desk.sit, "ben", OWN) == {"storage.manifest_changed"}
    assert refused(desk.sit) == {"storage.manifest_changed"}


def test_the_list_of_another_office_is_refused(desk: People, tmp_path: Path) -> None:
    other = new_desk(tmp_path / "Other")
    for name in ("manifest.json", "ana.json"):
        desk.shelf.write(name, other.shelf.read(name))
    other.close()
    with pytest.raises(Refused):
        desk.sit()


def test_a_weakly_kept_password_is_kept_better_at_the_next_sign_in(desk: People) -> None:
    strong = read_key_file(desk.shelf, "ana")
    weak = strong.with_password(desk.ana.identity, PASSWORD, replace(CHEAP, memory=32))
    write_key_file(desk.shelf, weak)
    assert desk.sit()
    assert read_key_file(desk.shelf, "ana").private.cost == strong.private.cost
    write_key_file(desk.shelf, strong)
    assert desk.sit()
    assert desk.shelf.read("ana.json") == strong.to_json()
