"""Authenticode, by the command that the environment gives: no key is ever known to this tree.

`CASEROOM_SIGN` is a command with `{file}` in it, and `{out}` too if the signing tool writes another
file: `signtool sign /fd SHA256 /tr URL /td SHA256 /sha1 THUMBPRINT {file}`. makensis calls
`python -m installers.windows.signing FILE` for the uninstaller, which only it has in hand.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from development.console import Trouble, say

VARIABLE = "CASEROOM_SIGN"


def is_wanted() -> bool:
    """Whether the environment says how to sign."""
    return bool(os.environ.get(VARIABLE, "").strip())


def command(template: str, file: Path, out: Path) -> list[str]:
    """The template's words with the files put in. Raises `Trouble` if it names no file."""
    if "{file}" not in template:
        raise Trouble(f"{VARIABLE} does not say where the file goes: it needs {{file}} in it.")
    # On Windows a backslash is part of a path, not the sign that the next letter is meant as it is.
    words = [word.strip('"') for word in shlex.split(template, posix=os.name != "nt")]
    return [word.replace("{file}", str(file)).replace("{out}", str(out)) for word in words]


def sign(file: Path) -> None:
    """Sign a file where it stands. Raises `Trouble` if that did not work."""
    template = os.environ[VARIABLE]
    out = file.with_name(file.name + ".signed")
    done = subprocess.run(
        command(template, file, out), stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )
    if done.returncode:  # the command is not repeated here: it may name a password's file
        raise Trouble(f"{file.name} could not be signed; the signing tool's words stand above.")
    if "{out}" in template:
        out.replace(file)
    say(f"Signed {file.name}.")


def main(arguments: list[str]) -> int:
    """Sign the files that are named. Returns the exit code."""
    try:
        for name in arguments:
            sign(Path(name))
    except Trouble as trouble:
        say(str(trouble))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
