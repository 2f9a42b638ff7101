"""What an operation was called with, as JSON and back, each value in its own type.

Only this program's own operations, enumerations and frozen dataclasses can be named, and nothing
is run but their making; the content is sealed besides (`db.storage.local_store`).
"""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import FunctionType
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

_OPERATIONS = "db.operations."
_OURS = "db."
_TYPE, _VALUE = "~", "v"


class NotKeepable(ValueError):
    """There is no plain form for this; says of which type it is, and never what."""


def name_of(operation: Callable[..., Any]) -> str:
    """The dotted name of an operation. Raises `NotKeepable` for what is none, or not public."""
    module, name = operation.__module__, getattr(operation, "__qualname__", "")
    if not module.startswith(_OPERATIONS) or name.startswith("_") or not name.isidentifier():
        raise NotKeepable("not an operation")
    return f"{module}:{name}"


def operation_named(name: str) -> Callable[..., Any]:
    """The operation again. Raises `NotKeepable` where this version has none of the name."""
    found = _found(name, _OPERATIONS)
    if not isinstance(found, FunctionType) or name_of(found) != name:
        raise NotKeepable("not an operation")
    return found


def to_json(value: object) -> str:
    """As JSON. Raises `NotKeepable`."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """What `to_json` was given, equal and of the same types. Raises `NotKeepable`."""
    try:
        return _value(json.loads(text))
    except (ValueError, TypeError, KeyError, LookupError, ArithmeticError, RecursionError) as error:
        raise NotKeepable(type(error).__name__) from None


def _plain(value: Any) -> Any:
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind is list:
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return _tagged("enum", [_class_name(kind), _plain(value.value)])
    if kind in _SIMPLE:
        tag, write, _ = _SIMPLE[kind]
        return _tagged(tag, write(value))
    if kind is time:
        return _tagged("time", [value.isoformat(), value.fold])
    if kind is datetime:
        zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else ""
        return _tagged("datetime", [value.isoformat(), zone, value.fold])
    if kind in (tuple, frozenset, set):
        return _tagged(kind.__name__, [_plain(one) for one in value])
    if isinstance(value, Mapping):
        return _tagged("map", [[_plain(key), _plain(one)] for key, one in value.items()])
    if is_dataclass(value):
        inside = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return _tagged("data", [_class_name(kind), inside])
    raise NotKeepable(kind.__name__)


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_value(one) for one in plain]
    if not isinstance(plain, dict):
        return plain
    tag, inside = plain[_TYPE], plain[_VALUE]
    if tag in _READ:
        return _READ[tag](inside)
    if tag == "enum":
        return _enum(inside[0])(_value(inside[1]))
    if tag == "time":
        return time.fromisoformat(inside[0]).replace(fold=inside[1])
    if tag == "datetime":
        moment = datetime.fromisoformat(inside[0])
        if inside[1]:
            moment = moment.replace(tzinfo=ZoneInfo(inside[1]))
        return moment.replace(fold=inside[2])
    if tag in _GROUPS:
        return _GROUPS[tag](_value(one) for one in inside)
    if tag == "map":
        return {_value(key): _value(one) for key, one in inside}
    if tag == "data":
        return _made(_found(inside[0], _OURS), inside[1])
    raise NotKeepable(str(tag))


def _made(kind: Any, inside: Mapping[str, Any]) -> object:
    if not isinstance(kind, type) or not _is_frozen(kind):
        raise NotKeepable("not a frozen dataclass")
    return kind(**{name: _value(one) for name, one in inside.items()})


def _enum(name: str) -> Any:
    kind = _found(name, _OURS)
    if not isinstance(kind, type) or not issubclass(kind, Enum):
        raise NotKeepable("not an enumeration")
    return kind


def _class_name(kind: type) -> str:
    """Raises `NotKeepable` for a class that is not this program's own, or could be changed."""
    if not kind.__module__.startswith(_OURS) or not kind.__qualname__.isidentifier():
        raise NotKeepable(kind.__name__)
    if not issubclass(kind, Enum) and not _is_frozen(kind):
        raise NotKeepable(kind.__name__)
    return f"{kind.__module__}:{kind.__qualname__}"


def _is_frozen(kind: type) -> bool:
    parameters = getattr(kind, "__dataclass_params__", None)
    return bool(getattr(parameters, "frozen", False)) and all(field.init for field in fields(kind))


def _found(name: str, beginning: str) -> Any:
    module, _, attribute = name.partition(":")
    if not module.startswith(beginning) or not attribute.isidentifier():
        raise NotKeepable("a name from elsewhere")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        raise NotKeepable("a name of another version") from None


def _tagged(tag: str, value: Any) -> dict[str, Any]:
    return {_TYPE: tag, _VALUE: value}


_SIMPLE: dict[type, tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = {
    UUID: ("uuid", lambda value: value.hex, UUID),
    date: ("date", date.isoformat, date.fromisoformat),
    timedelta: (
        "span",
        lambda value: [value.days, value.seconds, value.microseconds],
        lambda parts: timedelta(*parts),
    ),
    Decimal: ("decimal", str, Decimal),
    bytes: ("bytes", bytes.hex, bytes.fromhex),
    ZoneInfo: ("zone", str, ZoneInfo),
}
_READ = {tag: read for tag, _, read in _SIMPLE.values()}
_GROUPS: dict[str, Callable[[Any], Any]] = {"tuple": tuple, "frozenset": frozenset, "set": set}
