"""A step of the trial: the installed package is told of a newer one by a signed notice.

The key is made for the trial and put into what is installed there: the package carries another, or
none.
"""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.storage.schema import newest_schema
from desktop.updates.keys import key_id
from desktop.updates.notice import FORMAT, NOTICE_FILE
from installers.bundle import INTERNAL, NotBuilt
from installers.linux.chroot import USER, Debian
from installers.release_keys import IN_TREE
from installers.trust.notice import told_of
from installers.trust.release_key import public_file
from installers.trust.signing import enveloped

SHARE = "/srv/share"
UPDATE = f"caseroom-cli update --from {SHARE}"
_THERE_IS_ONE = 3
_LEFT = "/root/.cache/Caseroom /root/.config/Caseroom /root/.local"


class Updating:
    """A share in a Debian, with the package of a version above what is installed."""

    def __init__(self, debian: Debian, package: Path, version: str) -> None:
        self._debian, self._version = debian, version
        self._share = debian.folder / SHARE[1:]
        self._share.mkdir(parents=True)
        self._package = self._share / package.name
        shutil.copyfile(package, self._package)
        self._key = Ed25519PrivateKey.generate()
        self._trust(self._key, "opt/caseroom")
        self._notice = self._share / NOTICE_FILE
        self._notice.write_bytes(enveloped(self._text(), [self._key]))

    def all(self) -> str:
        """Seen, refused where it is not genuine, explained without rights, installed with them."""
        self._says(f"{UPDATE} --check", _THERE_IS_ONE, self._version, user=USER)
        command = f'sudo caseroom-cli install-update "/home/{USER}/.cache/'
        self._says(UPDATE, 1, command, user=USER)
        self._spoiled(self._notice, "changed after it was signed")
        self._spoiled(self._package, "not the one that its notice describes")
        self._says(UPDATE, 0, "Installed.")
        self._says("caseroom-cli --version", 0, self._version)
        self._clear()
        return f"A signed notice of {self._version}: refused where spoiled, and installed by root"

    def _trust(self, key: Ed25519PrivateKey, program: str) -> None:
        """Let a program in the Debian know a key, and no other."""
        public = key.public_key().public_bytes_raw()
        keys = self._debian.folder / program / INTERNAL / IN_TREE
        keys.write_bytes(public_file({key_id(public): public}))

    def _clear(self) -> None:
        shutil.rmtree(self._share)
        self._debian.run(f"rm -rf {_LEFT}")

    def _text(self) -> str:
        return json.dumps(
            {
                "format": FORMAT,
                "version": self._version,
                "date": datetime.now(UTC).date().isoformat(),
                "schema": newest_schema(),
                "files": [told_of(self._package, self._version)],
                "news": {"en": "For a trial.", "es": "Para una prueba."},
            }
        )

    def _spoiled(self, file: Path, words: str) -> None:
        content = file.read_bytes()
        middle = len(content) // 4  # of a notice, within its text
        file.write_bytes(content[:middle] + b"~" + content[middle + 1 :])
        self._says(UPDATE, 1, words)
        file.write_bytes(content)

    def _says(self, script: str, code: int, words: str, user: str = "root") -> None:
        done = self._debian.run(script, user=user)
        says = done.stdout + done.stderr
        if done.returncode != code or words not in says:
            raise NotBuilt(f"{script} ended with {done.returncode}, without “{words}”: {says}")
