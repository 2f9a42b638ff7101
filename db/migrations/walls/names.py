"""What an office's roles are called on a server, where all databases share their names.

`harbor/ana` is a member of staff, `harbor:caseworker` what all caseworkers of the database
"harbor" may do. A database's name may hold everything, but a user name holds neither / nor :, so
no two of these are ever alike. PostgreSQL cuts names after 63 bytes: of a long one a hash stands.
"""

import hashlib

from db.rules.codes import Role

_MOST_BYTES = 22  # of a database's name: a user name has at most 40, and a mark stands between
_HASHED = "~"


def login_of(database: str, user_name: str) -> str:
    """The role by which a member of staff signs in at the server."""
    return login_prefix(database) + user_name


def login_prefix(database: str) -> str:
    """What the names of all who sign in at this database begin with."""
    return _short(database) + "/"


def group_of(database: str, role: Role) -> str:
    """The role that holds what everybody of a role in the program may do."""
    return f"{_short(database)}:{role.value}"


def owner_of(database: str) -> str:
    """The role that owns the tables. Nobody signs in by it, and nobody on the staff becomes it."""
    return f"{_short(database)}:owner"


def keeper_of(database: str) -> str:
    """The role that makes and changes the others, within functions that look at who asks."""
    return f"{_short(database)}:keeper"


def identifier(name: str) -> str:
    """A name as it stands in a statement."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as it stands in a statement."""
    return "'" + text.replace("'", "''") + "'"


def _short(database: str) -> str:
    if len(database.encode()) <= _MOST_BYTES and not database.startswith(_HASHED):
        return database
    return _HASHED + hashlib.sha256(database.encode()).hexdigest()[: _MOST_BYTES - 1]
