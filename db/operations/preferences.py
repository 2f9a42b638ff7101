"""Remembering what a person chose to see. Not part of the audit log: no record changes."""

import json
from collections.abc import Mapping

from db.models.office import Preference
from db.operations.work import Work
from db.rules.findings import Refused, hard

_MOST_BYTES = 64_000
_LONGEST_KEY = 64


def keep_preference(work: Work, key: str, value: Mapping[str, object]) -> None:
    """Keep a value of JSON types under a key of at most 64 characters, for the user only.

    Raises `Refused` with "preference.too_large" above 64,000 bytes.
    """
    if not key or len(key) > _LONGEST_KEY:
        raise ValueError("a preference's key has 1 to 64 characters")
    if len(json.dumps(value).encode()) > _MOST_BYTES:
        raise Refused(hard("preference.too_large"))
    found = work.session.get(Preference, (work.user.id, key))
    if found is None:
        work.session.add(Preference(user_id=work.user.id, key=key, value=dict(value)))
    else:
        found.value = dict(value)
    work.session.flush()
    work.changed("preference")
