"""What a server's refusals and a lost connection mean, by their codes and never by their words.

The words quote values (of a duplicate key, for example), so they are looked at only where no
code is given: where the connection itself fails. See PostgreSQL's appendix A for the codes.
"""

from db.storage.problems import StorageProblem

_BY_CODE = {
    "25006": "readonly",  # read_only_sql_transaction
    "25P03": "deadline",  # idle_in_transaction_session_timeout: this computer stood still
    "28000": "server_refuses",  # invalid_authorization_specification
    "28P01": "server_sign_in",  # invalid_password
    "3D000": "server_no_database",  # invalid_catalog_name
    "40001": "collided",  # serialization_failure
    "40P01": "collided",  # deadlock_detected
    "42501": "server_forbids",  # insufficient_privilege
    "42P01": "server_forbids",  # undefined_table: to one who was let go, the schema is closed
    "42710": "server_role_exists",  # duplicate_object
    "53100": "full",  # disk_full
    "53300": "server_crowded",  # too_many_connections
    "55P03": "locked",  # lock_not_available
    "57014": "interrupted",  # query_canceled
    "57P01": "server_gone",  # admin_shutdown
    "57P02": "server_gone",  # crash_shutdown
    "57P03": "server_gone",  # cannot_connect_now
}
_CONNECTION = "08"  # the class of connection exceptions
_WHILE_CONNECTING = (
    ("authentication method requirement", "server_asks_openly"),
    ("password authentication failed", "server_sign_in"),
    ("no password supplied", "server_sign_in"),
    ("is not permitted to log in", "server_sign_in"),
    ("does not support ssl", "server_no_tls"),
    ("does not match host name", "server_certificate"),
    ("certificate", "server_certificate"),
    ("ssl error", "server_certificate"),
    ("pg_hba.conf", "server_refuses"),
    ("authentication failed", "server_refuses"),  # by another way than a password
    ("permission denied for database", "server_forbids"),
    ("too many clients", "server_crowded"),
    ("too many connections", "server_crowded"),
    ("remaining connection slots", "server_crowded"),
    ("name or service not known", "server_unknown"),
    ("could not translate host name", "server_unknown"),
    ("failed to resolve host", "server_unknown"),
    ("nodename nor servname", "server_unknown"),
)


def is_of_server(error: BaseException | None) -> bool:
    """Whether PostgreSQL's driver raised it; the driver itself need not be installed to ask."""
    return type(error).__module__.partition(".")[0] == "psycopg"


def server_problem_of(error: BaseException) -> StorageProblem | None:
    """The refusal for an error of the driver; None if it is not the surroundings' fault."""
    code = getattr(error, "sqlstate", None)
    if code:
        found = _BY_CODE.get(code) or ("server_gone" if code.startswith(_CONNECTION) else None)
        return StorageProblem(found) if found else None
    if not _is_of_connection(error):
        return None
    words = str(error).lower()
    if "database" in words and "does not exist" in words:
        return StorageProblem("server_no_database")
    for part, name in _WHILE_CONNECTING:
        if part in words:
            return StorageProblem(name)
    pgconn = getattr(error, "pgconn", None)
    if pgconn is not None and pgconn.used_password:  # said in another language than English
        return StorageProblem("server_sign_in")
    return StorageProblem("server_gone")


def _is_of_connection(error: BaseException) -> bool:
    return type(error).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")
