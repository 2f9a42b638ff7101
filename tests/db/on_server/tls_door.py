"""A door to a server without TLS that offers it: answers PostgreSQL's SSLRequest, then passes on.

So the driver of the program does a whole handshake and looks at a real certificate.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_SSL_REQUEST = bytes.fromhex("0000000804d2162f")  # length 8, code 80877103


class Authority:
    """Somebody who vouches for servers, with a root certificate in `folder`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._folder = folder
        root = self._certificate(self._name, self._key, x509.BasicConstraints(True, None))
        self.root = folder / f"{name}.pem"
        self.root.write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def vouch_for(self, host: str) -> ssl.SSLContext:
        """What a server of this name shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        shown = self._certificate(name, key, names)
        file = self._folder / f"{host}.server.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + shown.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _certificate(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, extension: x509.ExtensionType
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(extension, critical=True)
            .sign(self._key, hashes.SHA256())
        )


@contextmanager
def tls_door(behind: str, shows: ssl.SSLContext | None, *, plain: bool = False) -> Iterator[int]:
    """The port of a door to the server's socket; without a certificate it offers no TLS. A `plain`
    one also lets in who does not ask for TLS.
    """
    with socket.create_server((str(ipaddress.IPv4Address("127.0.0.1")), 0)) as door:
        threading.Thread(target=_stand_at, args=(door, behind, shows, plain), daemon=True).start()
        yield door.getsockname()[1]


def _stand_at(door: socket.socket, behind: str, shows: ssl.SSLContext | None, plain: bool) -> None:
    with suppress(OSError):
        while True:
            guest, _ = door.accept()
            threading.Thread(
                target=_let_in, args=(guest, behind, shows, plain), daemon=True
            ).start()


def _let_in(guest: socket.socket, behind: str, shows: ssl.SSLContext | None, plain: bool) -> None:
    with suppress(OSError), guest, socket.socket(socket.AF_UNIX) as inside:
        hello = guest.recv(8)
        if hello != _SSL_REQUEST:
            if plain:
                inside.connect(behind)
                inside.sendall(hello)
                _both_ways(guest, inside)
            return
        if shows is None:
            guest.sendall(b"N")
            return
        guest.sendall(b"S")
        with shows.wrap_socket(guest, server_side=True) as safe:
            inside.connect(behind)
            _both_ways(safe, inside)


def _both_ways(guest: socket.socket, inside: socket.socket) -> None:
    answers = threading.Thread(target=_pass_on, args=(inside, guest), daemon=True)
    answers.start()
    _pass_on(guest, inside)
    inside.shutdown(socket.SHUT_RDWR)
    answers.join()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
