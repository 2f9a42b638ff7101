"""The first morning after an office was moved to a server: a code is needed, once."""

from tests.acceptance.sample import codes
from tests.acceptance.stage import Stage
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_program import Program

WHO = "ben"


def play(stage: Stage) -> None:
    """Refused without the code, let in with it, and the next time by the password alone."""
    office = stage.sample_office()
    password = next(user["password"] for user in office["users"] if user["name"] == WHO)
    program = stage.open(office["office"])
    door = filled_in(program, password)
    door.find("Sign in", "button").click()
    door.shows("one-time code", seconds=30)
    stage.picture("refused")

    door.find("I was given a one-time code", "check").tick()
    door.find("Password", "field").type(password)
    door.find("One-time code", "field").type("seven brown kettles")
    door.find("Sign in", "button").click()
    door.shows("is wrong", seconds=30)
    door.find("Password", "field").type(password)
    door.find("One-time code", "field").type(codes()[WHO])
    stage.picture("code")
    keys("Return")
    window = program.window("— Caseroom", seconds=30)
    window.shows("Ben Castellano, caseworker")
    window.find("Sign out", "button").click()

    door = filled_in(program, password)
    assert not door.find("I was given a one-time code", "check").is_("checked")
    door.find("Sign in", "button").click()
    program.window("— Caseroom", seconds=30).shows("Ben Castellano, caseworker")


def filled_in(program: Program, password: str) -> Node:
    """The sign-in window with name and password."""
    door = program.window("sign in", seconds=30)
    door.find("User name", "field").type(WHO)
    door.find("Password", "field").type(password)
    return door
