"""Which release keys a build takes along: whose notices of newer versions the program will believe.

The tree holds none, so that nobody's copy trusts a key by accident. A build for others names a file
outside the tree; the rehearsal makes a key that it throws away.
"""

import os
from pathlib import Path

from installers.contents import ROOT

VARIABLE = "CASEROOM_RELEASE_KEYS"
IN_TREE = Path("desktop/updates/release-keys.json")


class NoKeys(Exception):
    """The file is none of release keys, or holds none. Says so, for who builds."""


def keys_file() -> Path:
    """The file that goes into the program: the one that `VARIABLE` names, or the tree's.

    It keeps its name on its way, so another name is refused with `NoKeys`.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return ROOT / IN_TREE
    file = Path(named).absolute()
    if file.name != IN_TREE.name or not file.is_file():
        raise NoKeys(f"{VARIABLE} must name a file called {IN_TREE.name}: {file}")
    return file


def require_keys() -> int:
    """How many keys the build takes along. Raises `NoKeys` where there is none."""
    from desktop.updates.keys import release_keys

    file = keys_file()
    found = len(release_keys(file))
    if not found:
        raise NoKeys(
            f"{file} holds no release key, so the program could not check its updates. "
            f"Name a file of keys with {VARIABLE} (docs/updates.md)."
        )
    return found
