"""What a Windows holds, files and registry, so that before and after can be compared."""

import re
from dataclasses import dataclass
from pathlib import Path

# What any program that runs leaves: Wine's own notes, and folders for what passes.
_PASSING = re.compile(
    r"(?:windows/(?:temp|Prefetch|Installer|logs)|users/[^/]+/(?:Temp|AppData/Local/Temp))(?:/|$)",
    re.IGNORECASE,
)
_WINES_KEYS = re.compile(
    r"^Console(?:\\|$)|\\\\SystemCertificates\\\\|Software\\\\Wine(?:\\|$)"
    r"|Explorer\\\\(?:MenuOrder|UserAssist|RecentDocs|SessionInfo)"
    r"|Volatile Environment|\\\\Services\\\\|DeviceClasses|Hardware\\\\|\\\\Enum\\\\|\\\\Video\\\\"
    r"|Control\\\\Class\\\\|Control Panel\\\\|Hardware Profiles|Session Manager"
    r"|Windows NT\\\\CurrentVersion\\\\",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class State:
    """The files, and the keys and values of the registry, each as a line."""

    files: frozenset[str]
    registry: frozenset[str]


def state_of(prefix: Path) -> State:
    """What a Windows holds now. Its registry must be on the disk (`Prefix.settle`)."""
    drive = prefix / "drive_c"
    paths = (entry.relative_to(drive).as_posix() for entry in drive.rglob("*"))
    files = frozenset(path for path in paths if not _PASSING.match(path))
    lines: set[str] = set()
    for name in ("system.reg", "user.reg"):
        lines |= registry_lines((prefix / name).read_text(encoding="utf-8", errors="replace"))
    return State(files, frozenset(lines))


def registry_lines(text: str) -> set[str]:
    """The keys and values in one of Wine's files, without the times at which they were written."""
    found: set[str] = set()
    key = ""
    for line in text.splitlines():
        if line.startswith("["):
            key = line.partition("]")[0][1:]
            if not _WINES_KEYS.search(key):
                found.add(f"[{key}]")
        elif line and not line.startswith(("#", "WINE", ";")) and not _WINES_KEYS.search(key):
            found.add(f"[{key}] {line}")
    return found


def left_over(before: State, after: State) -> list[str]:
    """What is there now and was not before."""
    return sorted(after.files - before.files) + sorted(after.registry - before.registry)


def lost(before: State, after: State) -> list[str]:
    """What was there before and is not there now."""
    return sorted(before.files - after.files) + sorted(before.registry - after.registry)
