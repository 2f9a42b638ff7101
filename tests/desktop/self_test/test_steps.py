"""Steps find what is wrong: an office that lies open, a keyring that is none, letters amiss."""

import sys
from pathlib import Path

import pytest

from db.texts import use
from desktop.self_test import keys, network, office, paper, tables, words
from desktop.self_test.bench import Bench
from desktop.self_test.running import Failed


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, tmp_path)


class Keyring:
    """In memory; perhaps one that never forgets, or never keeps."""

    def __init__(self, *, keeps: bool = True, forgets: bool = True) -> None:
        self.held: dict[str, str] = {}
        self.keeps, self.forgets = keeps, forgets

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get(name)

    def set_password(self, service: str, name: str, secret: str) -> None:
        if self.keeps:
            self.held[name] = secret

    def delete_password(self, service: str, name: str) -> None:
        if self.forgets:
            del self.held[name]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    import keyring as package

    made = Keyring()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(package, name, getattr(made, name))
    return made


def test_a_keyring_that_works_is_left_as_it_was(bench: Bench, keyring: Keyring) -> None:
    keyring.held["of somebody"] = "theirs"
    assert "keeps, finds and forgets" in keys.keyring(bench)
    assert keyring.held == {"of somebody": "theirs"}


def test_where_there_is_no_keyring_the_program_says_so(bench: Bench, keyring: Keyring) -> None:
    keyring.keeps = False
    assert "has no keyring" in keys.keyring(bench)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macs_have_one(
    bench: Bench, keyring: Keyring, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    keyring.keeps = False
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(Failed):
        keys.keyring(bench)


def test_a_keyring_that_keeps_what_was_forgotten_fails(bench: Bench, keyring: Keyring) -> None:
    keyring.forgets = False
    with pytest.raises(Failed, match="forget"):
        keys.keyring(bench)


def test_the_office_speaks_the_language_of_whoever_asks(bench: Bench) -> None:
    use("es")
    office.make(bench)
    office.enter(bench)
    assert bench.opened().record.language == "es"
    bench.close()


def test_an_office_that_lies_open_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: b"SQLite format 3\0" + real(file))
    with pytest.raises(Failed, match="not encrypted"):
        office.make(bench)


@pytest.mark.parametrize("step", [paper.report, tables.workbook, tables.calendar])
def test_without_an_office_there_is_nothing_to_try(bench: Bench, step: object) -> None:
    with pytest.raises(Failed, match="no scratch office"):
        step(bench)  # type: ignore[operator]


def test_a_catalogue_that_is_missing_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "use", lambda code: None)
    with pytest.raises(Failed, match="Spanish"):
        words.spanish(bench)


def test_zones_are_those_that_are_shipped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    import zoneinfo

    before = zoneinfo.TZPATH
    assert words.zones(bench)
    assert before == zoneinfo.TZPATH
    monkeypatch.setitem(sys.modules, "tzdata", None)
    with pytest.raises(ImportError):
        words.zones(bench)


def test_a_built_program_has_the_driver(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "an extra" in network.driver(bench)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(ImportError):
        network.driver(bench)
