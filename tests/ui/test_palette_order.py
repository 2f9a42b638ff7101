"""What Ctrl+K offers first."""

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from ui.dialogs.palette import Command, Found, Palette

NADIA = Found("client", UUID(int=1), "Nadia Medina", near=True)
NOTEL = Found("client", UUID(int=2), "Ines Notel")


def offered(qtbot: QtBot, text: str, *found: Found) -> list[str]:
    titles = ("New note", "Calendar", "Sign out")
    commands = [Command(title, lambda: None) for title in titles]
    palette = Palette(commands, lambda text, then: then(found))
    qtbot.addWidget(palette)
    palette.field.setText(text)
    palette.field.search_now()
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("text", "found", "titles"),
    [
        ("note", (NOTEL,), ["Ines Notel", "New note"]),
        ("note", (NADIA,), ["New note", "Nadia Medina"]),
        ("note", (NOTEL, NADIA), ["Ines Notel", "New note", "Nadia Medina"]),
        ("nots", (NADIA,), ["Nadia Medina", "New note"]),
    ],
    ids=[
        "a record of that name",
        "a command before who only sounds so",
        "all three",
        "a command that is only spelled alike last",
    ],
)
def test_what_is_surely_meant_stands_first(
    qtbot: QtBot, text: str, found: tuple[Found, ...], titles: list[str]
) -> None:
    assert offered(qtbot, text, *found) == titles


def test_a_word_that_only_ends_like_a_command_does_not_find_it(qtbot: QtBot) -> None:
    """Whoever looks for "assign" and presses Enter is not signed out by it."""
    assert offered(qtbot, "assign") == []


def test_a_slip_inside_a_command_still_finds_it(qtbot: QtBot) -> None:
    assert offered(qtbot, "sing out") == ["Sign out"]
