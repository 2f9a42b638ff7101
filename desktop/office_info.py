"""What the window says about the office that is open."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db.office.keeping import last_backup
from db.texts import t
from desktop.places import where_words
from ui.context import OfficeInfo

if TYPE_CHECKING:
    from db.office import Office


def office_info(office: Office) -> OfficeInfo:
    """What the window says about an open office."""
    newest = None if office.on_server else last_backup(office.folder)
    made = datetime.fromtimestamp(newest.stat().st_mtime, UTC) if newest else None
    kind = office.place.kind.value
    return OfficeInfo(
        office.record.name,
        where_words(kind),
        office.record.zone,
        made,
        _why(kind),
        office.on_server,
    )


def _why(kind: str) -> str:
    """How the database is kept in such a place."""
    if kind == "share":
        return t(
            "The database is kept as a shared drive needs it: writers take turns, and reports "
            "read a copy on this computer."
        )
    if kind == "mount":
        return t("The database is only read: its locks do not work on such a mount.")
    if kind == "server":
        return t("The server lets people work in it at the same time, and its keeper backs it up.")
    return t("The database is kept for programs on this one computer.")
