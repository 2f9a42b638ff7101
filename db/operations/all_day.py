"""What is done all day, by statements that are nearly all known by heart.

Its transaction says first that plans are kept (`db.queries.kept_plans`).
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from db.queries.by_heart import Question
from db.queries.kept_plans import keeping_plans

P = ParamSpec("P")
T = TypeVar("T")

_ALL_DAY: set[Callable[..., Any]] = set()


def all_day(operation: Callable[P, T]) -> Callable[P, T]:
    """Say of an operation that it is one of these."""
    _ALL_DAY.add(operation)
    return operation


def said_first(session: Session, operation: Callable[..., Any]) -> tuple[Question, ...]:
    """What the operation's transaction begins with."""
    return keeping_plans(session) if operation in _ALL_DAY else ()
