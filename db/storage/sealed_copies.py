"""Copies of sealed files for a backup, which has no key to them.

A sealed file's database is copied while its writing lock is held, with its seal and whatever
journal a crash left, and compared once more: so the copy is a whole state, whoever opens it.
"""

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.storage.atomic import problem_with_file
from db.storage.engine import DATABASE
from db.storage.plain_file import is_ours
from db.storage.problems import StorageProblem
from db.storage.seal_file import FILE
from db.storage.writing_lock import writing_lock

SEALED = "sealed"
_STATE = (FILE, DATABASE, f"{DATABASE}-journal")
_TRIES = 5


@contextmanager
def sealed_parts(folder: Path, beside: Path) -> Iterator[list[tuple[str, Path]]]:
    """The parts of all sealed files of the office in `folder`: names in it, and where they are.

    Copies are made in the folder `beside`, which is new and gone afterwards. Raises
    `StorageProblem`, "locked" as well where a sealed file is being written all the time.
    """
    parts: list[tuple[str, Path]] = []
    try:
        for inside in sorted((folder / SEALED).glob("[!.]*")):
            if is_ours(inside / FILE):
                parts += _copied(inside, beside / inside.name)
                parts += _documents(inside)
        yield [(f"{SEALED}/{name}", path) for name, path in parts]
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _copied(inside: Path, to: Path) -> Iterator[tuple[str, Path]]:
    to.mkdir(parents=True)
    with writing_lock(inside):
        for name in _STATE:
            source, copy = inside / name, to / name
            if not is_ours(source) or (name != DATABASE and not source.stat().st_size):
                continue
            for _ in range(_TRIES):
                shutil.copyfile(source, copy)
                if filecmp.cmp(source, copy, shallow=False):
                    break
            else:  # a reader that played a journal back has no lock of ours
                raise StorageProblem("locked")
            yield f"{inside.name}/{name}", copy


def _documents(inside: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((inside / "documents").rglob("*")):
        if is_ours(path) and not path.name.startswith("."):
            yield f"{inside.name}/{path.relative_to(inside).as_posix()}", path
