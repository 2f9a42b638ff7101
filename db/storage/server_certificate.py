"""Until when a server's certificate counts: the driver checks it, and does not say."""

import os
import socket
import ssl
from contextlib import suppress
from datetime import UTC, datetime

from db.storage.server_address import ServerAddress

_SSL_REQUEST = bytes.fromhex("0000000804d2162f")  # length 8, code 80877103
_YES = b"S"
_LONGEST = 10  # seconds


def certificate_ends(address: ServerAddress) -> datetime | None:
    """The last moment (aware) of the server's certificate; None where none is to be seen.

    Nothing is sent but the wish for encryption. Where the driver would not trust the certificate
    it is not asked either.
    """
    trusted = ssl.create_default_context(cafile=address.root_certificate or None)
    where = os.environ.get("PGHOSTADDR") or address.host  # as the driver does
    with suppress(OSError), socket.create_connection((where, address.port), _LONGEST) as line:
        line.sendall(_SSL_REQUEST)
        if line.recv(1) != _YES:
            return None
        with trusted.wrap_socket(line, server_hostname=address.host) as safe:
            until = (safe.getpeercert() or {}).get("notAfter")
        if isinstance(until, str):
            return datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC)
    return None
