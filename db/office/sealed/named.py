"""Looking through the office's log for who is named in it, before the office is held.

A large log takes a second and more to read. It is read in parts, for an open reader on a shared
drive holds up everybody's save; what is written meanwhile is looked at inside the transaction.
"""

from collections.abc import Collection
from uuid import UUID

from db.office.sealed.matter import Matter
from db.office.standing import Office
from db.operations.redaction import Named, chains, named_after
from db.queries.reading import Reading

AT_ONCE = 5000  # entries


def named_in_log(office: Office, matter: Matter) -> Named:
    """The events of today whose details name a record of the matter, whether it leaves or not."""
    ids = frozenset(
        row["id"] for rows in matter.rows.values() for row in rows.values() if "id" in row
    )
    ends: dict[str, int] = {}
    events: set[tuple[str, int]] = set()
    for device in office.read(_chains):
        last, looked = 0, -1
        while last != looked:
            looked = last
            last, numbers = office.read(_part, ids, device, looked)
            events.update((device, n) for n in numbers)
        ends[device] = last
    return Named(ends, frozenset(events))


def _chains(reading: Reading) -> list[str]:
    return list(chains(reading.session))


def _part(
    reading: Reading, ids: Collection[UUID], device: str, after: int
) -> tuple[int, list[int]]:
    return named_after(reading.session, ids, device, after, AT_ONCE)
