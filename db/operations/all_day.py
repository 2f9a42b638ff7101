"""What is done all day, by statements that are nearly all known by heart.

A server plans a statement anew each time for what it is told, until it was asked often enough to
see that one plan does for all. Who may see what makes planning dearer than asking, and what is
looked up by its key has no better plan: so a transaction of this kind says first that plans are
kept. What seeks among many (a list, a report) never says so, for there another plan may be better.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.queries.by_heart import ByHeart, Question
from db.queries.openings import is_walled

P = ParamSpec("P")
T = TypeVar("T")

_KEEP_PLANS = ByHeart(text("SET LOCAL plan_cache_mode = force_generic_plan"))
_ALL_DAY: set[Callable[..., Any]] = set()


def all_day(operation: Callable[P, T]) -> Callable[P, T]:
    """Say of an operation that it is one of these."""
    _ALL_DAY.add(operation)
    return operation


def said_first(session: Session, operation: Callable[..., Any]) -> tuple[Question, ...]:
    """What the operation's transaction begins with."""
    if operation in _ALL_DAY and is_walled(session):
        return ((_KEEP_PLANS, {}),)
    return ()
