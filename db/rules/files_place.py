"""Where the attached files of an office on a server are kept: in its database, or in a folder."""

import json
from dataclasses import dataclass

KEPT_IN = "files_kept_in"  # a fact, which says it
DATABASE = ""  # the place that is no folder


@dataclass(frozen=True, slots=True)
class FilesPlace:
    """Where files are put, as a folder's path or `DATABASE`, and where older ones may still lie
    while they are carried over from there. None: nowhere else. `mark` is what a folder is known
    by as this office's."""

    now: str = DATABASE
    before: str | None = None
    mark: str = ""

    @property
    def settled(self) -> bool:
        """Whether all files are in one place."""
        return self.before is None

    def to_text(self) -> str:
        """As a fact keeps it."""
        return json.dumps({"now": self.now, "before": self.before, "mark": self.mark})


def files_place(text: str | None) -> FilesPlace:
    """What a fact says; without one they are in the database. Raises `ValueError`."""
    if not text:
        return FilesPlace()
    told = json.loads(text)
    try:
        now, before, mark = told["now"], told["before"], told["mark"]
    except (KeyError, TypeError):
        raise ValueError("not a place of files") from None
    if not isinstance(now, str) or not isinstance(mark, str):
        raise ValueError("not a place of files")
    if before is not None and not isinstance(before, str):
        raise ValueError("not a place of files")
    return FilesPlace(now, before, mark)
