"""What a file may turn into: torn, flipped, cut, or written anew by somebody who means harm."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

_NASTY: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**63, 2**70, 1e308, float("nan"), "", "\x00", "../../outside",
    "/etc/outside", "C:\\outside", "\ud800", "a" * 100_000, "=cmd|' /C calc'!A0", [], {},
    [[[[]]]], "2026-13-99", "9" * 5000,
)  # fmt: skip


@st.composite
def bytes_damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with some of it flipped, cut out, doubled or put in."""
    damaged = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(damaged)))
        how = draw(st.integers(0, 4))
        if how == 0 and at < len(damaged):
            damaged[at] ^= 1 << draw(st.integers(0, 7))
        elif how == 1:
            del damaged[at:]
        elif how == 2:
            del damaged[at : at + draw(st.integers(1, 64))]
        elif how == 3:
            damaged[at:at] = draw(st.binary(min_size=1, max_size=64))
        else:
            damaged[at:at] = damaged[at : at + draw(st.integers(1, 64))]
    return bytes(damaged)


@st.composite
def json_damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """JSON in which some values are others: of another type, huge, deep, or gone."""
    values = json.loads(content)
    for _ in range(draw(st.integers(1, 3))):
        owner, key = draw(st.sampled_from(_places(values)))
        kind = draw(st.integers(0, 3))
        if kind == 0 and isinstance(owner, dict):
            owner.pop(key, None)
        elif kind == 1 and isinstance(owner, dict):
            owner[draw(st.sampled_from(("new", "format", "../x", "")))] = owner.get(key)
        else:
            # A copy: what is put into a list of these must not come back in the next file.
            replaced = deepcopy(
                draw(st.sampled_from(_NASTY) | st.text(max_size=40) | st.integers())
            )
            if isinstance(owner, dict) or key < len(owner):
                owner[key] = replaced
    text = json.dumps(values)
    if draw(st.integers(0, 20)) == 0:
        text = "[" * 200_000 + text
    return text.encode("utf-8", "surrogatepass")


def _places(values: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    keys = values if isinstance(values, dict) else range(len(values))
    for key in keys:
        found.append((values, key))
        if isinstance(values[key], dict | list) and values[key]:
            found += _places(values[key])
    return found or [(values, "new")]


def damaged(content: bytes, *, as_json: bool) -> st.SearchStrategy[bytes]:
    """One of the ways in which a file goes wrong."""
    ways: list[Callable[[bytes], st.SearchStrategy[bytes]]] = [bytes_damaged]
    if as_json:
        ways.append(json_damaged)
    return st.one_of(*(way(content) for way in ways), st.binary(max_size=200))
