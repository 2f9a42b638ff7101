"""Where the day begins."""

import pytest

from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from ui.pages.registry import SECTIONS, first_for


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
