"""The program's `Updates` (see `ui.updates`): looking, fetching, installing, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.rules.findings import Refused, hard
from db.storage.schema import knows_schema
from db.texts import language, t
from db.version import version
from desktop.cache import cache_folder
from desktop.settings import Settings
from desktop.updates.copies import Copy, Surroundings, is_root, surroundings
from desktop.updates.fetching import fetch, forget_others, lay_beside
from desktop.updates.installing import begin, command_for, start_again
from desktop.updates.keys import Keys, release_keys
from desktop.updates.notice import Installer, Notice, genuine_notice
from desktop.updates.patience import ANSWERS, within
from desktop.updates.places import Place, place_of
from desktop.updates.seen import Seen
from desktop.updates.versions import Version, version_of
from ui.updates import Fetched, Progress, Update, Way

LATER, PLACES, BEGUN = "update_later", "update_places", "update_begun"
_MOST_PLACES = 16


@dataclass(frozen=True)
class Found:
    """What belongs to an update, for whoever fetches it."""

    place: str
    notice: Notice
    installer: Installer | None
    signed: bytes  # the notice file, as it lay there


class StandingUpdates:
    """See `ui.updates.Updates`. Tests give other keys, surroundings, days and patience."""

    def __init__(
        self,
        settings: Settings,
        *,
        keys: Keys | None = None,
        around: Surroundings | None = None,
        running: str | None = None,
        today: Callable[[], date] = date.today,
        patience: float = ANSWERS,
    ) -> None:
        self._settings, self._keys, self._today = settings, keys, today
        self._around, self._running, self._patience = around, running, patience

    @property
    def version(self) -> str:
        """See `ui.updates.Updates.version`."""
        return self._running or version()

    @property
    def around(self) -> Surroundings:
        """What kind of copy this is."""
        self._around = self._around or surroundings()
        return self._around

    @property
    def has_rights(self) -> bool:
        """Whether whoever runs the program may install packages without being asked."""
        return is_root()

    def look(self, place: str, progress: Progress = lambda done, total: None) -> Update | None:
        """See `ui.updates.Updates.look`."""
        keys = release_keys() if self._keys is None else self._keys
        if not keys:
            raise Refused(hard("update.no_key"))
        there = place_of(place)
        signed = within(self._patience, there.notice, lambda: progress(0, 0))
        notice = genuine_notice(signed, keys)
        Seen(self._settings).look(notice, self._today())
        if notice.numbers > self._numbers():
            return self._update(place, notice, signed)
        forget_others(self.folder)  # what was fetched has been installed
        return None

    def fetch(self, update: Update, progress: Progress) -> Fetched:
        """See `ui.updates.Updates.fetch`."""
        there, installer = self._place(update)
        file = fetch(there, installer, self.folder, progress, self._patience * 2)
        if self.around.kind is Copy.PACKAGE:
            lay_beside(file, update.found.signed)
        command = command_for(str(file.parent)) if update.way is Way.COMMAND else ""
        return Fetched(update, str(file), command)

    def fetch_into(self, update: Update, folder: Path, progress: Progress) -> str:
        """The installer, checked, in a folder that somebody chose. Raises `Refused`."""
        from desktop.updates.rollout import lay_into

        there, installer = self._place(update)
        file = fetch(there, installer, self.folder, progress, self._patience * 2)
        return str(lay_into(folder, file, installer))

    def install(self, fetched: Fetched, *, again: bool = True) -> bool:
        """See `ui.updates.Updates.install`. `again` says whether a setup starts the program."""
        _, installer = self._place(fetched.update)
        done = begin(Path(fetched.file), installer, self.around, again=again)
        version, day = fetched.update.version, self._today().isoformat()
        self._settings.set(BEGUN, {"version": version, "day": day})
        return done

    def start_again(self) -> None:
        """See `ui.updates.Updates.start_again`."""
        start_again(self.around)

    def did_not_come_through(self, update: Update) -> bool:
        """See `ui.updates.Updates.did_not_come_through`."""
        return bool(self._settings.get(BEGUN).get("version") == update.version)

    def put_off(self, update: Update) -> None:
        """See `ui.updates.Updates.put_off`."""
        day = self._today().isoformat()
        self._settings.set(LATER, {"version": update.version, "day": day})

    def is_put_off(self, update: Update) -> bool:
        """See `ui.updates.Updates.is_put_off`."""
        day = self._today().isoformat()
        return bool(self._settings.get(LATER) == {"version": update.version, "day": day})

    def place_of(self, office: str) -> str:
        """See `ui.updates.Updates.place_of`."""
        for kept in self._settings.get(PLACES):
            if kept["office"] == office:
                return str(kept["place"])
        return ""

    def remember_place(self, office: str, place: str) -> None:
        """See `ui.updates.Updates.remember_place`."""
        own = [{"office": office, "place": place}] if place else []

        def with_own(known: Sequence[dict[str, str]]) -> list[dict[str, str]]:
            others = [kept for kept in known if kept["office"] != office]
            return [*own, *others][:_MOST_PLACES]

        self._settings.change(PLACES, with_own)

    @property
    def folder(self) -> Path:
        """Where installers are fetched to: this person's alone."""
        return cache_folder() / "updates"

    def _numbers(self) -> Version:
        try:
            return version_of(self.version)
        except ValueError:  # a checkout between two releases
            return (0, 0, 0)

    def _place(self, update: Update) -> tuple[Place, Installer]:
        found: Found = update.found
        if found.installer is None:
            raise Refused(hard("update.not_for_system", version=update.version))
        return place_of(found.place), found.installer

    def _update(self, place: str, notice: Notice, signed: bytes) -> Update:
        installer = notice.installer_for(self.around.system)
        way, how = _way(self.around, installer)
        return Update(
            notice.version,
            notice.day,
            notice.news["es" if language() == "es" else "en"],
            way,
            how,
            0 if installer is None else installer.size,
            not knows_schema(notice.schema),
            Found(place, notice, installer, signed),
        )


def _way(around: Surroundings, installer: Installer | None) -> tuple[Way, str]:
    if installer is None:
        return Way.BY_HAND, t("There is no installer of it for this kind of computer.")
    if around.kind is Copy.SOURCE:
        words = t("This copy runs from its source. Fetch the newer source, and start it again.")
        return Way.BY_HAND, words
    if around.kind is Copy.PORTABLE:
        words = t(
            "This is a portable copy. Unpack the newer one into a new folder, and start it there; "
            "the office stays where it is."
        )
        return Way.BY_HAND, words
    if around.kind is Copy.PACKAGE and not around.can_ask_rights:
        return Way.COMMAND, t("Somebody with the rights for it installs the package.")
    return Way.HERE, ""
