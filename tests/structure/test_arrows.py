"""desktop → ui → printing → db, and the arrows inside them."""

import configparser
import subprocess
import sys
from pathlib import Path

from development.environment import ROOT, bin_folder

LINTER = Path(sys.executable).parent / "lint-imports"


def _lint(config: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINTER), "--config", str(config), "--no-cache"]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_every_import_goes_to_the_right() -> None:
    done = _lint(ROOT / ".importlinter", ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_import_to_the_left_is_found(tmp_path: Path) -> None:
    for package in ("desktop", "ui", "printing", "db"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "db" / "wrong.py").write_text("import ui\n")
    ours = configparser.ConfigParser()
    ours.read(ROOT / ".importlinter")
    house = configparser.ConfigParser()
    for section in ("importlinter", "importlinter:contract:house"):
        house[section] = dict(ours[section])
    with (tmp_path / "rules.ini").open("w") as file:
        house.write(file)
    done = _lint(tmp_path / "rules.ini", tmp_path)
    assert done.returncode == 1
    assert "db.wrong -> ui" in done.stdout


def test_every_package_stands_in_the_house() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    for name, contract in (("db", "db"), ("db", "storage"), ("ui", "ui")):
        assert config[f"importlinter:contract:{contract}"]["containers"] == name
    layered = {
        word.strip("() ")
        for contract in ("db", "storage")
        for line in config[f"importlinter:contract:{contract}"]["layers"].splitlines()
        for word in line.split("|")
    }
    packages = {file.parent.name for file in (ROOT / "db").glob("*/__init__.py")}
    assert packages <= layered


def test_the_linter_is_the_environments_own() -> None:
    assert LINTER.is_file() or (bin_folder() / "lint-imports").is_file()
