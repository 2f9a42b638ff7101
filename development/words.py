"""Finds every text that a person reads: the literals given to `t` and `tn`, and the tables of
`db/texts`. Also finds calls whose words could not be found this way."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from development.environment import ROOT

PACKAGES = ("db", "printing", "ui", "desktop")
_CATALOG = "db.texts"

# One form, or the forms for one and for many.
Message = str | tuple[str, str]


@dataclass
class Words:
    """The messages of the program, each with the places that use it ("ui/pages/x.py:12")."""

    messages: dict[Message, list[str]] = field(default_factory=dict)
    not_literal: list[str] = field(default_factory=list)
    at_import: list[str] = field(default_factory=list)

    def add(self, message: Message, place: str) -> None:
        """Note a message and where it stands."""
        self.messages.setdefault(message, []).append(place)


def sources(packages: tuple[str, ...] = PACKAGES) -> Iterator[Path]:
    """The program's modules, in order."""
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def all_words() -> Words:
    """Every message of the program. Imports `db.texts`, whose tables hold messages too."""
    from db.rules.importing.fields import FIELDS
    from db.texts.labels import LABELS
    from db.texts.sentences import known_sentences

    words = Words()
    for file in sources():
        _Calls(file, words).read()
    for code, sentence in known_sentences().items():
        words.add(sentence, f"the sentence for {code}")
    for (kind, value), label in LABELS.items():
        words.add(label, f"the label of {kind.__name__}.{value}")
    for import_kind, fields in FIELDS.items():
        for column in fields:
            words.add(column.title, f"the column {import_kind}.{column.key}")
    return words


class _Calls(ast.NodeVisitor):
    """The calls of `t` and `tn` in one module, under whatever name it imported them."""

    def __init__(self, file: Path, words: Words) -> None:
        self.file = file
        self.words = words
        self.names: dict[str, str] = {}
        self.depth = 0

    def read(self) -> None:
        self.visit(ast.parse(self.file.read_text(encoding="utf-8")))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module in {_CATALOG, f"{_CATALOG}.catalog"}:
            for alias in node.names:
                if alias.name in {"t", "tn", "label", "sentence"}:
                    self.names[alias.asname or alias.name] = alias.name

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for outside in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if outside is not None:
                self.visit(outside)  # evaluated when the module is imported
        self.depth += 1
        for statement in node.body:
            self.visit(statement)
        self.depth -= 1

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.depth += 1
        self.visit(node.body)
        self.depth -= 1

    def visit_Call(self, node: ast.Call) -> None:
        called = self.names.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if called:
            place = f"{self.file.relative_to(ROOT).as_posix()}:{node.lineno}"
            if not self.depth:
                self.words.at_import.append(place)
            if called in {"t", "tn"}:
                self._note(node, 1 if called == "t" else 2, place)
        self.generic_visit(node)

    def _note(self, node: ast.Call, forms: int, place: str) -> None:
        literals = [
            part.value
            for part in node.args[:forms]
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if len(literals) < forms:
            # `db.texts` takes words from its own tables, which are read on their own.
            if ROOT / "db" / "texts" not in self.file.parents:
                self.words.not_literal.append(place)
        else:
            self.words.add(literals[0] if forms == 1 else (literals[0], literals[1]), place)
