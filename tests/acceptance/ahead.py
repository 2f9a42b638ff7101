"""Runs a module of the program with the office's clock put ahead; by the program's own Python.

    python -m tests.acceptance.ahead SECONDS MODULE …   run it, so many seconds ahead of now
    python -m tests.acceptance.ahead until 9:20 0       print how far a working day's 9:20 is

A scene that is about a morning is then played in the morning, whenever it is run. Only forward:
an office has seen what was done in it, and when.
"""

import runpy
import sys
from datetime import UTC, datetime, time, timedelta, tzinfo

_FRIDAY = 4


def words(seconds: int, module: str) -> list[str]:
    """What follows `python` to run this module of the program so far ahead."""
    return ["-m", __name__, str(seconds), module] if seconds else ["-m", module]


def put(seconds: int) -> None:
    """Put the clock of every office ahead that is opened in this process from now on."""
    from db.office import record

    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(seconds=seconds)

    # Its `now_utc` is the clock of every office; who opens one has taken that by now.
    record.datetime = Ahead  # type: ignore[misc]
    ahead = (record.now_utc() - datetime.now(UTC)).total_seconds()
    assert seconds - 60 < ahead <= seconds, "the office's clock is another one now"


def until(clock: str, zone: str, already: int = 0) -> int:
    """Seconds from now until this time of a Monday to Friday in a sample office, at least
    `already`."""
    from zoneinfo import ZoneInfo

    now = datetime.now(UTC)
    least = (now + timedelta(seconds=already)).astimezone(ZoneInfo(zone))
    day = least.date()
    wanted = time.fromisoformat(clock.zfill(5))
    while True:
        at = datetime.combine(day, wanted, least.tzinfo)
        if day.weekday() <= _FRIDAY and at >= least:
            return round((at - now).total_seconds())
        day += timedelta(days=1)


def main(arguments: list[str]) -> None:
    """See above."""
    if arguments[0] == "until":
        from desktop.sample.make import ZONE

        print(until(arguments[1], ZONE, int(arguments[2])))
        return
    put(int(arguments[0]))
    sys.argv = arguments[1:]
    runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
