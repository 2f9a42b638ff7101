"""Who has an office on a server open just now. There locks are the server's own, and real."""

import secrets
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import text

from db.storage.asking import Asking
from db.storage.engine import Engines
from db.storage.presence import Seen
from db.storage.presence_file import Beat, Person, from_bytes, presence_key, to_bytes
from db.storage.problems import StorageProblem
from db.storage.server_notices import announce
from db.storage.timing import Timing

EVERY = 15.0  # seconds between two beats: what is new between them is told by notices
PRESENCE = "presence"  # the kind under which it is told
# By the server's clock alone, so those of the computers need not agree.
_BEAT = text(
    "INSERT INTO kept_presence (instance, content, beat_at) VALUES (:instance, :content, now())"
    " ON CONFLICT (instance) DO UPDATE SET content = excluded.content, beat_at = now()"
)
_LOOK = text(
    "SELECT instance, content FROM kept_presence"
    " WHERE beat_at > now() - interval '45 seconds' ORDER BY instance LIMIT 200"
)
_TIDY = text("DELETE FROM kept_presence WHERE beat_at < now() - interval '1 hour'")
_END = text("DELETE FROM kept_presence WHERE instance = :instance")


_CONNECTED = text(
    "SELECT DISTINCT staff.id, display_name FROM pg_stat_activity"
    " JOIN staff_login ON login = usename JOIN staff ON staff.id = staff_id"
    " WHERE datname = current_database() AND usename <> session_user ORDER BY display_name"
)
_LINGERING = 2.0  # seconds

_own: set[str] = set()  # the names of this process's programs


def others_on(engines: Engines, data_key: bytes, office_id: UUID) -> tuple[Person, ...]:
    """Who has the office open in another program than this one. Raises `StorageProblem`."""
    nobody = Person(office_id, "", "", datetime.now(UTC))
    seen = ServerPresence(engines, data_key, office_id, nobody).look()
    return tuple(beat.person for beat in seen.people if beat.instance not in _own)


def connected(engines: Engines, timing: Timing, but: Collection[UUID] = ()) -> tuple[Person, ...]:
    """Whose login is connected, whatever program it is; leaving out one's own and `but` these.

    A program that has just ended is connected for a moment longer. Raises `StorageProblem`.
    """
    until = timing.elapsed() + _LINGERING
    while True:
        with Asking(engines).reading() as connection:
            rows = [row for row in connection.execute(_CONNECTED) if row.id not in but]
        if not rows or timing.elapsed() > until:
            now = datetime.now(UTC)
            return tuple(Person(row.id, row.display_name, "", now) for row in rows)
        timing.pause(_LINGERING / 10)


class ServerPresence:
    """What `db.storage.presence.Presence` is, in a table of the server."""

    def __init__(self, engines: Engines, data_key: bytes, office_id: UUID, me: Person) -> None:
        self._ask, self._me = Asking(engines), me
        self._key = presence_key(data_key, office_id)
        self._instance = secrets.token_hex(8)
        self._beats = 0
        self._told: tuple[tuple[str, UUID], ...] | None = None

    @property
    def instance(self) -> str:
        """The random name of this program."""
        return self._instance

    def beat(self, editing: Sequence[tuple[str, UUID]] = ()) -> None:
        """Say that this program is alive and what is edited in it. Raises `StorageProblem`."""
        self._beats += 1
        beat = Beat(self._beats, self._me, tuple(editing), self._instance, False)
        content = to_bytes(beat, self._instance, self._key)
        _own.add(self._instance)
        with self._ask.writing() as connection:
            connection.execute(_BEAT, {"instance": self._instance, "content": content})
            if self._told != tuple(editing):
                announce(connection, [PRESENCE])
        self._told = tuple(editing)

    def look(self) -> Seen:
        """Look at everybody, this program included. Raises `StorageProblem`."""
        people = []
        with self._ask.reading() as connection:
            rows = connection.execute(_LOOK).all()
        for instance, content in rows:
            try:
                people.append(from_bytes(bytes(content), instance, self._key))
            except StorageProblem:
                continue  # what somebody else wrote there says nothing
        people.sort(key=lambda beat: (beat.person.since, beat.person.name))
        return Seen(tuple(people), locks_are_real=True)

    def end(self) -> None:
        """Say goodbye; what killed programs left goes as well."""
        _own.discard(self._instance)
        try:
            with self._ask.writing() as connection:
                connection.execute(_END, {"instance": self._instance})
                connection.execute(_TIDY)
                announce(connection, [PRESENCE])
        except StorageProblem:
            return  # it is not seen any more in a minute
