"""Where an office is, as it is typed, kept and shown: a folder, or a database of a server."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from db.rules.findings import Refused, hard
from db.texts import t

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.server_address import ServerAddress


def folder_in(place: str) -> Path:
    """The folder that was typed or chosen. Raises `Refused` for an address of a server."""
    if "://" in place:
        raise Refused(hard("office.not_here", "folder"))
    return Path(place).expanduser().absolute()


def place_in(place: str) -> Path | ServerAddress:
    """The folder or the server that was typed or chosen. Raises `Refused`."""
    from db.office.entering import where_is

    where = where_is(place.strip())
    return where.expanduser().absolute() if isinstance(where, Path) else where


def server_in(address: str, certificate: str = "") -> ServerAddress:
    """The database that was typed, which need not begin with postgresql://. Raises `Refused`."""
    from dataclasses import replace

    from db.storage.server_address import server_address

    typed = address.strip()
    found = server_address(typed if "://" in typed else f"postgresql://{typed}")
    if certificate:
        file = Path(certificate).expanduser().absolute()
        return replace(found, root_certificate=str(file))
    return found


def place_text(office: Office) -> str:
    """Where an office lives, as it is typed."""
    return str(office.home.where)


def where_words(kind: str, place: str = "") -> str:
    """Where a kind of place is; of a server in a `place` also which one."""
    if kind == "server":
        return _server_words(place) if place else t("on a server")
    if kind in ("share", "mount"):
        return t("on the shared drive")
    return t("on this computer")


def _server_words(place: str) -> str:
    from db.storage.server_address import server_address

    with suppress(Refused):  # a list that was changed by hand
        address = server_address(place)
        if address.needs_tls:
            return t("{database} on {server}", database=address.database, server=address.host)
        return t("{database} on a server on this computer", database=address.database)
    return t("on a server")
