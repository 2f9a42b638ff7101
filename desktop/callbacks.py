"""Whom an answer is for: a callback may belong to a widget that is gone by the time it comes."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from types import FunctionType, MethodType
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

_DEEP = 4  # a callback that hands on to another, and so on


def call_back(callback: Callable[[Any], object], value: Any) -> None:
    """Call it, unless what it belongs to is gone: nobody is left to be told then.

    A method says so itself. What another function meant to do to a window is found out by calling
    it: what Qt refuses is no mistake where one of the widgets that it knows is gone.
    """
    owner = getattr(_bare(callback), "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    try:
        callback(value)
    except RuntimeError:
        if all(shiboken6.isValid(known) for known in _known(callback)):
            raise


def _bare(callback: object) -> object:
    while isinstance(callback, partial):
        callback = callback.func
    return callback


def _known(what: object, deep: int = 0) -> Iterator[QObject]:
    """The objects of Qt's that a function has at hand."""
    what = _bare(what)
    if isinstance(what, QObject):
        yield what
    elif isinstance(what, MethodType):
        yield from _known(what.__self__, deep)
    elif isinstance(what, FunctionType) and deep < _DEEP:
        for cell in what.__closure__ or ():
            with suppress(ValueError):  # nothing in it yet
                yield from _known(cell.cell_contents, deep + 1)
