"""Finds words for people that did not come from `db.texts`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

# Two words side by side read like language; names of things in code have no spaces.
PROSE = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]{2,}")
WORD = re.compile(r"[^\W\d_]{2,}")
CAPITAL = re.compile(r"^\s*[^\W\d_a-z][^\W\d_]+")
SHOWS = frozenset(
    "setText setWindowTitle setAccessibleName setAccessibleDescription setToolTip setStatusTip "
    "setWhatsThis setPlaceholderText setTitle setLabelText setInformativeText setDetailedText "
    "setPrefix setSuffix setSpecialValueText setTabText setHeaderLabels showMessage addItem "
    "addItems insertItem addTab addAction addMenu addRow setButtonText setHtml setPlainText".split()
)
_SPOKEN = {"t", "tn", "label", "sentence"}
_LOGGED = {"debug", "info", "warning", "error", "exception", "critical"}
# Markup, key combinations and number formats are not language.
_NOT_LANGUAGE = re.compile(
    r"<[^>]*>?|\b(?:Ctrl|Alt|Shift|Meta)\+\w*|\b[ymdhs]+(?:[-/: ]+[ymdhs]+)+\b"
)


def untranslated(file: Path) -> Iterator[tuple[int, str]]:
    """Line and literal of each piece of language that a person may see."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    yield from _Literals(_widget_classes(tree)).of(tree)


def _widget_classes(tree: ast.Module) -> set[str]:
    """Classes imported from Qt's widgets and from our own: what they are given, they show."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("PySide6.QtWidgets", "ui.widgets", "ui.dialogs")
        ):
            found |= {alias.asname or alias.name for alias in node.names}
    return {name for name in found if name[0].isupper()}


class _Literals:
    def __init__(self, widgets: set[str]) -> None:
        self.widgets = widgets

    def of(self, node: ast.AST, shown: re.Pattern[str] = PROSE) -> Iterator[tuple[int, str]]:
        """The literals below a node that match what counts as language there."""
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and shown.search(_NOT_LANGUAGE.sub("", node.value)):
                yield node.lineno, node.value
            return
        if isinstance(node, ast.Raise | ast.Assert):
            return
        if isinstance(node, ast.Attribute) and node.attr == "split":
            return  # a list of words, written as one
        if isinstance(node, ast.Call):
            yield from self._call(node, shown)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue  # a docstring
            yield from self.of(child, shown)

    def _call(self, node: ast.Call, shown: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in _SPOKEN or (name in _LOGGED and isinstance(node.func, ast.Attribute)):
            return
        inner = PROSE
        if name in SHOWS:
            inner = WORD
        elif name in self.widgets:
            inner = CAPITAL
        yield from self.of(node.func, shown)
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            yield from self.of(argument, inner)
