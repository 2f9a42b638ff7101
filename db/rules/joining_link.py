"""The address by which a meeting by video is joined: Zoom, Teams, Meet, or another by https."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from db.rules.findings import Finding, hard

LONGEST_LINK = 500


def link_findings(link: str) -> Iterator[Finding]:
    """What stands against an address; an empty one is none, and nothing stands against it.

    Opened with a click, it must not start anything but a web page over an encrypted connection.
    """
    typed = link.strip()
    if not typed:
        return
    if len(typed) > LONGEST_LINK:
        yield hard("text.too_long", "joining_link", most=LONGEST_LINK)
    elif not is_joining_link(typed):
        yield hard("appointment.link_not_https", "joining_link")


def is_joining_link(link: str) -> bool:
    """Whether this is an https address of a host with a name, without a user or a blank in it."""
    if any(one.isspace() or not one.isprintable() or one in '\\<>"' for one in link):
        return False
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    named = bool(host) and "." in str(host).strip(".")
    return parts.scheme == "https" and named and "@" not in parts.netloc
