"""A release key for this rehearsal alone, and what it signs: nobody's program believes it later.

It is made at run time, goes into the program that is built for the rehearsal, and lies with the
other keys of that hour in a folder that may be deleted.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from desktop.updates.keys import release_keys
from desktop.updates.notice import NOTICE_FILE
from installers.release_keys import IN_TREE
from installers.trust import notice
from installers.trust.release_key import PRIVATE, write_key
from installers.windows.rehearsal.building import Built
from installers.windows.rehearsal.steps import Failed

_WORDS = "of a rehearsal: trust nobody"  # the file is encrypted because `sign` takes no other
_NEWS = {"en": "Signed for a rehearsal.", "es": "Firmada para un ensayo."}


def make_key(folder: Path) -> Path:
    """Make it in a folder; gives the file of its public half, which a build takes along."""
    for old in (folder / PRIVATE, folder / IN_TREE.name):
        old.unlink(missing_ok=True)
    write_key(folder, _WORDS.encode())
    return folder / IN_TREE.name


def lay_out(share: Path, built: Built, keys: Path) -> Path:
    """A release in a folder: the setup, and its signed notice, which is returned."""
    if not release_keys(keys / IN_TREE.name):
        raise Failed("there is no release key of the build: rehearse once without --reuse")
    setup = share / built.packages.setup.name
    shutil.copyfile(built.packages.setup, setup)
    return sign(share, setup, built.version, keys)


def sign(share: Path, setup: Path, version: str, keys: Path) -> Path:
    """The notice of a setup, as who makes releases signs it; `keys` is where the key lies."""
    with _passphrase():
        day = datetime.now(UTC).date()
        made = notice.sign(version, [setup], _NEWS, [keys / PRIVATE], day, share)
    assert made == share / NOTICE_FILE
    return made


@contextmanager
def _passphrase() -> Iterator[None]:
    before = os.environ.get(notice.PASSPHRASE)
    os.environ[notice.PASSPHRASE] = _WORDS
    try:
        yield
    finally:
        os.environ.pop(notice.PASSPHRASE)
        if before is not None:
            os.environ[notice.PASSPHRASE] = before
