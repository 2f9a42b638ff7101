"""Runs the program as if a package had installed it, with a release key that a scene made.

    python -m tests.acceptance.as_installed release FOLDER   make the key, and releases to look at
    python -m tests.acceptance.as_installed FOLDER VERSION [OFFICE]        open the window

In FOLDER lie what the package's would be: `caseroom`, which only notes that it was started, and
`caseroom-cli`, which notes what `bin/pkexec` let it install. Nothing is installed.
"""

import runpy
import sys
from dataclasses import replace
from pathlib import Path

KEYS = "release-keys.json"
SOON_MS = 300  # after entering, when the office is asked where newer versions lie
_SCRIPTS = {
    "bin/pkexec": 'touch "{folder}/allowed"; exec "$@"',
    "caseroom-cli": 'echo "$@" >"{folder}/asked"; cp "$2"/* "{folder}/installed"',
    "caseroom": 'pwd >"{folder}/started"',
}


def release(folder: Path) -> None:
    """What is to lie in the office's folder by and by: `good`, and beside it what is not."""
    from desktop.updates.notice import NOTICE_FILE
    from installers.trust.release_key import public_file
    from tests.desktop.updates.release import Signer
    from tests.desktop.updates.release import release as made

    signer = Signer()
    (folder / KEYS).write_bytes(public_file(signer.keys))
    good = made(folder / "good", signer)
    made(folder / "older", signer, version="0.1.9")
    made(folder / "stranger", Signer())
    altered = made(folder / "altered", signer) / NOTICE_FILE
    altered.write_bytes((good / NOTICE_FILE).read_bytes().replace(b"picture", b"Picture"))
    (folder / "installed").mkdir()
    for name, words in _SCRIPTS.items():
        script = folder / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\n{words.format(folder=folder)}\n", encoding="utf-8")
        script.chmod(0o700)


def put_on(folder: Path, version: str) -> None:
    """Be that version, of that folder, in this process."""
    import os

    import db.version
    from desktop import update_keeping
    from desktop.updates import copies, keys

    real, known = copies.surroundings, keys.release_keys
    copies.PACKAGE_FOLDER = folder
    copies.is_root = lambda: False  # whoever plays the scene
    copies.surroundings = lambda: replace(real(), frozen=True, folder=folder, can_ask_rights=True)
    keys.release_keys = lambda file=folder / KEYS: known(file)
    db.version._of_bundle = lambda root: version
    update_keeping.FIRST_MS = SOON_MS
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"


def main(arguments: list[str]) -> None:
    """See above."""
    if arguments[0] == "release":
        release(Path(arguments[1]))
        return
    put_on(Path(arguments[0]), arguments[1])
    sys.argv = ["desktop", *arguments[2:]]
    runpy.run_module("desktop", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
