"""Looking twice before a database on a shared drive is called damaged.

A drive that caches can show a reader pages of two moments, which look like damage and are none.
So everything is closed, the caches get time to expire, and only then is the file looked at again.
"""

from collections.abc import Callable
from typing import TypeVar

from db.storage.engine import DATABASE_ERRORS, Engines
from db.storage.place import Place, PlaceKind
from db.storage.problems import StorageProblem

T = TypeVar("T")

CACHES_EXPIRE = 11.0  # seconds


def looking_twice(place: Place, engines: Engines, read: Callable[[], T]) -> T:
    """What `read` gives; on a shared drive a second time, if the damage only seemed to be."""
    try:
        return read()
    except StorageProblem as problem:
        if not only_seemed_damaged(place, engines, problem):
            raise
    return read()


def only_seemed_damaged(place: Place, engines: Engines, problem: StorageProblem) -> bool:
    """Whether a database on a shared drive is sound after all. Takes more than ten seconds."""
    if place.kind is not PlaceKind.SHARE or not problem.has("storage.damaged"):
        return False
    engines.dispose()
    engines.timing.pause(CACHES_EXPIRE)
    try:
        with engines.engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
    except (StorageProblem, *DATABASE_ERRORS):
        return False
