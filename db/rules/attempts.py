"""How long to wait after passwords that were wrong.

The first three cost nothing: people mistype. From then on the wait doubles with each, up to five
minutes, so that somebody at the keyboard of a computer that was left gets nowhere by guessing.
"""

from dataclasses import dataclass
from datetime import datetime

FREE = 3
_FIRST, _LONGEST = 2, 300  # seconds


@dataclass(frozen=True)
class Attempts:
    """Wrong passwords in a row: how many, since when and the last (aware), on this computer.

    `elapsed` is the reading of a clock that counts sleep, and begins anew with the computer, at
    the last attempt.
    """

    failed: int
    first: datetime
    last: datetime
    elapsed: float

    def again(self, now: datetime, elapsed: float) -> "Attempts":
        """One more."""
        return Attempts(self.failed + 1, self.first, now, elapsed)


def wait_after(failed: int) -> int:
    """Seconds to wait after so many wrong passwords in a row."""
    if failed < FREE:
        return 0
    return min(_LONGEST, _FIRST << min(failed - FREE, 16))


def still_to_wait(attempts: Attempts, now: datetime, elapsed: float) -> float:
    """Seconds that are left. A calendar clock that was set does not shorten them: it counts only
    after a restart of the computer, and one that was set back makes the wait begin anew."""
    whole = wait_after(attempts.failed)
    if elapsed >= attempts.elapsed:
        passed = elapsed - attempts.elapsed
    else:  # the computer was started again
        passed = (now - attempts.last).total_seconds()
    return max(0.0, whole - max(0.0, passed))
