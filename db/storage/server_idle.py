"""Whether a connection that lay idle is still one, seen without asking the server each time.

To ask is a way there and back before everything that is read or written. But a server that ends a
connection, or stops, sends so much, and to an idle connection it sends nothing else: so nothing to
be read on the socket means that it stands. A network that has gone silent sends nothing either;
whoever comes after a longer while asks, and who comes sooner would not have been answered.
"""

import selectors
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

_LONG = 15.0  # seconds; by then a silent network is noticed (`db.storage.server`)
_LEFT_AT = "left_at"
# For one look the system's quickest ways need more calls than they save.
_Looking: type[selectors.BaseSelector] = getattr(
    selectors, "PollSelector", selectors.SelectSelector
)


def look_at_idle(engine: Engine) -> None:
    """Let nobody get a connection of the engine's that the server has ended; where one is, none of
    the others is trusted either, and a new one is made."""

    @event.listens_for(engine, "checkin")
    def _left(_connection: object, record: Any) -> None:
        record.info[_LEFT_AT] = monotonic()

    @event.listens_for(engine, "checkout")
    def _taken(connection: Any, record: Any, _proxy: object) -> None:
        left = record.info.get(_LEFT_AT)
        if left is None:  # it was made just now
            return
        if monotonic() - left < _LONG and not _has_something_to_read(connection):
            return
        try:
            engine.dialect.do_ping(connection)
        except connection.Error:
            raise InvalidatePoolError from None


def _has_something_to_read(connection: Any) -> bool:
    if connection.closed:
        return True
    with _Looking() as looking:
        looking.register(connection.fileno(), selectors.EVENT_READ)
        return bool(looking.select(0))
