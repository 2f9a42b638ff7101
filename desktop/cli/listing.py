"""`caseroom list`: the names that report, export and import take."""

import argparse

from db.rules.importing.fields import FIELDS, ImportKind
from db.texts import t
from db.texts.import_columns import column_title
from desktop.cli.importing import EVENTS
from desktop.cli.output import Output


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print the names with their titles."""
    names = _imports() if arguments.what == "imports" else _documents(arguments.what)
    width = max(len(name) for name, _ in names)
    output.result(
        {arguments.what: [{"name": name, "title": title} for name, title in names]},
        *(f"{name:<{width}}  {title}" for name, title in names),
    )
    return 0


def _imports() -> list[tuple[str, str]]:
    titles = {kind: ", ".join(column_title(field) for field in FIELDS[kind]) for kind in ImportKind}
    tables = [(kind.value, t("columns: {columns}", columns=titles[kind])) for kind in ImportKind]
    return [*tables, (EVENTS, t("a calendar file (.ics) of a worker or a client"))]


def _documents(what: str) -> list[tuple[str, str]]:
    from printing.catalog import exports, reports

    entries = reports() if what == "reports" else exports()
    return [(entry.key, entry.title) for entry in entries]
