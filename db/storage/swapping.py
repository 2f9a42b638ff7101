"""Putting a folder in another one's place, so that a computer may stop at any moment.

The new one is laid out beside it under a hidden name; then the old one is given another name, and
the new one its own. Between these two renames nothing is where the office was: whoever looks for
it then is told the old one's new name (`broken_off`).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.staying import is_being_moved


def staged_beside(folder: Path) -> Path:
    """Where that which is to take the folder's place is laid out."""
    return folder.with_name(f".{folder.name}.restoring")


def tidy_beside(folder: Path) -> None:
    """Take away what an earlier attempt left there, if nothing depends on it any more."""
    staged = staged_beside(folder)
    for left in (staged, *folder.parent.glob(f".{_plain(staged.name)}.*")):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:  # whatever it is, nobody needs it, and it would be in the way
            with suppress(OSError):
                left.unlink(missing_ok=True)


@contextmanager
def marked_beside(folder: Path) -> Iterator[None]:
    """While something that is there already is put in the folder's place: whoever finds nothing
    where the folder was is told why by it, as when something is laid out."""
    tidy_beside(folder)
    staged = staged_beside(folder)
    try:
        staged.mkdir()
    except OSError as error:
        raise problem_with_file(error) from None
    yield
    tidy_beside(folder)


def set_aside(folder: Path) -> list[tuple[Path, datetime]]:
    """What stood in the folder's place before, and until when (the office's zone), the latest
    first."""
    start = f"{folder.name}{_UNTIL}"
    found = []
    with suppress(OSError):
        for path in folder.parent.iterdir():
            if path.name.startswith(start) and path.is_dir() and not path.is_symlink():
                with suppress(ValueError):
                    when = path.name.removeprefix(start)[:_STAMPED]
                    found.append((path, datetime.strptime(when, _STAMP)))  # noqa: DTZ007
    return sorted(found, key=lambda one: one[0].name, reverse=True)


def can_be_swapped(folder: Path) -> bool:
    """Whether the folder can be renamed where it is; the top of a drive cannot."""
    try:
        return bool(folder.name) and folder.stat().st_dev == folder.parent.stat().st_dev
    except OSError as error:
        raise problem_with_file(error) from None


def name_aside(folder: Path, now: datetime) -> Path:
    """A free name for the old folder. `now` is in the office's zone."""
    aside = folder.with_name(f"{folder.name}{_UNTIL}{now:{_STAMP}}")
    number, found = 2, aside
    while found.exists():
        found = aside.with_name(f"{aside.name} ({number})")
        number += 1
    return found


def swap(folder: Path, staged: Path, aside: Path) -> None:
    """Rename `folder` to `aside`, and `staged` to `folder`.

    Raises `Refused`; then the old folder is where it was, but with "replace.broken_off", which
    says where it is.
    """
    try:
        os.rename(folder, aside)
    except PermissionError:  # Windows, where a file in it is open somewhere
        raise Refused(hard("replace.in_use")) from None
    except OSError as error:
        raise problem_with_file(error) from None
    try:
        os.rename(staged, folder)
    except OSError as error:
        try:
            os.rename(aside, folder)
        except OSError:
            raise _broken_off(folder, aside) from None
        raise problem_with_file(error) from None
    with suppress(OSError):  # it is done, and may reach the disk a little later
        sync_folder(folder.parent)


def say_if_broken_off(folder: Path) -> None:
    """Raise `Refused` with "replace.broken_off" where a computer stopped between the renames.

    With "office.changing_places" where it did not stop, and is at it.
    """
    with suppress(OSError):
        if folder.exists() or not staged_beside(folder).is_dir():
            return
        start = f"{folder.name}{_UNTIL}"
        old = [path for path in folder.parent.iterdir() if path.name.startswith(start)]
        if old:
            latest = max(old, key=lambda path: path.name)
            if is_being_moved(latest):
                raise Refused(hard("office.changing_places", "folder"))
            raise _broken_off(folder, latest)


_UNTIL, _STAMP, _STAMPED = " until ", "%Y-%m-%d %H%M%S", len("2026-03-02 100500")


def _broken_off(folder: Path, aside: Path) -> Refused:
    return Refused(hard("replace.broken_off", "folder", aside=aside.name, name=folder.name))


def _plain(name: str) -> str:
    """A name whose characters mean nothing to `glob`."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
