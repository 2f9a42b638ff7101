"""What an office on a server needs here: the driver, and certificates. Nothing is sent."""

import ssl
import sys

from db.texts import t
from desktop.self_test.bench import Bench
from desktop.self_test.running import Failed


def driver(_: Bench) -> str:
    """PostgreSQL's driver. An installation with pip may go without; a built program has it."""
    try:
        from psycopg import pq
    except ImportError:
        if getattr(sys, "frozen", False):
            raise
        return t("PostgreSQL's driver is not installed here: it is an extra.")
    return t("PostgreSQL's driver is there (libpq {version}).", version=pq.version())


def certificates(_: Bench) -> str:
    """The roots by which a server is known, as the program finds them on this computer."""
    from db.storage.trusted_roots import trusted_roots

    roots = trusted_roots()
    context = ssl.create_default_context()
    if roots != "system":
        context.load_verify_locations(roots)
    count = len(context.get_ca_certs())
    if not count:
        raise Failed(t("This computer's root certificates are not found."))
    return t(
        "{count} root certificates are known ({library}).", count=count, library=ssl.OPENSSL_VERSION
    )
