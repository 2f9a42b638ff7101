"""A verb of the command line is seen by the others, writes nothing where locks are not real, and
puts on record what it was refused."""

import logging
import threading
from contextlib import suppress

from db.office import Office
from db.office.guarding import Guard
from db.office.refusals import Refusals
from db.rules.findings import Refused
from desktop.heart import pause_between_beats, presence_of
from desktop.kept import log_of

_log = logging.getLogger(__name__)


def be_here(office: Office) -> None:
    """Beat and look beside the verb, on a thread of its own, until the office is closed."""
    heart, guard, stop = presence_of(office), Guard(), threading.Event()
    pause = pause_between_beats(office)

    def turn() -> None:
        try:
            if not office.place.only_read:
                heart.beat()
            guard.heed(heart.look(), office.clock())
        except Refused:
            pass  # the verb itself will see that the place is gone
        except Exception as error:
            _log.error("presence: %s", type(error).__name__)

    def run() -> None:
        while not stop.wait(pause):
            turn()
        heart.end()

    def end() -> None:
        stop.set()
        thread.join(3.0)

    turn()
    office.watchers.append(guard)
    office.at_close.append(end)
    refusals = Refusals(office, log_of(office, "refusals"))
    office.watchers.append(refusals)
    office.at_close.append(lambda: _settle(refusals))
    thread = threading.Thread(target=run, name="presence", daemon=True)
    thread.start()


def _settle(refusals: Refusals) -> None:
    with suppress(Refused):  # the place cannot be written: it waits on this computer
        refusals.end()
