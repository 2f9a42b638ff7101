"""Every text that a person reads comes from `db.texts`, and Spanish says all of it."""

import ast
from enum import StrEnum
from pathlib import Path

import pytest

from db.rules import codes
from db.texts.labels import LABELS
from db.texts.sentences import FIELDS, known_sentences
from development.environment import ROOT
from development.texts import LANGUAGES, catalog_of, missing, unlike, unused
from development.words import Words, all_words, sources
from tests.structure.literals import untranslated


@pytest.fixture(scope="module")
def words() -> Words:
    return all_words()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(words: Words, language: str) -> None:
    lacking = missing(catalog_of(language), words)
    listed = "\n".join(f"{message!r}  ({places[0]})" for message, places in lacking.items())
    assert not lacking, f"{len(lacking)} texts without {language}:\n{listed}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_the_same_things(language: str) -> None:
    assert not unlike(catalog_of(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_quoted_stands_in_the_same_marks_everywhere(language: str) -> None:
    said = "".join(str(message.string) for message in catalog_of(language))
    assert not {"«", "»"} & set(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_is_never_said(words: Words, language: str) -> None:
    assert not unused(catalog_of(language), words)


def test_each_file_of_findings_is_named_where_they_are_put_together() -> None:
    files = (ROOT / "db" / "texts").glob("findings_*.py")
    assert sorted(FIELDS) == sorted(file.stem.removeprefix("findings_") for file in files)


def test_words_are_given_literally_so_that_they_can_be_found(words: Words) -> None:
    assert not words.not_literal


def test_nothing_is_put_into_words_before_the_language_is_chosen(words: Words) -> None:
    assert not words.at_import


def test_words_that_stand_beside_the_tables_are_found_too(words: Words) -> None:
    assert "about {date}" in words.messages


def test_every_finding_has_a_sentence() -> None:
    used = {}
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"hard", "soft", "information"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                used[node.args[0].value] = f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"
    assert len(used) > 50
    assert not {code: place for code, place in used.items() if code not in known_sentences()}


def test_every_code_has_a_label() -> None:
    kinds = [
        kind
        for kind in vars(codes).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    ]
    assert len(kinds) > 5
    unnamed = [
        f"{kind.__name__}.{code.name}"
        for kind in kinds
        for code in kind
        if (kind, code.value) not in LABELS
    ]
    assert not unnamed


@pytest.mark.parametrize("package", ["ui", "printing", "desktop/cli"])
def test_no_words_for_people_stand_outside_the_catalogue(package: str) -> None:
    found = [
        f"{file.relative_to(ROOT).as_posix()}:{line}: {literal!r}"
        for file in sorted((ROOT / package).rglob("*.py"))
        if file.relative_to(ROOT).parts[1] != "theme"
        for line, literal in untranslated(file)
    ]
    assert not found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("label.setText('Saved')", ["Saved"]),
        ("label.setText(f'{n} clients')", [" clients"]),
        ("from PySide6.QtWidgets import QLabel\nQLabel('Name')", ["Name"]),
        ("from ui.widgets.buttons import Button\nButton('Save', icon='save')", ["Save"]),
        ("WORDS = {'a': 'Nothing was found'}", ["Nothing was found"]),
        ("label.setText(t('Saved'))", []),
        ("label.setObjectName('client_name')", []),
        ("def f():\n    '''What it does for people.'''\n", []),
        ("raise ValueError('no such page here')", []),
        ("log.warning('a page failed')", []),
        ("field.setText('Ctrl+K')", []),
        ("number_format = 'yyyy-mm-dd hh:mm'", []),
    ],
)
def test_words_in_code_are_told_from_names(tmp_path: Path, source: str, found: list[str]) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, encoding="utf-8")
    assert [literal for _, literal in untranslated(file)] == found
