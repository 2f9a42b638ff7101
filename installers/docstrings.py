"""Takes the docstrings out of what is shipped: nobody reads them there, and each start pays.

They are a sixth of the modules' bytes. Asserts stay, and so do the lines that a report of a crash
names; Python's own switch for this (-OO) would take the asserts too.

Each docstring becomes one point, not nothing. What asks whether there is one, or cuts and joins
them, goes on as before (`dataclasses` would write one of its own for each class that has none, at
every start; SQLAlchemy and python-docx insist on theirs). What reads the words themselves is not
taken along (`EXCLUDED` in contents.py).
"""

import dis
import sys
from collections.abc import Iterator
from types import CodeType

POINT = "."

_HAS_CONSTANT = frozenset(dis.hasconst)
_EXTENDED, _STORE = dis.opmap["EXTENDED_ARG"], dis.opmap["STORE_NAME"]
_IS_FUNCTION = 0x1  # CO_OPTIMIZED
_HAS_DOCSTRING = 0x4000000  # from Python 3.14 on; before, a function's first constant is it


def without_docstrings(code: CodeType) -> CodeType:
    """The same code, with a point for each docstring in it."""
    place = _place(code)
    constants = tuple(
        POINT
        if number == place
        else without_docstrings(constant)
        if isinstance(constant, CodeType)
        else constant
        for number, constant in enumerate(code.co_consts)
    )
    return code.replace(co_consts=constants)


def _place(code: CodeType) -> int:
    """Which of the constants is the docstring and nothing else; -1 if none is."""
    if code.co_flags & _IS_FUNCTION:
        place, own_use = 0, 0
        if sys.version_info >= (3, 14) and not code.co_flags & _HAS_DOCSTRING:
            return -1
    else:
        place, own_use = _stored(code), 1
    if not 0 <= place < len(code.co_consts) or not isinstance(code.co_consts[place], str):
        return -1
    used = sum(1 for operation, number in _steps(code) if _is(operation, number, place))
    return place if used == own_use else -1


def _is(operation: int, number: int, place: int) -> bool:
    return number == place and operation in _HAS_CONSTANT


def _stored(code: CodeType) -> int:
    """The constant that a module or class stores as its docstring, first of all it does."""
    if "__doc__" not in code.co_names:
        return -1
    name, constant = code.co_names.index("__doc__"), -1
    for operation, number in _steps(code):
        if operation == _STORE and number == name:
            return constant
        constant = number if operation in _HAS_CONSTANT else -1
    return -1


def _steps(code: CodeType) -> Iterator[tuple[int, int]]:
    """Each operation and its number."""
    written, before = code.co_code, 0
    for at in range(0, len(written), 2):
        operation, number = written[at], written[at + 1] | before
        before = number << 8 if operation == _EXTENDED else 0
        if operation != _EXTENDED:
            yield operation, number
