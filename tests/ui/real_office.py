"""A page in front of a real office: its database is the bench's, its answers come at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from db.models.office import Office
from desktop.draft_store import OfficeDrafts
from desktop.inline_jobs import FinishedJob, InlineJobs
from desktop.settings import Settings
from tests.db.bench import Bench
from tests.drivers.sample import Done
from ui.context import OfficeInfo
from ui.runner import Failed, Then
from ui.window_context import WindowContext


class BenchOffice:
    """What `InlineJobs` needs of an office."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.bench.read(query, *args, **kwargs)

    def write(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Done:
        kwargs.pop("operation_id", None)
        result = self.bench.write(operation, *args, **kwargs)
        return Done(result, self.bench.last_changes)


class LateJobs(InlineJobs):
    """Answers like the program: after the caller has gone on, and only to the last asking."""

    def __init__(self, office: BenchOffice) -> None:
        super().__init__(office)
        self._latest: dict[object, object] = {}

    def read(self, *args: Any, replace_key: object = None, **kwargs: Any) -> FinishedJob:
        then = kwargs.pop("then", None)
        asking = object()
        self._latest[replace_key] = asking

        def told(result: Any) -> None:
            if then is not None and (replace_key is None or self._latest[replace_key] is asking):
                then(result)

        return super().read(*args, then=told, **kwargs)

    def _do(
        self, call: Callable[[], Any], then: Then | None, failed: Failed | None, label: str
    ) -> FinishedJob:
        do = super()._do
        QTimer.singleShot(0, self, lambda: do(call, then, failed, label))
        return FinishedJob(label)


def real_context(bench: Bench, folder: Path, *, late: bool = False) -> WindowContext:
    """The context of whoever sits at the bench; drafts are kept in the office as well.

    With `late` the answers come when the event loop has turned.
    """
    office = bench.session.query(Office).one()
    info = OfficeInfo(office.name, "on this computer", bench.zone)
    bench.session.rollback()
    jobs = (LateJobs if late else InlineJobs)(BenchOffice(bench))
    settings = Settings(folder / "settings.json", user=bench.user.user_name)
    drafts = OfficeDrafts(jobs)
    return WindowContext(jobs, bench.user, info, settings, drafts, lambda: bench.now)
