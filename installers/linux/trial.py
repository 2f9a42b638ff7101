"""Installs the package in a clean Debian, uses it, upgrades it, removes it, and looks what stays.

`python -m installers.linux.trial PACKAGE [--release bookworm] [--work DIR]`. Pictures of the
window are left in the work folder, for somebody to look at.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from installers import contents
from installers.bundle import NotBuilt
from installers.linux.asked_for_rights import AskedForRights
from installers.linux.chroot import USER, Debian, fresh, require_chroot
from installers.linux.next_version import higher, with_higher_version
from installers.linux.papers import debian_version
from installers.linux.screen import Screen, wait_until
from installers.linux.updating import Updating

_HOME = f"/home/{USER}"
_OFFICE = f"{_HOME}/Harbor House"
_HEARING = f"{_HOME}/.cache/Caseroom/running"  # where an open program says that it hears others
_PASSWORD = "lantern orchard velvet 47"  # of the sample's administrator, who is made up
_ASKED = f'CASEROOM_PASSWORD="{_PASSWORD}" caseroom-cli'
# Not by its name: one that has ended keeps it until somebody asks how it ended.
_OPEN = "readlink /proc/[0-9]*/exe 2>/dev/null | grep -q -x /opt/caseroom/caseroom"
_INSTALL = "apt-get install -qq -y --no-install-recommends"


class Trial:
    """The steps, in order; each says what it saw, or raises `NotBuilt`."""

    def __init__(self, package: Path, debian: Debian, work: Path) -> None:
        self.package, self.debian, self.work = package, debian, work
        self.packages = debian.folder / "packages"
        self.packages.mkdir()
        shutil.copyfile(package, self.packages / package.name)
        self.higher = with_higher_version(package, work / "higher", self.packages)
        self.before = debian.files()

    def all(self) -> None:
        """Every step."""
        steps = (
            self.installs, self.is_in_its_places, self.tries_itself, self.makes_an_office,
            self.lets_in_who_signs_in, self.takes_a_signed_update,
            self.asks_root_who_checks_for_himself, self.is_not_replaced_while_open,
            self.works_as_before,
            self.refuses_a_downgrade, self.is_removed, self.is_purged,
        )  # fmt: skip
        for step in steps:
            begun = time.monotonic()
            said = step()
            print(f"+ {said} ({time.monotonic() - begun:.0f} s)", flush=True)

    def installs(self) -> str:
        self._root(f"{_INSTALL} /packages/{self.package.name}")
        self._root("dpkg --audit && dpkg --verify caseroom")
        found = self._root("dpkg-query -W -f '${Status} ${Version}' caseroom")
        return f"Installed with what it depends on: {found}."

    def is_in_its_places(self) -> str:
        self._user("test -x /usr/bin/caseroom && test -x /usr/bin/caseroom-cli")
        self._user("test ! -w /opt/caseroom && test ! -w /opt/caseroom/caseroom")
        said = self._user("caseroom-cli --version")
        if contents.version() not in said:
            raise NotBuilt(f"The program calls itself {said}.")
        return f"It calls itself {said}"

    def tries_itself(self) -> str:
        with Screen() as screen:
            self._user(f"mkdir -p {_HOME}/self && caseroom --self-test {_HOME}/self", screen=screen)
        self._keep("self/window.png", "self-test.png")
        found = json.loads(self._home("self/self-test.json").read_text("utf-8"))
        failed = [step["name"] for step in found["steps"] if not step["passed"]]
        if failed or not found["passed"]:
            raise NotBuilt(f"The self-test failed: {failed}")
        return f"All {len(found['steps'])} steps of the self-test passed"

    def makes_an_office(self) -> str:
        self._user(f'caseroom-cli demo "{_OFFICE}" --clients 20 --no-open')
        asked = f'--office "{_OFFICE}" --user dana'
        self._user(f"{_ASKED} check {asked}")
        listed = json.loads(self._user("caseroom-cli list reports --json"))["reports"]
        self._user(f"{_ASKED} report caseload {asked} --out {_HOME}/caseload.pdf")
        self._user(f"{_ASKED} export clients {asked} --out {_HOME}/clients.xlsx")
        if not self._home("caseload.pdf").read_bytes().startswith(b"%PDF-"):
            raise NotBuilt("The report is no PDF.")
        if not self._home("clients.xlsx").read_bytes().startswith(b"PK"):
            raise NotBuilt("The export is no workbook.")
        return f"A sample office is in order; {len(listed)} kinds of report are listed, one made"

    def lets_in_who_signs_in(self) -> str:
        with Screen() as screen:
            window = self.debian.start(f'caseroom "{_OFFICE}"', user=USER, display=screen.name)
            try:
                wait_until(lambda: screen.shows("sign in"), "The window did not open.")
                # From its first paint on, what is pressed waits for it, and it for the office.
                wait_until(self._hears_others, "The program does not hear others.")
                self._sign_in(screen)
                wait_until(lambda: screen.shows("Harbor House"), "The office did not open.")
                wait_until(lambda: not screen.shows("sign in"), "The sign-in window stayed.")
                screen.comes_to_rest("The first page did not come to rest.")
            finally:
                screen.picture(self.work / "window.png")
                window.kill()
                window.wait()
        return "The window opened, and the office for who signed in"

    def _sign_in(self, screen: Screen) -> None:
        screen.picture(self.work / "sign-in.png")
        screen.focus("sign in")
        screen.keys("alt+u")
        screen.type("dana")
        screen.keys("alt+p")
        screen.type(_PASSWORD)
        screen.keys("Return")

    def takes_a_signed_update(self) -> str:
        told = Updating(self.debian, self.higher, higher(contents.version())).all()
        self._root(f"{_INSTALL} --allow-downgrades /packages/{self.package.name}")
        return told

    def asks_root_who_checks_for_himself(self) -> str:
        told = AskedForRights(self.debian, self.higher, higher(contents.version())).all()
        self._root(f"{_INSTALL} --allow-downgrades /packages/{self.package.name}")
        return told

    def is_not_replaced_while_open(self) -> str:
        script = (
            f"rm -rf {_HEARING}; "  # the one before was killed
            f'runuser -u {USER} -- env HOME={_HOME} caseroom "{_OFFICE}" >/dev/null 2>&1 & '
            "for look in $(seq 450); do "
            f"ls {_HEARING}/*.running >/dev/null 2>&1 && break; sleep 0.2; "
            "done; "
            f"{_OPEN} || echo never open; "
            f"{_INSTALL} /packages/{self.higher.name} >/dev/null 2>&1 || true; "
            f"{_OPEN} && echo open || echo closed; "
            "dpkg-query -W -f '${Version}' caseroom"
        )
        with Screen() as screen:
            said = self._must(self._in(script, screen=screen), script).split("\n")
        if said != ["closed", higher(debian_version(contents.version()))]:
            raise NotBuilt(f"The program was not closed before it was replaced: {said}")
        return "A program that was open was asked to close, and then replaced"

    def works_as_before(self) -> str:
        self._root("dpkg --verify caseroom")
        self._user(f"QT_QPA_PLATFORM=offscreen caseroom --self-test {_HOME}/self")
        self._user(f'{_ASKED} check --office "{_OFFICE}" --user dana')
        return "Upgraded, it passes the self-test, and the office is in order"

    def refuses_a_downgrade(self) -> str:
        done = self._in(f"{_INSTALL} /packages/{self.package.name}")
        if done.returncode == 0:
            raise NotBuilt("An older version replaced a newer one.")
        return "An older version is not put in a newer one's place unless that is asked for"

    def is_removed(self) -> str:
        self._root("mkdir -p /etc/caseroom && echo '{}' >/etc/caseroom/office.caseroom")
        self._root("apt-get remove -qq -y caseroom")
        self._root("test ! -e /opt/caseroom && test ! -e /usr/bin/caseroom")
        self._root("test -e /etc/caseroom/office.caseroom && test ! -e /var/cache/caseroom")
        return "Removed; what was set up for this computer stays"

    def is_purged(self) -> str:
        self._root("apt-get purge -qq -y caseroom")
        extra = self.debian.files() - self.before - self.debian.owned()
        ours = sorted(path for path in extra if "caseroom" in path.lower())
        if ours:
            raise NotBuilt(f"Left behind: {ours}")
        self._root(f'test -f "{_OFFICE}/office.db"')
        return "Purged: nothing is left of it but the office"

    def _hears_others(self) -> bool:
        return any((self.debian.folder / _HEARING[1:]).glob("*.running"))

    def _home(self, name: str) -> Path:
        return self.debian.folder / _HOME[1:] / name

    def _keep(self, name: str, called: str) -> None:
        shutil.copyfile(self._home(name), self.work / called)

    def _root(self, script: str) -> str:
        return self._must(self._in(script), script)

    def _user(self, script: str, screen: Screen | None = None) -> str:
        return self._must(self._in(script, user=USER, screen=screen), script)

    def _in(
        self, script: str, user: str = "root", screen: Screen | None = None
    ) -> subprocess.CompletedProcess[str]:
        return self.debian.run(script, user=user, display=screen.name if screen else "")

    def _must(self, done: subprocess.CompletedProcess[str], script: str) -> str:
        if done.returncode:
            raise NotBuilt(f"{script}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
        return done.stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a package. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="installers.linux.trial", description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--release", default="bookworm")
    parser.add_argument("--work", type=Path, default=contents.ROOT / "build" / "chroot")
    asked = parser.parse_args(arguments)
    try:
        require_chroot()
        work = asked.work.resolve()
        debian = fresh(asked.release, work)
        Trial(asked.package.resolve(), debian, work).all()
    except NotBuilt as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"Everything worked on Debian {asked.release}. Look at the pictures in {work}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
