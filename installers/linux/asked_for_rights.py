"""A step of the trial: an ordinary user's program has root install by the real pkexec.

The system says yes at once, where a desktop asks for a password. What somebody who has the user's
account may do in the meantime is done: a `pkexec` of the user's does it, and calls the real one.
"""

import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.updates.by_root import ROOM
from desktop.updates.installing import BY_ROOT
from desktop.updates.notice import NOTICE_FILE
from installers.bundle import INTERNAL, NotBuilt
from installers.linux.chroot import USER
from installers.linux.updating import UPDATE, Updating
from installers.trust.signing import enveloped

_HOME = f"/home/{USER}"
_ELSEWHERE = f"{_HOME}/elsewhere"
_FETCHED = f"{_HOME}/.cache/Caseroom/updates/*/"
_RULE = f"""
polkit.addRule(function(action, subject) {{
    if (action.id == "org.caseroom.{BY_ROOT}" && subject.user == "{USER}") {{
        return polkit.Result.YES;
    }}
}});
"""
# What would lead the program to a copy that knows a stranger's key, if it came through to root.
_LEADS_AWAY = {
    "_PYI_APPLICATION_HOME_DIR": f"{_ELSEWHERE}/{INTERNAL}",
    "_PYI_ARCHIVE_FILE": "/opt/caseroom/caseroom-cli",
    "_PYI_PARENT_PROCESS_LEVEL": "0",
    "LD_LIBRARY_PATH": f"{_ELSEWHERE}/{INTERNAL}",
    "PYTHONPATH": f"{_ELSEWHERE}/{INTERNAL}",
    "CASEROOM_CONFIG_DIR": _ELSEWHERE,
}
_EXCHANGE = 'printf x | dd of="$(ls "$3"/*.deb)" conv=notrunc bs=1 seek=1000 status=none'
_LINK = f'f="$(ls "$3"/*.deb)"; mv "$f" {_HOME}/aside.deb; ln -s {_HOME}/aside.deb "$f"'
_STRANGERS = f'cp {_ELSEWHERE}/{NOTICE_FILE} "$3"'
_NOT_NEWER, _NOT_ROOT = "which is not newer than", "Only somebody with the rights"


class AskedForRights(Updating):
    """A user, a program that asks for rights, and whoever acts before root comes."""

    def all(self) -> str:
        """Nobody says yes, exchanged, linked, a stranger's: refused. As it was checked: installed,
        and nothing older after it.
        """
        self._get_pkexec()
        self._lay_elsewhere()
        self._meanwhile(":", 1, "nobody gave it the rights")
        self._say_yes()
        self._meanwhile(_EXCHANGE, 1, "not the one that its notice describes")
        self._meanwhile(_LINK, 1, "a folder, a link or a pipe")
        self._meanwhile(_STRANGERS, 1, "signed by nobody")
        self._says(f"caseroom-cli {BY_ROOT} {_FETCHED}", 1, _NOT_ROOT, user=USER)
        self._meanwhile(":", 0, "Installed.")
        self._says("caseroom-cli --version", 0, self._version)
        self._trust(self._key, "opt/caseroom")  # the new package brought its own
        self._says(f"caseroom-cli {BY_ROOT} {_FETCHED}", 1, _NOT_NEWER)
        self._clear()
        self._debian.run(f"rm -rf {_ELSEWHERE} {_HOME}/aside.deb {_HOME}/bin {_FETCHED}")
        return "Root checks for himself: what was exchanged before he came was not installed"

    def _get_pkexec(self) -> None:
        made = self._debian.run("apt-get install -qq -y --no-install-recommends pkexec dbus")
        if made.returncode:
            raise NotBuilt(f"pkexec could not be installed:\n{made.stdout}{made.stderr}")

    def _say_yes(self) -> None:
        rule = self._debian.folder / "etc/polkit-1/rules.d/10-trial.rules"
        rule.write_text(_RULE, "utf-8")
        rule.chmod(0o644)

    def _lay_elsewhere(self) -> None:
        """A copy of the program that believes a stranger, and what that one signed."""
        stranger = Ed25519PrivateKey.generate()
        copied = f"mkdir {_HOME}/bin {_ELSEWHERE} && cp -a /opt/caseroom/{INTERNAL} {_ELSEWHERE}"
        self._says(copied, 0, "", user=USER)
        self._trust(stranger, _ELSEWHERE[1:])
        notice = self._debian.folder / _ELSEWHERE[1:] / NOTICE_FILE
        notice.write_bytes(enveloped(self._text(), [stranger]))

    def _meanwhile(self, act: str, code: int, words: str) -> None:
        """The user installs; when the program asks for the rights, this is done first."""
        variables = "".join(f"{name}={value} " for name, value in _LEADS_AWAY.items())
        pkexec = self._debian.folder / _HOME[1:] / "bin/pkexec"
        lines = ("#!/bin/sh -e", act, f'exec env {variables} /usr/bin/pkexec "$@"', "")
        pkexec.write_text("\n".join(lines), "utf-8")
        pkexec.chmod(0o755)
        asked = f"PATH={_HOME}/bin:$PATH {UPDATE}"
        bus = "mkdir -p /run/dbus; rm -f /run/dbus/pid; dbus-daemon --system --fork"
        user = f"runuser -u {USER} -- env HOME={_HOME} sh -c {json.dumps(asked)}"
        before = self._debian.run("dpkg-query -W -f '${Version}' caseroom").stdout
        self._says(f"{bus}; {user}", code, words)
        after = self._debian.run("dpkg-query -W -f '${Version}' caseroom").stdout
        if (before == after) != bool(code):
            raise NotBuilt(f"After “{act}” {after} is installed, where {before} was.")
        left = self._debian.run(f"find {ROOM} -mindepth 1 ! -name in-use 2>/dev/null").stdout
        if left:
            raise NotBuilt(f"After “{act}” root left {left}")
