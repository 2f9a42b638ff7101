"""What a step makes for itself, beside what the program makes: it goes when the step ends.

So nothing that a step made can be taken for something that the program left, by a later step or by
the comparison at the end, not even if the step failed half-way.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Belongings:
    """Those of the step that is being taken."""

    _given: list[Path] = field(default_factory=list)

    def give(self, path: Path) -> Path:
        """A place for a file or folder; what lay there before goes at once."""
        _remove(path)
        self._given.append(path)
        return path

    @contextmanager
    def of_one_step(self) -> Iterator[None]:
        """Meanwhile a step is taken; afterwards whatever was given out is gone."""
        try:
            yield
        finally:
            while self._given:
                _remove(self._given.pop())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
