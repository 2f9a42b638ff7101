"""Certificates made for a test: somebody who vouches, and this computer vouched for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Vouched:
    """Files: who is trusted, and the server's own certificate and key."""

    roots: Path
    server: Path


def certificates(folder: Path, name: str) -> Vouched:
    """A certificate for 127.0.0.1, signed by an authority of this name."""
    now = datetime.now(UTC)
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    def building(subject: x509.Name) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(root_name)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
        )

    root = (
        building(root_name)
        .public_key(root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(False, False, False, False, False, True, True, False, False),
            critical=True,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, SHA256())
    )
    here = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    server = (
        building(here)
        .public_key(key.public_key())
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .sign(root_key, SHA256())
    )
    folder.mkdir(exist_ok=True)
    made = Vouched(folder / f"{name}.pem", folder / f"{name} server.pem")
    made.roots.write_bytes(root.public_bytes(Encoding.PEM))
    own = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made.server.write_bytes(own + server.public_bytes(Encoding.PEM))
    return made
