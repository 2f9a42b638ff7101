"""Keeping others out of what a rule looks at, until the transaction ends.

A file has one writer at a time, so nothing is to be done there. On a server several write at
once, and a rule that spans rows (a collision, a day's limit, the next number) must find them as
they are when it commits: whoever asks first gets the lock, the others wait and look afterwards.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text

from db.operations.work import Work
from db.queries.by_heart import ByHeart, Question
from db.queries.openings import is_walled

_LOCK = ByHeart(
    text(
        "SELECT pg_advisory_xact_lock(key)"
        " FROM (SELECT unnest(CAST(:keys AS bigint[])) AS key ORDER BY 1) AS sorted"
    )
)

_PARTS = 0x63726D7061727473  # "crmparts"
_KEEP_PARTS = text(f"SELECT pg_advisory_xact_lock_shared({_PARTS})")
_CHANGE_PARTS = text(f"SELECT pg_advisory_xact_lock({_PARTS})")


def keep_parts(work: Work) -> None:
    """What rooms are made of stays meanwhile; to be asked for before it is read, and before
    `hold`."""
    if is_walled(work.session):
        work.session.execute(_KEEP_PARTS)


def change_parts(work: Work) -> None:
    """The same for who changes it: nobody books a room meanwhile."""
    if is_walled(work.session):
        work.session.execute(_CHANGE_PARTS)


def hold(work: Work, ids: Iterable[UUID]) -> None:
    """Nobody else books any of these workers, clients, rooms or cars meanwhile.

    Taken in one order, so that two who want the same ones never wait for each other.
    """
    for asked, told in holding(work, ids):
        asked.do(work.session, told)


def holding(work: Work, ids: Iterable[UUID]) -> tuple[Question, ...]:
    """What is asked for it, for whoever asks together with it what is looked at afterwards."""
    keys = sorted({_key(one) for one in ids}) if is_walled(work.session) else []
    return ((_LOCK, {"keys": keys}),) if keys else ()


def _key(one: UUID) -> int:
    """64 bits of an id: its last, which are random. Two that meet only wait without need."""
    return int.from_bytes(one.bytes[8:], "big", signed=True)
