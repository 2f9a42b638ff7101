"""The heart of this program in an office: for the window and for the command line, without Qt."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.presence import Presence

EVERY = 5.0  # seconds between two beats


def presence_of(office: Office) -> Presence:
    """The heart of this program in this office."""
    from db.storage.presence import Presence
    from db.storage.presence_file import Person

    me = Person(
        office.user.id, office.user.display_name, socket.gethostname() or "?", office.clock()
    )
    folder, key, office_id = office.folder.presence, office.data_key, office.record.id
    return Presence(folder, key, office_id, me, timing=office.engines.timing)
