"""Where an office on a server is found: postgresql://host[:port]/database[?sslrootcert=FILE]."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from db.storage.problems import StorageProblem

SCHEMES = ("postgresql", "postgres")
_PORT = 5432
_CERTIFICATE = "sslrootcert"
_SPELLED = str.maketrans({each: f"%{ord(each):02X}" for each in "%#&+"})  # would mean more


def is_server_address(text: str) -> bool:
    """Whether this means a server, and not a folder."""
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


@dataclass(frozen=True)
class ServerAddress:
    """A database on a server. `root_certificate` is a file with the certificate of whoever vouches
    for the server; without one those count that the operating system trusts.
    """

    host: str
    database: str
    port: int = _PORT
    root_certificate: str = ""

    @property
    def needs_tls(self) -> bool:
        """Whether what is sent leaves this computer; then it is encrypted, the server checked."""
        return not _is_here(self.host)

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self) -> str:
        """The address as it is typed and kept; there is nothing secret in it."""
        host = f"[{self.host}]" if ":" in self.host else self.host.replace("/", "%2F")
        port = "" if self.port == _PORT else f":{self.port}"
        database = self.database.translate(_SPELLED).replace("?", "%3F")
        certificate = self.root_certificate.translate(_SPELLED)
        asked = f"?{_CERTIFICATE}={certificate}" if certificate else ""
        return f"postgresql://{host}{port}/{database}{asked}"


def server_address(text: str) -> ServerAddress:
    """The address in a text.

    Raises `StorageProblem`: "server_address" where it is none, "server_password_typed" where a
    user or a password stands in it, "server_option" for an option that is not known here, such as
    one that would take the encryption away.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port or _PORT
    except ValueError:
        raise StorageProblem("server_address") from None
    database = unquote(parts.path.strip("/"))
    if parts.scheme.lower() not in SCHEMES or not parts.hostname or not database:
        raise StorageProblem("server_address")
    if "/" in database or parts.fragment:
        raise StorageProblem("server_address")
    if "@" in parts.netloc:  # it would be kept in a list, and seen in the task manager
        raise StorageProblem("server_password_typed")
    options = parse_qs(parts.query, keep_blank_values=True)
    for name in options:
        if name != _CERTIFICATE:
            raise StorageProblem("server_option", option=name)
    certificate = options.get(_CERTIFICATE, [""])[-1]
    return ServerAddress(unquote(parts.hostname), database, port, certificate)


def _is_here(host: str) -> bool:
    if host.startswith("/") or host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
