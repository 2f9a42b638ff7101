"""What goes on beside the window while an office is open, from entering it to leaving.

Each companion is begun when the window is there and ended before the office is closed. They work
through the runner's lanes or on threads of their own, never on the screen's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.aside import AsideKeeping
from desktop.calendar_keeping import CalendarKeeping
from desktop.hearing import Hearing
from desktop.history_keeping import HistoryKeeping
from desktop.looks import EveryMinute, refusals_keeping
from desktop.presence import PresenceKeeping
from desktop.regular_backups import RegularBackups
from desktop.saves import saves_keeping
from desktop.tray import Tray
from desktop.update_keeping import UpdateKeeping

if TYPE_CHECKING:
    from db.office import Office
    from db.office.aside import Aside
    from db.office.looking_on import LookingOn
    from db.office.server_way import ServerWay
    from desktop.jobs import Jobs
    from desktop.settings import Settings
    from ui.main_window import MainWindow
    from ui.office_state import OfficeWatch


class Companion(Protocol):
    """Something that lives as long as an office is open."""

    def begin(self) -> None:
        """The window is there."""

    def end(self) -> None:
        """The office is about to be closed: finish, and let go of threads and files."""


@dataclass(frozen=True)
class Around:
    """What a companion may work with."""

    office: Office
    jobs: Jobs
    watch: OfficeWatch
    settings: Settings
    window: MainWindow
    aside: Aside | None = None  # of an office on a shared drive
    looking_on: LookingOn | None = None  # what waits to be put on record
    server_way: ServerWay | None = None  # of an office on a server


def companions(around: Around) -> list[Companion]:
    """Those who go along with this office."""
    presence = PresenceKeeping(
        around.office, around.jobs, around.watch, looking_on=around.looking_on
    )
    found: list[Companion] = [
        presence,
        around.window.emergencies,
        around.window.reminders,
        Tray(around.window.reminders.told),
        HistoryKeeping(around.office, around.jobs, around.window.older),
        CalendarKeeping(around.office, around.jobs, around.watch, around.settings),
        UpdateKeeping(around.office, around.jobs, around.watch, around.window),
    ]
    if around.server_way is not None:
        way, window = around.server_way, around.window
        found.append(Hearing(way, around.jobs, around.watch, window, presence.heard))
    if not around.office.on_server:  # whoever looks after the server backs it up
        found.append(RegularBackups(around.office, around.jobs, around.watch, around.settings))
    if around.aside is not None:
        found.append(AsideKeeping(around.aside, around.jobs, around.watch, around.settings))
    saves = saves_keeping(around.office, around.jobs, around.window, around.watch)
    if saves is not None:
        found.append(saves)
    if around.looking_on is not None:
        found.append(EveryMinute(around.looking_on.settle_looks, "looks"))
    if not around.office.place.only_read:
        found.append(refusals_keeping(around.office))
    return found
