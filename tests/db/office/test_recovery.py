"""The recovery code opens an office whose administrators know no password any more."""

import pytest

from db.office import members
from db.office.keeping import check
from db.office.recovery import try_recovery_code
from db.office.rotating import rotate_data_key
from db.queries.audit_log.code_tried import recovery_code_tried
from db.rules.codes import Role
from db.rules.findings import Refused
from tests.db.office.desk import CHEAP, OWN, PASSWORD, People


def refusal(call: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in caught.value.findings}


def use(desk: People, code: str, user: str = "ana", password: str = OWN) -> None:
    desk.recover(password, user, code).close()


def test_the_code_gives_an_administrator_a_new_password(desk: People) -> None:
    office = desk.recover(OWN)
    assert office.user == desk.ana.user
    office.close()
    assert refusal(desk.sit, "ana", PASSWORD) == {"sign_in.wrong"}
    ana = desk.sit("ana", OWN)
    assert not ana.must_change_password
    members.change_password(ana, OWN, "lantern orchard velvet 47", cost=CHEAP)
    assert list(check(ana)) == []


def test_the_code_may_be_typed_in_small_letters_with_spaces_and_misread_letters(
    desk: People,
) -> None:
    typed = desk.recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    use(desk, typed)
    assert desk.sit("ana", OWN)


def test_the_code_works_where_the_administrators_own_key_file_is_lost(desk: People) -> None:
    desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    desk.shelf.remove("eva.json")
    use(desk, desk.recovery_code, "eva", "lantern orchard velvet 47")
    assert desk.sit("eva", "lantern orchard velvet 47").user.role is Role.ADMINISTRATOR


def test_a_typing_error_and_the_code_of_another_office_are_told_apart(desk: People) -> None:
    first = desk.recovery_code[0]
    typo = ("8" if first != "8" else "9") + desk.recovery_code[1:]
    assert refusal(use, desk, typo) == {"storage.recovery_code"}
    from db.storage.keys.recovery_code import new_recovery_code

    assert refusal(use, desk, new_recovery_code()) == {"recovery.wrong"}


def test_the_code_sets_nobodys_password_but_an_administrators(desk: People) -> None:
    desk.hire_and_settle("ben")
    for user in ("ben", "nobody", "recovery", "../ana"):
        assert refusal(use, desk, desk.recovery_code, user) == {"recovery.not_administrator"}
    assert refusal(use, desk, desk.recovery_code, "ana", "short") == {"password.too_short"}
    assert desk.sit("ana", PASSWORD)


def test_an_administrator_who_has_left_does_not_come_back_by_the_code(desk: People) -> None:
    eva = desk.hire_and_settle("eva", Role.ADMINISTRATOR)
    members.deactivate(desk.ana, eva.user.id)
    assert refusal(use, desk, desk.recovery_code, "eva") == {"recovery.not_administrator"}
    assert refusal(desk.sit, "eva", OWN) == {"sign_in.wrong"}


def test_a_renewed_code_voids_the_old_one(desk: People) -> None:
    new = members.renew_recovery_code(desk.ana, cost=CHEAP)
    assert new != desk.recovery_code
    assert refusal(use, desk, desk.recovery_code) == {"recovery.wrong"}
    use(desk, new)
    assert desk.sit("ana", OWN)


def test_the_old_codes_file_put_back_is_refused(desk: People) -> None:
    kept = desk.shelf.read("recovery.json")
    members.renew_recovery_code(desk.ana, cost=CHEAP)
    desk.shelf.write("recovery.json", kept)
    assert refusal(use, desk, desk.recovery_code) == {"storage.key_file_changed"}


def test_the_printed_code_is_tried_and_nothing_but_the_log_tells_of_it(desk: People) -> None:
    files = desk.key_files()
    assert desk.ana.read(recovery_code_tried) is None
    try_recovery_code(desk.ana, desk.recovery_code)
    assert desk.ana.read(recovery_code_tried) == desk.clock[0]
    assert desk.key_files() == files
    assert desk.sit()
    assert check(desk.ana) == []


def test_a_new_code_was_never_tried_and_the_old_ones_sheet_is_found_out(desk: People) -> None:
    try_recovery_code(desk.ana, desk.recovery_code)
    desk.pass_time(minutes=1)
    code = members.renew_recovery_code(desk.ana, cost=CHEAP)
    desk.pass_time(minutes=1)
    assert desk.ana.read(recovery_code_tried) is None
    assert refusal(try_recovery_code, desk.ana, desk.recovery_code) == {"recovery.wrong"}
    assert refusal(try_recovery_code, desk.ana, code[:-1]) == {"storage.recovery_code"}
    assert desk.ana.read(recovery_code_tried) is None
    try_recovery_code(desk.ana, code)
    assert desk.ana.read(recovery_code_tried) == desk.clock[0]


def test_the_code_is_tried_after_the_offices_key_was_changed(desk: People) -> None:
    rotate_data_key(desk.ana)
    try_recovery_code(desk.ana, desk.recovery_code)


def test_a_codes_file_that_was_lost_or_put_back_is_found_by_trying(desk: People) -> None:
    old = desk.shelf.read("recovery.json")
    members.renew_recovery_code(desk.ana, cost=CHEAP)
    desk.shelf.write("recovery.json", old)
    found = refusal(try_recovery_code, desk.ana, desk.recovery_code)
    assert found == {"storage.key_file_changed"}
    desk.shelf.remove("recovery.json")
    assert refusal(try_recovery_code, desk.ana, desk.recovery_code) == {"recovery.missing"}
    assert refusal(use, desk, desk.recovery_code) == {"recovery.missing"}


def test_nobody_but_an_administrator_tries_the_code(desk: People) -> None:
    sam = desk.hire_and_settle("sam", Role.SUPERVISOR)
    assert refusal(try_recovery_code, sam, desk.recovery_code) == {"permission.denied"}
