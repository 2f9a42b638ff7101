"""What a statement selects, as records that can be read and not changed.

A mapped row is watched by its session, so that what is changed of it is written. Whoever only shows
it pays for that with most of the time that reading takes. A record has the same columns by the same
names; it has no relations, and nothing happens to it any more.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, inspect

_Row = tuple[Any, ...]
_Selected = Select[*tuple[Any, ...]]


def flat(statement: _Selected) -> tuple[_Selected, Callable[[_Row], Any]]:
    """The statement with the columns of each mapped class in its place, and what makes a record of
    a row: with a part for each thing that was selected, None for a mapped class that was not there.
    """
    columns: list[Any] = []
    parts: list[Callable[[_Row], Any]] = []
    names: list[str] = []
    whole = False
    for one in statement.column_descriptions:
        names.append(str(one["name"]))
        kind = inspect(one["expr"], raiseerr=False)
        mapper = getattr(kind, "mapper", None)
        if mapper is None or one["expr"] is not one["entity"]:
            parts.append(_Column(len(columns)))
            columns.append(one["expr"])
            continue
        whole = True
        keys = [attribute.key for attribute in mapper.column_attrs]
        parts.append(_Entity(mapper.class_.__name__, keys, len(columns), _key_of(mapper)))
        columns += [getattr(one["expr"], key) for key in keys]
    record: Any = namedtuple("Record", names, rename=True)  # type: ignore[misc]
    if not whole:
        return statement, record._make
    plain = statement.with_only_columns(*columns, maintain_column_froms=True)
    return plain, lambda row: record._make([part(row) for part in parts])


def _key_of(mapper: Any) -> str:
    return str(mapper.get_property_by_column(mapper.primary_key[0]).key)


class _Column:
    def __init__(self, at: int) -> None:
        self._at = at

    def __call__(self, row: _Row) -> Any:
        return row[self._at]


class _Entity:
    def __init__(self, name: str, keys: Sequence[str], at: int, key: str) -> None:
        made: Any = namedtuple(name, keys)  # type: ignore[misc]
        self._make = made._make
        self._part, self._key = slice(at, at + len(keys)), at + keys.index(key)

    def __call__(self, row: _Row) -> Any:
        return None if row[self._key] is None else self._make(row[self._part])
