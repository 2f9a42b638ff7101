"""What happens when the program is wrong: a report without anybody's data, and a calm sentence.

A report names the kind of error and the lines of code on its way. Messages of exceptions are left
out, because they may quote what somebody typed; only a refusal's codes are kept.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from db.rules.findings import Refused
from desktop.logs import log_folder
from desktop.version import version

_log = logging.getLogger(__name__)
_MOST_REPORTS = 20
_kept_open: list[IO[str]] = []


def describe(error: BaseException) -> str:
    """The error's kinds and the lines of code it came through, without any message."""
    lines: list[str] = []
    seen: set[int] = set()
    part: BaseException | None = error
    while part is not None and id(part) not in seen:
        seen.add(id(part))
        kind = f"{type(part).__module__}.{type(part).__qualname__}"
        lines.append(f"{kind} {part}" if isinstance(part, Refused) else kind)
        for frame in traceback.extract_tb(part.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        part = part.__cause__ or part.__context__
    return "\n".join(lines) + "\n"


def record_crash(error: BaseException, folder: Path | None = None) -> Path:
    """Write a report and return its file. A folder that cannot be written to is not fatal."""
    from datetime import UTC, datetime

    where = folder or log_folder()
    moment = datetime.now(UTC)
    file = where / f"crash-{moment:%Y%m%d-%H%M%S-%f}.txt"
    try:
        where.mkdir(parents=True, exist_ok=True)
        system = f"Python {sys.version.split()[0]} {sys.platform}"
        head = f"Caseroom {version()} {moment.isoformat()} {system}\n"
        file.write_text(head + describe(error), "utf-8")
        for old in sorted(where.glob("crash-2*.txt"))[:-_MOST_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        _log.error("a crash report could not be written")
    return file


class CrashReports:
    """Catches what nobody caught, on every thread, and tells `tell` where the report is."""

    def __init__(self, tell: Callable[[Path], object], folder: Path | None = None) -> None:
        self._tell = tell
        self._folder = folder
        self._telling = False

    def install(self) -> None:
        """Take over the hooks, and let hard crashes leave their stack in a file."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_on_thread
        where = self._folder or log_folder()
        try:
            where.mkdir(parents=True, exist_ok=True)
            file = (where / "crash-hard.txt").open("w", encoding="utf-8")
        except OSError:
            return
        _kept_open.append(file)
        faulthandler.enable(file)

    def report(self, error: BaseException) -> None:
        """Write a report and tell, one at a time: a crash in the telling is only written."""
        file = record_crash(error, self._folder)
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(file)
        finally:
            self._telling = False

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self.report(error.with_traceback(trace))

    def _caught_on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            record_crash(args.exc_value, self._folder)
