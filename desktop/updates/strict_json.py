"""JSON from strangers: of a bounded size and depth, with each key once, and nothing guessed."""

import json
from typing import Any

from db.rules.findings import Refused, hard

LARGEST = 256 * 1024  # bytes; a notice has a few thousand


def read_strictly(content: bytes) -> dict[str, Any]:
    """The object in these bytes. Raises `Refused`: "update.too_large" or "update.not_json"."""
    if len(content) > LARGEST:
        raise Refused(hard("update.too_large"))
    try:
        found = json.loads(
            content.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_constant
        )
    except (ValueError, RecursionError):
        raise Refused(hard("update.not_json")) from None
    if not isinstance(found, dict):
        raise Refused(hard("update.not_json"))
    return found


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(name)
