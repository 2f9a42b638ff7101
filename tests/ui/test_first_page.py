"""Where the day begins."""

import pytest

from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from ui.pages.registry import SECTIONS, first_for, section_keys


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.RECEPTIONIST, "reception"),
        (Role.CASEWORKER, "today"),
        (Role.SUPERVISOR, "today"),
        (Role.ADMINISTRATOR, "today"),
        (Role.AUDITOR, "today"),
    ],
)
def test_the_front_desk_begins_with_the_board_and_everybody_else_with_today(
    role: Role, first: str
) -> None:
    begins = first_for(CurrentUser(new_id(), "rita", "Rita", role))
    assert begins is not None and begins.key == first


def test_where_there_is_no_board_the_front_desk_begins_with_what_there_is() -> None:
    rita = CurrentUser(new_id(), "rita", "Rita", Role.RECEPTIONIST)
    begins = first_for(rita, [one for one in SECTIONS if one.key != "reception"])
    assert begins is not None and begins.key == "today"


def test_the_tenth_section_has_a_key_too_and_no_key_leads_to_two() -> None:
    keys = [section_keys(number) for number in range(1, 12)]
    assert keys[:10] == [*(f"Ctrl+{number}" for number in range(1, 10)), "Ctrl+0"]
    assert keys[10] == ""
    dana = CurrentUser(new_id(), "dana", "Dana", Role.ADMINISTRATOR)
    assert len([one for one in SECTIONS if one.visible_to(dana)]) == 10
