"""Whether the place of an open office answers: a drive or a server that goes, and comes back."""

import threading
from collections.abc import Callable

from db.office.leaving_behind import LeavingBehind
from db.office.standing import Office
from db.office.watching import Watching

PROBE_WAIT = 5.0  # seconds after which a place that says nothing counts as gone


class Answering(Watching):
    """Watches over an office whose place may go. May be used from several threads.

    `doubted` is set, and `when_doubted` called, when somebody should `look` whether the place still
    answers. `answering` asks it by a way of its own, and takes as long as it takes.
    """

    def __init__(self, office: Office, answering: Callable[[], bool]) -> None:
        self.office = office
        self.doubted = threading.Event()
        self.when_doubted: Callable[[], object] = lambda: None
        self._turn = threading.Lock()
        self._gone = threading.Event()
        self._answering = answering
        self._looking: threading.Thread | None = None
        self._seen = False  # what the last look has shown
        self._asked = LeavingBehind(self._gone)
        office.watchers.append(self)

    @property
    def is_gone(self) -> bool:
        """Whether the place does not answer."""
        return self._gone.is_set()

    def look(self, patience: float = PROBE_WAIT) -> bool:
        """See whether the place answers within so many seconds, and go by that from now on."""
        with self._turn:
            self.doubted.clear()
            if self._looking is None or not self._looking.is_alive():  # one that hangs is enough
                self._seen = False
                self._looking = threading.Thread(target=self._probe, daemon=True)
                self._looking.start()
            self._looking.join(patience)
            if self._seen:
                self._seen = False
                self._gone.clear()
                self.office.is_away = False
            elif not self._gone.is_set():
                self._lose()
            return not self._gone.is_set()

    def doubt(self) -> None:
        """Something is amiss: let it be looked at."""
        self.doubted.set()
        self.when_doubted()

    def is_waited_for(self, longer_than: float) -> bool:
        """Whether somebody has waited for the place for more than so many seconds."""
        return self._asked.longest() > longer_than

    def interrupt(self, thread: int) -> None:
        """Break off what a thread is reading."""
        self.office.interrupt(self._asked.stand_in(thread))

    def _lose(self) -> None:
        self._gone.set()
        self.office.is_away = True
        # Its connections stay dead when the place comes back, and to close them may hang.
        threading.Thread(target=self.office.engines.dispose, daemon=True).start()
        self.doubt()

    def _probe(self) -> None:
        self._seen = self._answering()
