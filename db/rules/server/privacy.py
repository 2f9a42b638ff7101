"""Nobody reads along, nobody comes in without a password, and no client stands in a log."""

from collections.abc import Iterator
from datetime import timedelta

from db.rules.findings import Finding, hard, information, soft
from db.rules.server.seen import Door, ServerSeen

_EVERYWHERE = {"*", "0.0.0.0", "::"}
_SOON = timedelta(days=30)  # to have a certificate made, and to bring it to the server
_OFF = "-1"
_NOTHING = "0"


def privacy(seen: ServerSeen) -> Iterator[Finding]:
    """What lets others read, on the way, at the door or in the server's logs."""
    yield from _way(seen)
    if seen.without_password is Door.OPEN:
        # On a socket "peer" lets in by the system's own account, which looks the same.
        yield soft("server.no_password_socket") if seen.by_socket else hard("server.no_password")
    elif seen.asks_scram is False:
        yield soft("server.no_scram")
    if seen.settings.get("password_encryption", "scram-sha-256") != "scram-sha-256":
        yield soft("server.password_encryption")
    yield from _logs(seen)


def _way(seen: ServerSeen) -> Iterator[Finding]:
    if not seen.here and not seen.encrypted:
        yield hard("server.no_tls")
    if not seen.here and seen.without_encryption is not Door.SHUT:
        yield soft("server.plain_let_in")
    until = seen.certificate_until
    if until is not None and until < seen.today + _SOON:
        yield soft("server.certificate_ends", until=until)
    listens = {one.strip() for one in seen.settings.get("listen_addresses", "").split(",")}
    if listens & _EVERYWHERE:
        yield information("server.listens_everywhere")


def _logs(seen: ServerSeen) -> Iterator[Finding]:
    """What an ordinary statement of the program leaves in the server's log. Values are sent as
    parameters, so that log_parameter_max_length = 0 keeps them out.
    """
    settings = seen.settings
    with_values = settings.get("log_parameter_max_length", _OFF) != _NOTHING
    if with_values and settings.get("log_statement") in ("all", "mod"):
        yield hard("server.logs_statements", value=settings["log_statement"])
    slow = ("log_min_duration_statement", "log_min_duration_sample")
    sampled = settings.get("log_transaction_sample_rate", _NOTHING) != _NOTHING
    if with_values and (sampled or any(settings.get(name, _OFF) != _OFF for name in slow)):
        yield hard("server.logs_slow")
    if settings.get("log_parameter_max_length_on_error", _NOTHING) != _NOTHING:
        yield hard("server.logs_on_error")
    if settings.get("log_error_verbosity", "terse") != "terse":
        yield soft("server.logs_details")
