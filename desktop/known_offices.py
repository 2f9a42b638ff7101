"""The offices that are known on this computer: those opened here, and the one it was set up for."""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.rules.findings import Refused, hard
from db.texts import t
from desktop.places import folder_in, place_in, where_words
from ui.door import KnownOffice

if TYPE_CHECKING:
    from db.storage.server_address import ServerAddress
    from desktop.settings import Settings


class KnownOffices:
    """They are kept in the settings, with who signed in last."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def known(self) -> Sequence[KnownOffice]:
        """The newest first; where none was opened, what this computer was set up for."""
        if not self._settings.get("recent_offices"):
            return self._offered()
        return [
            KnownOffice(
                kept["place"],
                kept.get("name") or Path(kept["place"]).name,
                where_words(kept.get("where", ""), kept["place"]),
                kept.get("user_name", ""),
            )
            for kept in self._settings.get("recent_offices")
        ]

    def examine(self, place: str) -> KnownOffice:
        """See `ui.door.Door.examine`. The office is among the known ones from then on."""
        from db.office.layout import Folder
        from db.storage.place import classify
        from db.storage.server_address import ServerAddress
        from desktop.pointers import is_pointer, read_pointer

        if is_pointer(place):
            file = Path(place).expanduser()
            leads_to = read_pointer(file)
            try:
                return self.examine(leads_to)
            except Refused as refused:  # the window may show another office meanwhile
                leads = hard("pointer.leads", file=file.name, place=leads_to)
                raise Refused(leads, *refused.findings) from None
        if isinstance(server := place_in(place), ServerAddress):
            return self._examined(server)
        folder = folder_in(place)
        if not Folder(folder).is_office:
            raise Refused(hard("office.not_here", "folder"))
        return self._found(str(folder), classify(folder, reading=True).kind.value, folder.name)

    def kept(self, place: str) -> dict[str, str]:
        """What was kept of an office at its last sign-in; nothing of one that is not known."""
        for kept in self._settings.get("recent_offices"):
            if kept["place"] == place:
                return dict(kept)
        return {}

    def remember(self, place: str, name: str, kind: str, user_name: str) -> None:
        """Put an office first among the known ones; `kind` is that of its place."""
        self._settings.add_recent(
            {"place": place, "name": name, "where": kind, "user_name": user_name}
        )

    def forget(self, place: str) -> None:
        """Take an office off the list."""
        self._settings.forget_recent(place)

    def _offered(self) -> list[KnownOffice]:
        from desktop.pointers import beside_the_program, name_in, read_pointer

        pointer = beside_the_program()
        if pointer is None:
            return []
        place = read_pointer(pointer)
        where = where_words("server", place) if "://" in place else t("set up for this computer")
        return [KnownOffice(place, name_in(place), where, offered=True)]

    def _examined(self, server: ServerAddress) -> KnownOffice:
        """At a server that is known here the sign-in sees what is wrong, and why."""
        from db.office.server_ground import knock
        from desktop.new_office import beside_fields

        if not self.kept(str(server)):
            with beside_fields():
                knock(server)
        return self._found(str(server), "server", server.database)

    def _found(self, place: str, kind: str, called: str) -> KnownOffice:
        kept = self.kept(place)
        name, user_name = kept.get("name") or called, kept.get("user_name", "")
        self.remember(place, name, kind, user_name)
        return KnownOffice(place, name, where_words(kind, place), user_name)
