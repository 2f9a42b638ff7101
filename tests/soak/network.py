"""An office's network between those who work and their server: whatever is sent takes a moment.

Everybody of a load is on one computer, where an answer is there at once; nobody in an office is
that near to their server. It is a process of its own, so that it takes no turns from who works.
"""

import multiprocessing
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection

from db.storage.server_address import ServerAddress

ONE_WAY = 0.0005  # seconds; a wired office is quicker, a wireless one and a remote one slower
_HERE = "127.0.0.1"


@contextmanager
def network(address: ServerAddress, one_way: float = ONE_WAY) -> Iterator[ServerAddress]:
    """The address of the same database at the far end of a network."""
    made = multiprocessing.get_context("spawn")
    here, there = made.Pipe()
    carrier = made.Process(target=_carry, args=(address, one_way, there), daemon=True)
    carrier.start()
    try:
        yield replace(address, host=_HERE, port=here.recv())
    finally:
        carrier.terminate()
        carrier.join()


def _carry(address: ServerAddress, one_way: float, pipe: Connection) -> None:
    with socket.create_server((_HERE, 0), backlog=300) as door:
        pipe.send(door.getsockname()[1])
        while True:
            guest, _ = door.accept()
            guest.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server = _to(address)
            for one, other in ((guest, server), (server, guest)):
                told = (one, other, one_way)
                threading.Thread(target=_pass_on, args=told, daemon=True).start()


def _to(address: ServerAddress) -> socket.socket:
    if not address.host.startswith("/"):
        return socket.create_connection((address.host, address.port))
    server = socket.socket(socket.AF_UNIX)
    server.connect(f"{address.host}/.s.PGSQL.{address.port}")
    return server


def _pass_on(one: socket.socket, other: socket.socket, one_way: float) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            time.sleep(one_way)
            other.sendall(data)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
