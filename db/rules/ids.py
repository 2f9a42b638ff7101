"""Identifiers: UUIDv7, made by the client, so that a retried save cannot save twice."""

import sys
import uuid
from uuid import UUID

if sys.version_info >= (3, 14):

    def new_id() -> UUID:
        """A new time-ordered id (RFC 9562, version 7)."""
        return uuid.uuid7()
else:
    import uuid_utils

    def new_id() -> UUID:
        """A new time-ordered id (RFC 9562, version 7)."""
        return UUID(int=uuid_utils.uuid7().int)
