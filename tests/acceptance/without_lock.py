"""Plays a computer on which locks are not real: its heart beats, and it holds no lock.

    python -m tests.acceptance.without_lock OFFICE USER     (the password in CASEROOM_PASSWORD)

Beats until its standard input ends, then says goodbye.
"""

import os
import select
import sys
from pathlib import Path

from db.office import open_office
from db.storage.presence import Presence
from db.storage.presence_file import Person


class NoLocker:
    """Believes that it holds every lock, and holds none."""

    proves_own = False

    def take(self, descriptor: int) -> bool:
        """Granted, of course."""
        return True

    def give_back(self, descriptor: int) -> None:
        """Nothing to give back."""


def main(folder: str, user: str) -> None:
    """Beat every second."""
    office = open_office(Path(folder), user, os.environ["CASEROOM_PASSWORD"], device="without-lock")
    me = Person(office.user.id, office.user.display_name, "OLD-NAS-PC", office.clock())
    heart = Presence(
        office.folder.presence, office.data_key, office.record.id, me, locker=NoLocker()
    )
    office.close()
    ended = False
    while not ended:
        heart.beat()
        ended = bool(select.select([sys.stdin], [], [], 1.0)[0])
    heart.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
