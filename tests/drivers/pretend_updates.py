"""Newer versions that are nowhere, for tests and pictures."""

from dataclasses import dataclass, field
from datetime import date

from db.rules.findings import Refused
from ui.updates import Fetched, Progress, Update, Way

NEWS = "Groups have a picture.\n\nThe day sheet prints the reasons."


def newer(way: Way = Way.HERE, how: str = "", *, changes_office: bool = False) -> Update:
    """Version 0.2.0."""
    return Update("0.2.0", date(2026, 11, 20), NEWS, way, how, 42_000_000, changes_office)


@dataclass
class PretendUpdates:
    """Finds `there` wherever it looks, and installs as `refusal` lets it."""

    there: Update | None = None
    version: str = "0.1.0"
    refusal: Refused | None = None
    is_over: bool = True
    looked_at: list[str] = field(default_factory=list)
    installed: list[Fetched] = field(default_factory=list)
    put_off_now: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    started: int = 0

    def look(self, place: str, progress: Progress = lambda done, total: None) -> Update | None:
        self.looked_at.append(place)
        if self.refusal is not None:
            raise self.refusal
        return self.there

    def fetch(self, update: Update, progress: Progress) -> Fetched:
        progress(update.size // 2, update.size)
        if self.refusal is not None:
            raise self.refusal
        command = "sudo apt install caseroom.deb" if update.way is Way.COMMAND else ""
        return Fetched(update, "/cache/Caseroom-Setup-0.2.0.exe", command)

    def install(self, fetched: Fetched) -> bool:
        if self.refusal is not None:
            raise self.refusal
        self.installed.append(fetched)
        return self.is_over

    def start_again(self) -> None:
        self.started += 1

    def did_not_come_through(self, update: Update) -> bool:
        return any(one.update.version == update.version for one in self.installed)

    def put_off(self, update: Update) -> None:
        self.put_off_now.append(update.version)

    def is_put_off(self, update: Update) -> bool:
        return update.version in self.put_off_now

    def place_of(self, office: str) -> str:
        return self.places.get(office, "")

    def remember_place(self, office: str, place: str) -> None:
        self.places[office] = place
