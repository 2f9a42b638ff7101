"""Which column of a table is which field."""

from collections.abc import Mapping, Sequence

from db.rules.findings import Finding, hard
from db.rules.importing.fields import FIELDS, ImportField, ImportKind
from db.rules.names import tokens

ColumnMap = Mapping[str, int]
"""Field key to column index, counted from 0."""


def recognise(kind: ImportKind, headers: Sequence[str]) -> dict[str, int]:
    """The columns whose heading is a field's title or one of its synonyms.

    Spelling counts without case, accents, punctuation and order of underscores and spaces. Exact
    titles win over synonyms, earlier synonyms over later ones, and each column is used once.
    """
    wanted = [(rank, field, name) for field in FIELDS[kind] for rank, name in _names(field)]
    spelled = [_spelling(header) for header in headers]
    found: dict[str, int] = {}
    for _, field, name in sorted(wanted, key=lambda item: item[0]):
        if field.key in found:
            continue
        for column, spelling in enumerate(spelled):
            if spelling == name and column not in found.values():
                found[field.key] = column
                break
    return found


def missing_columns(kind: ImportKind, columns: ColumnMap) -> list[Finding]:
    """What must still be mapped before anything can come in."""
    missing = [
        hard("import.column_missing", field.key, column=field.title)
        for field in FIELDS[kind]
        if field.required and field.key not in columns
    ]
    if kind is ImportKind.CLIENTS and not columns.keys() & {
        "first_name",
        "last_name",
        "full_name",
    }:
        missing.append(hard("import.column_missing", "last_name", column="Last name"))
    if kind is ImportKind.CASES and not columns.keys() & {"client", "client_name"}:
        missing.append(hard("import.column_missing", "client", column="Client number"))
    return missing


def _names(field: ImportField) -> list[tuple[int, str]]:
    return [
        (rank, _spelling(name))
        for rank, name in enumerate((field.title, field.key, *field.synonyms))
    ]


def _spelling(heading: str) -> str:
    return " ".join(tokens(heading.replace("_", " ")))
