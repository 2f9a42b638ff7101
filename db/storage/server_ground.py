"""Looking at the database in which an office is to be made, and at a server from outside."""

import os

from sqlalchemy import Connection, text

from db.migrations.walls.names import login_prefix
from db.rules.findings import Refused, hard
from db.rules.server.ground import Ground
from db.storage.problems import StorageProblem
from db.storage.server import connecting
from db.storage.server_address import ServerAddress
from db.storage.server_problems import server_problem_of

NEEDED_EXTENSIONS = ("btree_gist",)
_GROUND = text("""
SELECT session_user, current_setting('server_version_num')::int, pg_encoding_to_char(encoding),
    NOT EXISTS (SELECT FROM pg_class
        WHERE relkind IN ('r', 'p', 'v') AND relnamespace = schema.oid
            AND NOT EXISTS (SELECT FROM pg_depend
                WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass AND deptype = 'e')),
    rolsuper OR rolcreaterole,
    pg_has_role(session_user, datdba, 'MEMBER'),
    coalesce(pg_has_role(session_user, nspowner, 'MEMBER'), false),
    ARRAY(SELECT wanted FROM unnest(CAST(:wanted AS text[])) AS wanted
        WHERE wanted NOT IN (SELECT name FROM pg_available_extensions)),
    (SELECT min(rolname::text) FROM pg_roles WHERE starts_with(rolname::text, :prefix))
FROM pg_roles, pg_database LEFT JOIN pg_namespace AS schema ON nspname = current_schema()
WHERE rolname = session_user AND datname = current_database()""")
_NO_FILE = os.path.join(os.devnull, "none")  # no password may come from the user's own file
_BEGINS = b"-----BEGIN CERTIFICATE-----"
_LARGEST = 1024 * 1024  # bytes of a file with certificates
_NOBODY = "caseroom"  # who is asked for a password whether there is such a role or not


def ground_of(connection: Connection) -> Ground:
    """What is seen of the database that the connection is to."""
    database = connection.scalar(text("SELECT current_database()"))
    asked = {"wanted": list(NEEDED_EXTENSIONS), "prefix": login_prefix(str(database))}
    login, version, encoding, empty, roles, owns, schema, lacking, earlier = connection.execute(
        _GROUND, asked
    ).one()
    lacking, earlier = tuple(lacking), earlier or ""
    return Ground(login, version, encoding, empty, roles, owns, schema, lacking, earlier)


def see_certificate(address: ServerAddress) -> None:
    """Raise `Refused` where the file that is named for a server elsewhere holds no certificate."""
    named = address.root_certificate
    if not named or not address.needs_tls or named == "system":
        return
    try:
        with open(named, "rb") as file:
            holds = _BEGINS in file.read(_LARGEST)
    except OSError:
        raise Refused(hard("server.certificate_missing", "certificate")) from None
    if not holds:
        raise Refused(hard("server.certificate_none", "certificate"))


def knock(address: ServerAddress) -> None:
    """See whether the server of this address answers and shows who it is; nobody signs in.

    Raises `Refused` with what is in the way. Whether the database is there, and whom the server
    lets in, it tells only to one who signs in.
    """
    try:
        import psycopg
    except ImportError:  # the driver is an extra
        raise StorageProblem("server_driver") from None
    see_certificate(address)
    told = {**connecting(address, _NOBODY, ""), "passfile": _NO_FILE}
    try:
        psycopg.connect(**told).close()
    except psycopg.OperationalError as error:
        if error.pgconn is not None and error.pgconn.needs_password:
            return
        problem = refusal_at(error, address)
        if problem is not None and not _is_of_nobody(error):
            raise problem from None


def refusal_at(error: BaseException, address: ServerAddress) -> Refused | None:
    """The refusal for what the driver says of a server; it may show a certificate of another."""
    if "does not match host name" in str(error):
        return Refused(hard("server.certificate_host", "address", host=address.host))
    return server_problem_of(error)


def _is_of_nobody(error: BaseException) -> bool:
    """Whether the server answered, and only does not know whom we named."""
    words = str(error).lower()
    return "no pg_hba.conf entry" in words or ("role" in words and "does not exist" in words)
