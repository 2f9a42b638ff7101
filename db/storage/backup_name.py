"""A name for a backup that nobody else takes in the same second, on whatever computer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from db.storage.atomic import problem_with_file
from db.storage.backup_folder import SUFFIX


@contextmanager
def own_name(folder: Path, name: str) -> Iterator[Path]:
    """The file `name`, or "name (2)" where that is there or being made; ours while this lasts.

    Raises `StorageProblem` for what is wrong with the folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target, claim = _claimed(folder, name)
    except OSError as error:
        raise problem_with_file(error) from None
    try:
        yield target
    finally:
        with suppress(OSError):  # what is left goes with the other leftovers
            claim.unlink(missing_ok=True)


def _claimed(folder: Path, name: str) -> tuple[Path, Path]:
    for number in count(1):
        target = folder / f"{name}{f' ({number})' if number > 1 else ''}{SUFFIX}"
        claim = target.with_name(f".{target.name}.claim")
        if target.exists():
            continue
        try:
            claim.touch(exist_ok=False)
        except FileExistsError:
            continue
        if not target.exists():  # nor has it come to be there just before
            return target, claim
        claim.unlink(missing_ok=True)
    raise AssertionError
