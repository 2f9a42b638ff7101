"""Newer versions of the program: what a window is told of one, and what it may ask for.

The program implements `Updates` in `desktop.updates.standing`. What blocks goes through a runner's
`background`; a place that does not answer is given up after a time.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import date

Progress = Callable[[int, int], object]


class Way(Enum):
    """How a newer version takes this one's place."""

    HERE = "here"  # the program can do it
    COMMAND = "command"  # somebody with the rights runs a command
    BY_HAND = "by_hand"  # `how` says what is to be done


@dataclass(frozen=True, slots=True)
class Update:
    """A newer version whose notice is genuine. `news` is plain text in the reader's language.

    `how` is what to do where the program cannot do it itself; `changes_office` says that an
    administrator brings the office to it first.
    """

    version: str
    day: date
    news: str
    way: Way
    how: str
    size: int  # bytes to be fetched
    changes_office: bool
    found: Any = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An installer that lies on this computer and is what its notice says; or, where `command`
    is given, what somebody with the rights must run.
    """

    update: Update
    file: str
    command: str = ""


class Updates(Protocol):
    """What can be asked about newer versions."""

    @property
    def version(self) -> str:
        """The version that runs. Quick."""
        ...

    def look(self, place: str, progress: Progress = ...) -> Update | None:
        """The newer version that a place tells of; None if there is none. Blocks; what `progress`
        raises, which is called while the place has not answered, ends it.

        Raises `Refused`, also for a notice that nobody trustworthy has signed.
        """
        ...

    def fetch(self, update: Update, progress: Progress) -> Fetched:
        """Bring the installer here, and check it. Blocks. Raises `Refused`."""
        ...

    def install(self, fetched: Fetched) -> bool:
        """Check it again, and begin. Blocks. Raises `Refused`.

        True once it is installed, and can be started; False where the program must end first: the
        installer starts it again.
        """
        ...

    def start_again(self) -> None:
        """Start the program that was just installed. Quick."""
        ...

    def did_not_come_through(self, update: Update) -> bool:
        """Whether its installation was begun here, though an older version runs. Quick."""
        ...

    def put_off(self, update: Update) -> None:
        """Say nothing more of it today. Quick."""
        ...

    def is_put_off(self, update: Update) -> bool:
        """Whether somebody said "later" today. Quick."""
        ...

    def place_of(self, office: str) -> str:
        """Where the updates of an office lie, as this computer last heard; "" if nowhere. Quick."""
        ...

    def remember_place(self, office: str, place: str) -> None:
        """Keep that for the day on which the office opens no more. Quick."""
        ...
