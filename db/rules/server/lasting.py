"""What was saved must outlive a power cut, a disk and a mistake."""

from collections.abc import Iterator

from db.rules.findings import Finding, hard, information, soft
from db.rules.server.seen import ServerSeen


def lasting(seen: ServerSeen) -> Iterator[Finding]:
    """What may lose or damage what was saved, and what is (not) known of copies."""
    settings = seen.settings
    for name in ("fsync", "full_page_writes"):
        if settings.get(name) == "off":
            yield hard("server.not_durable", setting=name)
    if settings.get("synchronous_commit") == "off":
        yield hard("server.saves_late")
    if settings.get("data_checksums") == "off":
        yield soft("server.no_checksums")
    yield from _copies(seen)


def _copies(seen: ServerSeen) -> Iterator[Finding]:
    done, failed = seen.archiver.last_done, seen.archiver.last_failed
    if seen.settings.get("archive_mode") == "off":
        yield soft("server.no_archive")
    elif failed is not None and (done is None or failed > done):
        yield hard("server.archive_fails", moment=failed)
    elif done is None:
        yield soft("server.archive_empty")
    else:
        yield information("server.archive_works", moment=done)
    yield information("server.backups_unseen")
