"""The root certificates that this computer trusts, as a file for PostgreSQL's driver.

The driver's wheels bring an OpenSSL of their own, which knows neither where a Linux keeps them nor
the store of Windows: asked for "system" it would trust nobody.
"""

import atexit
import os
import ssl
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

_GIVEN = "SSL_CERT_FILE"  # OpenSSL's own name for it
_KNOWN = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, Alpine
)
_DRIVERS_OWN = "system"


def trusted_roots() -> str:
    """The file, or "system" where none is found and the driver itself must know."""
    given = os.environ.get(_GIVEN)
    if given:
        return given
    if sys.platform == "win32":
        return _of_windows() or _DRIVERS_OWN
    python = ssl.get_default_verify_paths().cafile
    found = (file for file in (*_KNOWN, python) if file and os.path.isfile(file))
    return next(found, _DRIVERS_OWN)


@cache
def _of_windows() -> str:
    """Its store, written to a file of this process, once; "" where it cannot be."""
    return written(ssl.create_default_context().get_ca_certs(binary_form=True))


def written(certificates: Iterable[bytes]) -> str:
    """A file with these certificates (DER), which goes with the process; "" where none is."""
    words = "".join(ssl.DER_cert_to_PEM_cert(each) for each in certificates)
    if not words:
        return ""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="caseroom-roots-", suffix=".pem")
        atexit.register(Path(name).unlink, missing_ok=True)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(words)
        return name
    return ""
