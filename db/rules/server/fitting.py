"""The server must be one that this program, and so many people, can work with."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType

from db.rules.findings import Finding, hard, information, soft
from db.rules.server.seen import SchemaState, ServerSeen

OLDEST = 14
# The last minor release that was known when this was written, and the day after which the
# project mends a major one no more. See https://www.postgresql.org/support/versioning/.
KNOWN = MappingProxyType({14: 24, 15: 19, 16: 15, 17: 11, 18: 6})
_MENDED_UNTIL = MappingProxyType(
    {
        14: date(2026, 11, 12),
        15: date(2027, 11, 11),
        16: date(2028, 11, 9),
        17: date(2029, 11, 8),
        18: date(2030, 11, 14),
    }
)
_BEHIND = 2  # minor releases; there are about four a year
_MOST_AHEAD = timedelta(minutes=1)
_CONNECTIONS_EACH = 4  # of a program at work: two lanes, presence or files, and one that listens
_FEWEST_STAFF = 10  # are counted on where the staff cannot be counted


def fitting(seen: ServerSeen) -> Iterator[Finding]:
    """What the program needs and the server lacks."""
    yield from _version(seen)
    if seen.encoding != "UTF8":
        yield hard("server.encoding", encoding=seen.encoding)
    if abs(seen.clock_ahead) > _MOST_AHEAD:
        seconds = round(abs(seen.clock_ahead).total_seconds())
        ahead = seen.clock_ahead > timedelta()
        yield (
            hard("server.clock_ahead", seconds=seconds)
            if ahead
            else hard("server.clock_behind", seconds=seconds)
        )
    for extension in seen.missing_extensions:
        yield hard("server.extension", extension=extension)
    yield from _connections(seen)
    yield from _schema(seen.schema)


def _version(seen: ServerSeen) -> Iterator[Finding]:
    major, minor = divmod(seen.version, 10_000)
    version = f"{major}.{minor}"
    if major < OLDEST:
        yield hard("server.too_old", version=version, oldest=OLDEST)
        return
    until = _MENDED_UNTIL.get(major)
    if until is not None and seen.today > until:
        yield soft("server.no_longer_mended", version=version, until=until)
    if KNOWN.get(major, 0) - minor >= _BEHIND:
        yield soft("server.behind", version=version, known=f"{major}.{KNOWN[major]}")


def _connections(seen: ServerSeen) -> Iterator[Finding]:
    if "max_connections" not in seen.settings:
        return
    kept = ("superuser_reserved_connections", "reserved_connections")
    free = int(seen.settings["max_connections"]) - sum(
        int(seen.settings.get(name, 0)) for name in kept
    )
    needed = _CONNECTIONS_EACH * max(seen.staff or 0, _FEWEST_STAFF)
    if free < needed:
        yield soft("server.few_connections", free=free, needed=needed)
    if 0 <= seen.connections < _CONNECTIONS_EACH:
        yield hard("server.connections_limited", limit=seen.connections, needed=_CONNECTIONS_EACH)


def _schema(state: SchemaState) -> Iterator[Finding]:
    if state is SchemaState.NEWER:
        yield hard("server.schema_newer")
    elif state is SchemaState.OTHER_WALLS:
        yield hard("server.other_walls")
    elif state is SchemaState.OLDER:
        yield soft("server.schema_older")
    elif state is SchemaState.NONE:
        yield information("server.no_office")
    elif state is SchemaState.HIDDEN:
        yield information("server.schema_hidden")
