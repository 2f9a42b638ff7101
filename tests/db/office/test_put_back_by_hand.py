"""Key files that whoever can write to the place of an office puts back, or edits in their place."""

import json

import pytest

from db.office import members
from db.office.keeping import check
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, People
from tests.db.office.test_edited_by_hand import edits, refusal


def test_the_recovery_codes_file_is_held_to_the_same(desk: People) -> None:
    whole = json.loads(desk.shelf.read("recovery.json"))
    for way, to, edited in edits(whole, 1 if isinstance(desk, Desk) else 7):
        desk.shelf.write("recovery.json", json.dumps(edited).encode())
        with pytest.raises(Refused) as caught:
            desk.recover(OWN)
        codes = {finding.code for finding in caught.value.findings}
        assert codes <= {"storage.key_file_changed", "storage.newer", "recovery.wrong"}, (way, to)
    desk.shelf.write("recovery.json", b"{}")
    assert "check.key_file" in {finding.code for finding in check(desk.ana)}


def test_files_put_back_from_before_a_change_of_members_are_refused(desk: People) -> None:
    """Also all of them together: the records know which list counts."""
    ben = desk.hire_and_settle("ben")
    members.change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    kept = desk.key_files()
    for change in (
        lambda: members.change_role(desk.ana, ben.user.id, Role.CASEWORKER),
        lambda: members.reset_password(desk.ana, ben.user.id, cost=CHEAP),
        lambda: members.deactivate(desk.ana, ben.user.id),
    ):
        change()
        now = desk.key_files()
        for name, content in kept.items():
            desk.shelf.write(name, content)
        desk.give_login("ben", OWN)
        shut_out = set() if "ben.json" in now else {"storage.server_forbids"}
        found = refusal(desk, "ben", OWN)
        assert found and found <= {"storage.manifest_old"} | shut_out
        assert refusal(desk, "ana", PASSWORD) == {"storage.manifest_old"}
        for name in kept:
            desk.shelf.remove(name)
        for name, content in now.items():
            desk.shelf.write(name, content)
