"""The heart of this program in an office: for the window and for the command line, without Qt."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.presence import Presence
    from db.storage.server_presence import ServerPresence

EVERY = 5.0  # seconds between two beats in a folder


def pause_between_beats(office: Office) -> float:
    """Seconds between two beats. On a server others are told at once of what is new."""
    if office.on_server:
        from db.storage.server_presence import EVERY as EVERY_ON_SERVER

        return EVERY_ON_SERVER
    return EVERY


def presence_of(office: Office) -> Presence | ServerPresence:
    """The heart of this program in this office."""
    from db.storage.presence import Presence
    from db.storage.presence_file import Person

    me = Person(
        office.user.id, office.user.display_name, socket.gethostname() or "?", office.clock()
    )
    key, office_id = office.data_key, office.record.id
    if office.on_server:
        from db.storage.server_presence import ServerPresence

        return ServerPresence(office.engines, key, office_id, me)
    return Presence(office.folder.presence, key, office_id, me, timing=office.engines.timing)
