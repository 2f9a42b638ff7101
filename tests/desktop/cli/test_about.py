"""`caseroom about`."""

import json

from desktop.cli.about import run
from desktop.cli.arguments import parse
from desktop.cli.output import Output
from desktop.version import version


def test_it_says_what_the_program_is(capsys) -> None:
    assert run(parse(["about"]), Output(as_json=False)) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Caseroom {version()}\n")
    assert "SQLCipher: 4." in said


def test_a_script_gets_names_that_do_not_change_and_the_notices_if_it_asks(capsys) -> None:
    assert run(parse(["about", "--json"]), Output(as_json=True)) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.keys() == {"version", "stands_on", "folders"}
    assert said["folders"].keys() == {"settings", "log", "copies", "program"}
    assert run(parse(["about", "--json", "--licenses"]), Output(as_json=True)) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert any(part["name"] == "SQLAlchemy" and "MIT" in part["words"] for part in parts)
