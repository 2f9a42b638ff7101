"""A page in front of a real office: its database is the bench's, its answers come at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.models.office import Office
from desktop.draft_store import OfficeDrafts
from desktop.inline_jobs import InlineJobs
from desktop.settings import Settings
from tests.db.bench import Bench
from tests.drivers.sample import Done
from ui.context import OfficeInfo
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


def real_context(bench: Bench, folder: Path) -> WindowContext:
    """The context of whoever sits at the bench; drafts are kept in the office as well."""
    office = bench.session.query(Office).one()
    info = OfficeInfo(office.name, "on this computer", bench.zone)
    bench.session.rollback()
    jobs = InlineJobs(BenchOffice(bench))
    settings = Settings(folder / "settings.json", user=bench.user.user_name)
    drafts = OfficeDrafts(jobs)
    return WindowContext(jobs, bench.user, info, settings, drafts, lambda: bench.now)
