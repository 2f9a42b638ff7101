"""Reads one row of a table field by field, and collects what is wrong with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Protocol, TypeVar

from db.rules.findings import Finding, hard
from db.rules.importing import values
from db.rules.importing.columns import ColumnMap
from db.rules.importing.fields import ImportKind, field_of

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_LONGEST_SHOWN = 60
_FORMULA_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}

Words = Callable[[type[StrEnum]], Iterable[tuple[StrEnum, str]]]
"""Gives the words that people read for each code of a kind."""


class Row(Protocol):
    """What a row must offer; `db.sheets.SheetRow` does."""

    @property
    def number(self) -> int:
        """The number that the user sees beside it."""

    @property
    def cells(self) -> tuple[object, ...]:
        """Its values."""

    def text(self, column: int) -> str:
        """The cell's text without spaces around it."""


@dataclass
class RowReader:
    """One row being read. `problems` are hard findings with the field's key and its title."""

    kind: ImportKind
    row: Row
    columns: ColumnMap
    words: Words
    day_first: bool = False
    problems: list[Finding] = field(default_factory=list)

    def text(self, key: str, most: int = 200, *, required: bool = False) -> str:
        """The field's text; too long a one is a problem, never cut."""
        column = self.columns.get(key)
        text = self.row.text(column) if column is not None else ""
        if len(text) > most:
            self._problem("import.too_long", key, most=most)
            return ""
        if text in _FORMULA_ERRORS:
            self._problem("import.formula_error", key, value=text)
            return ""
        if required and not text:
            self._problem("import.missing", key)
        return text

    def read(self, key: str, reader: Callable[[str], T], *, required: bool = False) -> T | None:
        """What the reader makes of the text; None where the cell is empty or unreadable."""
        text = self.text(key, required=required)
        if not text:
            return None
        return self._tried(key, text, reader, text)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A whole date."""
        return self._cell(key, lambda c: values.read_day(c, day_first=self.day_first), required)

    def time(self, key: str) -> time | None:
        """A time of day."""
        return self._cell(key, values.read_time, False)

    def yes(self, key: str) -> bool:
        """Whether the cell says yes; an empty one says no."""
        return bool(self.read(key, values.read_yes))

    def code(self, key: str, kind: type[E], default: E) -> E:
        """A code by its value or its words; an empty cell is the default."""
        pairs = [(kind(code), words) for code, words in self.words(kind)]
        found = self.read(key, lambda text: values.read_code(kind, text, pairs))
        return default if found is None else found

    def list(self, key: str, most: int = 500) -> tuple[str, ...]:
        """The parts of a text that semicolons, bars, slashes or line ends part."""
        text = self.text(key, most)
        for separator in ("|", "/", "\n"):
            text = text.replace(separator, ";")
        return tuple(part.strip() for part in text.split(";") if part.strip())

    def refuse(self, code: str, key: str, value: str = "") -> None:
        """Add a problem of the row as a whole to one of its fields."""
        self._problem(code, key, value=_shown(value))

    def _cell(self, key: str, reader: Callable[[object], T], required: bool) -> T | None:
        text = self.text(key, required=required)
        if not text:
            return None
        return self._tried(key, self.row.cells[self.columns[key]], reader, text)

    def _tried(self, key: str, value: object, reader: Callable[..., T], text: str) -> T | None:
        try:
            return reader(value)
        except values.Unreadable as unreadable:
            self._problem(unreadable.code, key, value=_shown(text))
            return None

    def _problem(self, code: str, key: str, **params: object) -> None:
        title = field_of(self.kind, key).title
        self.problems.append(hard(code, key, column=title, **params))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
