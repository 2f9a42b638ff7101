"""User names that can be file names on every system."""

import re

from db.storage.problems import StorageProblem

_FORM = re.compile(r"[a-z0-9][a-z0-9._-]{0,38}[a-z0-9]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|recovery|manifest)(\..*)?")


def clean_user_name(typed: str) -> str:
    """The user name as it is stored: small letters, digits, dot, hyphen, underscore; 2 to 40.

    Raises `StorageProblem` "user_name" for anything else, and for names that Windows keeps.
    """
    name = typed.strip().lower()
    if not _FORM.fullmatch(name) or _RESERVED.fullmatch(name):
        raise StorageProblem("user_name")
    return name
