"""What an operation is called with becomes JSON and comes back as it was; nothing else is made."""

import ast
import importlib
import inspect
import json
import types
import typing
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db.operations
from db.office.members import add_member
from db.office.saves.plain import NotKeepable, from_json, name_of, operation_named, to_json
from db.office.standing import Office
from db.operations.audit_verifying import Looked
from db.operations.clients.intake import add_client
from db.operations.work import Work
from db.rules.clients.form import ClientForm
from db.rules.permissions import Action

_SIMPLE = (UUID, date, datetime, time, timedelta, Decimal, bytes, str, int, float, bool, ZoneInfo)
_NONE = type(None)
_ROOT = Path(db.operations.__path__[0]).parents[1]

TWICE = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"))

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.uuids(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.decimals(allow_nan=False),
    st.sampled_from(Action),
    st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("America/New_York")])),
)
values = st.recursive(
    leaves,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.lists(inside, max_size=3).map(tuple),
        st.frozensets(leaves, max_size=3),
        st.dictionaries(st.one_of(st.text(), st.uuids()), inside, max_size=3),
    ),
    max_leaves=12,
)


@given(values)
def test_every_value_comes_back_equal_and_of_its_own_type(value: object) -> None:
    back = from_json(to_json(value))
    assert back == value
    assert repr(back) == repr(value) or isinstance(value, frozenset | dict | tuple | list)
    assert type(back) is type(value)


@pytest.mark.parametrize("value", [TWICE, TWICE.replace(fold=1), time(1, 30, fold=1)])
def test_a_moment_keeps_its_zone_and_which_of_two_hours_it_was(value: datetime | time) -> None:
    back = from_json(to_json(value))
    assert (repr(back), back.fold) == (repr(value), value.fold)


def test_a_form_comes_back_as_it_was() -> None:
    form = ClientForm(id=uuid4(), first_name="Ada", last_name="O’Hara ~ {}")
    assert from_json(to_json(((form,), {}))) == ((form,), {})


def test_an_operation_is_found_by_its_name() -> None:
    assert operation_named(name_of(add_client)) is add_client


@pytest.mark.parametrize(
    "name",
    [
        "os:system",
        "db.operations.work:Work",
        "db.operations.clients.intake:_fill",
        "db.operations.clients.intake:select",
        "db.operations.nowhere:add_client",
        "db.operations.clients.intake:add_client.__class__",
        "db.office.members:add_member",
        "",
    ],
)
def test_nothing_but_an_operation_is_found(name: str) -> None:
    with pytest.raises(NotKeepable):
        operation_named(name)


@pytest.mark.parametrize(
    "tagged",
    [
        {"~": "data", "v": ["subprocess:Popen", {}]},
        {"~": "data", "v": ["db.operations.audit_verifying:Looked", {}]},  # it can be changed
        {"~": "data", "v": ["db.rules.ids:new_id", {}]},
        {"~": "data", "v": [f"{__name__}:NotOursEither", {"name": "x"}]},
        {"~": "data", "v": ["db.rules.clients.form:ClientForm", {"no_such_field": 1}]},
        {"~": "enum", "v": ["db.operations.audit_verifying:Looked", 1]},
        {"~": "enum", "v": ["db.rules.permissions:Action", "no such action"]},
        {"~": "uuid", "v": "no id"},
        {"~": "pickle", "v": ""},
        {"v": 1},
    ],
)
def test_what_it_does_not_know_it_does_not_make(tagged: object) -> None:
    with pytest.raises(NotKeepable):
        from_json(json.dumps(tagged))


def test_what_is_nested_without_end_is_not_made() -> None:
    with pytest.raises(NotKeepable):
        from_json("[" * 200_000)


@dataclass
class NotOurs:
    name: str


@dataclass(frozen=True)
class NotOursEither:
    name: str


@pytest.mark.parametrize("value", [object(), NotOurs("x"), NotOursEither("x"), Looked(), len, 1j])
def test_what_has_no_plain_form_is_not_kept(value: object) -> None:
    with pytest.raises(NotKeepable):
        to_json(value)


@pytest.mark.parametrize("operation", [add_member, Office.read, Work.record, lambda: None])
def test_what_is_no_operation_has_no_name(operation: Any) -> None:
    with pytest.raises(NotKeepable):
        name_of(operation)


def operations() -> Iterator[Any]:
    """Those that the window and the command line call."""
    found = set()
    for file in (file for part in ("ui", "desktop") for file in (_ROOT / part).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("db.operations"):
                module = importlib.import_module(str(node.module))
                found |= {getattr(module, one.name) for one in node.names}
    for function in sorted(filter(inspect.isfunction, found), key=lambda one: one.__name__):
        parameters = list(inspect.signature(function).parameters)
        if parameters and typing.get_type_hints(function).get(parameters[0]) is Work:
            yield function


def not_keepable(hint: Any, seen: frozenset[Any] = frozenset()) -> list[str]:
    """Types inside this one that have no plain form."""
    if hint in (*_SIMPLE, _NONE, object, Any) or hint in seen:
        return []
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType, tuple, list, frozenset, set, dict) or (
        origin in (Sequence, Collection, Mapping)
    ):
        return [bad for one in inside if one is not ... for bad in not_keepable(one, seen)]
    if origin is typing.Literal or isinstance(hint, typing.TypeVar):
        return []
    if is_dataclass(origin):
        return [bad for one in (origin, *inside) for bad in not_keepable(one, seen)]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return []
    if isinstance(hint, type) and is_dataclass(hint) and hint.__module__.startswith("db."):
        assert hint.__dataclass_params__.frozen, hint  # type: ignore[attr-defined]
        hints = typing.get_type_hints(hint)
        return [bad for one in fields(hint) for bad in not_keepable(hints[one.name], seen | {hint})]
    return [str(hint)]


def test_every_operation_that_a_page_calls_can_be_kept_and_repeated() -> None:
    bad: dict[str, list[str]] = {}
    for function in operations():
        hints = typing.get_type_hints(function)
        for name in list(inspect.signature(function).parameters)[1:]:
            found = not_keepable(hints[name])
            if found:
                bad[f"{function.__module__}.{function.__name__}({name})"] = found
    progress = "db.operations.imports.run.import_table(progress)"
    assert list(bad) == [progress]  # a table is imported again by whoever has it
    assert len(list(operations())) > 60
