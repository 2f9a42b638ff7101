"""Known vulnerabilities of every package that a lock names, by pip-audit.

Its own last line is not believed: of a package that the service does not know it says nothing,
and of a hundred such packages that no vulnerabilities were found.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from development.console import Trouble, say
from development.environment import ROOT, VENV, environment

FOUND, NOT_CHECKED = 1, 3
ACCEPTED = Path(__file__).with_name("accepted_vulnerabilities.toml")
_TOOL = "pip-audit>=2.10,<3"
_SERVICES = {"pypi": "PyPI", "osv": "OSV"}
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.M)

Pin = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A vulnerability that does not hold a release up, why, and until (and with) which day."""

    id: str
    package: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Weakness:
    """A known vulnerability of a package. `names` are its own id and those of other lists."""

    pin: Pin
    names: tuple[str, ...]
    fixed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to say, and the exit code: 0, `FOUND` or `NOT_CHECKED`."""

    code: int
    lines: tuple[str, ...]


def audit() -> int:
    """Ask PyPI, and of what it does not answer OSV; say what is known. Returns the exit code."""
    asked = pins(
        file.read_text(encoding="utf-8") for file in sorted(ROOT.glob("requirements*.lock"))
    )
    accepted = read_accepted(ACCEPTED.read_text(encoding="utf-8"))
    tool, answered, found = _tool(), set[Pin](), list[Weakness]()
    for service, name in _SERVICES.items():
        left = sorted(asked - answered)
        if not left:
            break
        say(f"Asking {name} about {len(left)} packages …")
        report = _ask(tool, service, left)
        answered |= answers(report) & asked
        found += weaknesses(report)
    verdict = judge(asked, answered, found, accepted, date.today())  # noqa: DTZ011 - a release day
    for line in verdict.lines:
        say(line)
    return verdict.code


def pins(locks: Iterable[str]) -> set[Pin]:
    """Every release that some lock names, for whatever system."""
    return {(_bare(name), version) for text in locks for name, version in _PIN.findall(text)}


def read_accepted(text: str) -> list[Accepted]:
    """The list of what is accepted. Raises `Trouble` for an entry without a reason or an end."""
    entries = tomllib.loads(text).get("accepted", [])
    for entry in entries:
        if not str(entry.get("reason", "")).strip() or type(entry.get("until")) is not date:
            raise Trouble(f"{entry.get('id', 'An entry')} lacks a reason, or a day until when.")
    return [
        Accepted(str(e["id"]), _bare(str(e["package"])), str(e["reason"]), e["until"])
        for e in entries
    ]


def answers(report: Mapping[str, Any]) -> set[Pin]:
    """The releases about which the service had something to say, be it that all is well."""
    return {
        (_bare(item["name"]), item["version"])
        for item in report.get("dependencies", [])
        if "vulns" in item and "skip_reason" not in item
    }


def weaknesses(report: Mapping[str, Any]) -> list[Weakness]:
    """What is known against them."""
    return [
        Weakness(
            (_bare(item["name"]), item["version"]),
            (known["id"], *known.get("aliases", ())),
            tuple(known.get("fix_versions", ())),
        )
        for item in report.get("dependencies", [])
        for known in item.get("vulns", ())
    ]


def judge(
    asked: set[Pin],
    answered: set[Pin],
    found: Sequence[Weakness],
    accepted: Sequence[Accepted],
    today: date,
) -> Verdict:
    """What is known weighs more than what could not be asked; only a full answer is a good one."""
    lines, open_ones = [], 0
    for weakness in found:
        excuse = next(
            (a for a in accepted if a.package == weakness.pin[0] and a.id in weakness.names), None
        )
        words = f"{weakness.pin[0]} {weakness.pin[1]}: {', '.join(weakness.names)}"
        if excuse is not None and today <= excuse.until:
            lines.append(f"{words}: accepted until {excuse.until}: {excuse.reason}")
            continue
        open_ones += 1
        fixed = f"; mended in {', '.join(weakness.fixed_in)}" if weakness.fixed_in else ""
        late = f"; it was accepted until {excuse.until}" if excuse is not None else ""
        lines.append(f"{words}{fixed}{late}")
    known = {(weakness.pin[0], name) for weakness in found for name in weakness.names}
    silent = asked - answered
    for entry in accepted:
        pinned = {pin for pin in asked if pin[0] == entry.package}
        if (entry.package, entry.id) not in known and not pinned & silent:
            lines.append(
                f"{entry.id} of {entry.package} is known no more: strike it from the list."
            )
    if open_ones:
        return Verdict(FOUND, (*lines, f"{open_ones} known vulnerabilities: see above."))
    if silent:
        some = ", ".join(f"{name} {version}" for name, version in sorted(silent)[:5])
        more = " …" if len(silent) > 5 else ""
        words = (
            f"Not checked: of {len(silent)} of {len(asked)} packages neither PyPI nor OSV could "
            f"be asked from here ({some}{more}). That is no verdict: ask again where they answer."
        )
        return Verdict(NOT_CHECKED, (*lines, words))
    return Verdict(0, (*lines, f"No vulnerability is known of the {len(asked)} packages."))


def _bare(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _ask(tool: Path, service: str, asked: Sequence[Pin]) -> dict[str, Any]:
    """One service's report; an empty one if it cannot be reached."""
    report: dict[str, Any] = {"dependencies": []}
    for batch in _one_release_each(asked):
        with tempfile.TemporaryDirectory(prefix="caseroom-audit-") as folder:
            listed = Path(folder) / "packages.txt"
            listed.write_text("".join(f"{n}=={v}\n" for n, v in batch), encoding="utf-8")
            command = [str(tool), "--requirement", str(listed), "--no-deps", "--disable-pip"]
            command += ["--format", "json", "--progress-spinner", "off"]
            command += ["--vulnerability-service", service, "--timeout", "20"]
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, env=environment()
            )
        try:
            report["dependencies"] += json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError, TypeError):
            continue
    return report


def _one_release_each(asked: Sequence[Pin]) -> list[list[Pin]]:
    """Pip refuses a list that names two releases of a package."""
    batches: list[dict[str, str]] = []
    for name, version in asked:
        free = next((batch for batch in batches if name not in batch), None)
        if free is None:
            batches.append(free := {})
        free[name] = version
    return [list(batch.items()) for batch in batches]


def _tool() -> Path:
    """The asker, in an environment of its own: neither the program nor its tests need it."""
    folder = VENV / "audit-tools"
    found = [*folder.glob("bin/pip-audit"), *folder.glob("Scripts/pip-audit.exe")]
    if found:
        return found[0]
    say("Installing pip-audit …")
    made = subprocess.call([sys.executable, "-m", "venv", str(folder)], stdout=sys.stderr)
    pip = [*folder.glob("bin/pip"), *folder.glob("Scripts/pip.exe")]
    if made or not pip or subprocess.call([str(pip[0]), "install", "-q", _TOOL], stdout=sys.stderr):
        raise Trouble("pip-audit could not be installed; pip's own words stand above.")
    return _tool()
